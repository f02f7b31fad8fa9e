using Portal.Core.Datasets;
using Portal.Core.Storage;

namespace Portal.Core.UseCases;

/// <summary>What people say of a use case, beside the questionnaire.</summary>
/// <param name="Team">The name of the team that owns it.</param>
/// <param name="ValueAMonth">In <paramref name="Currency"/>, as <paramref name="CostAMonth"/> is.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="DataClassification">Of the most sensitive data that it uses.</param>
/// <param name="Datasets">Names of datasets.</param>
/// <param name="OtherData">Data that the portal does not hold.</param>
public sealed record UseCaseDraft(
    string Title, string Purpose, string Team, long RequestsAMonth, decimal ValueAMonth, decimal CostAMonth, string Currency, DataClassification DataClassification,
    IReadOnlyList<string> Datasets, string OtherData, string AffectedPeople)
{
    public const int LongestText = 4000;
    public const int MostDatasets = 50;
    public const long MostRequests = 1_000_000_000_000;
    public const decimal MostMoney = 1_000_000_000_000m;

    /// <summary>Null when all of it can be kept; what it names is found afterwards.</summary>
    public Refusal? Refuses() =>
        Names.RefusesText("title", Title)
        ?? RefusesSaid("purpose", Purpose, "Say in plain words what it is for.")
        ?? RefusesSaid("affectedPeople", AffectedPeople, "Say whom it affects and how, or that it affects nobody.")
        ?? Texts.Refuses("otherData", OtherData, LongestText)
        ?? (RequestsAMonth is >= 0 and <= MostRequests ? null : Refusal.Invalid("requestsAMonth", $"Requests a month are a whole number from 0 to {MostRequests:N0}."))
        ?? RefusesMoney("valueAMonth", ValueAMonth)
        ?? RefusesMoney("costAMonth", CostAMonth)
        ?? (Currency is { Length: 3 } && Currency.All(char.IsAsciiLetterUpper) ? null : Refusal.Invalid("currency", "A currency has three letters, as ISO 4217 lists it: EUR."))
        ?? Choices.Refuses("dataClassification", DataClassification)
        ?? (Datasets.Count <= MostDatasets ? null : Refusal.Invalid("datasets", $"A use case names at most {MostDatasets} datasets."));

    private static Refusal? RefusesSaid(string field, string? text, string ask) =>
        string.IsNullOrWhiteSpace(text) ? Refusal.Invalid(field, ask) : Texts.Refuses(field, text, LongestText);

    private static Refusal? RefusesMoney(string field, decimal amount) =>
        amount is < 0 or > MostMoney ? Refusal.Invalid(field, $"An amount lies between 0 and {MostMoney:N0}.")
        : decimal.Round(amount, 4) != amount ? Refusal.Invalid(field, "An amount has at most four decimals.")
        : null;
}
