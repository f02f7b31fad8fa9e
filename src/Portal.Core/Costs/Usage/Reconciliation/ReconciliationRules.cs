using System.Globalization;
using Portal.Core.Costs.Sums;

namespace Portal.Core.Costs.Usage.Reconciliation;

public enum ReconciliationState
{
    /// <summary>The two differ by no more than is allowed.</summary>
    Agrees,

    /// <summary>They differ by more.</summary>
    Gap,

    /// <summary>Usage was metered, and no charge of the provider for the day has come yet.</summary>
    NotBilledYet,
}

/// <param name="Model">The provider's; empty where the bill does not tell its models apart.</param>
/// <param name="Billed">What the provider says, amortised.</param>
/// <param name="Metered">What usage and the price book say.</param>
public sealed record ReconciliationRow(DateOnly Day, string Provider, string Model, string Currency, decimal Billed, decimal Metered, ReconciliationState State)
{
    /// <summary>Above 0: more was billed than anybody reported.</summary>
    public decimal Gap => Billed - Metered;

    /// <summary>Of what was billed; null when nothing was.</summary>
    public decimal? Share => Billed == 0 ? null : Gap / Billed;
}

/// <summary>Compares what was billed with what was metered, per provider, model and day. Pure.</summary>
public static class ReconciliationRules
{
    /// <summary>Charges of other services of a provider are no usage of models.</summary>
    public const string ServiceCategory = "AI and Machine Learning";

    /// <summary>As bills call providers and as usage does. A bill's provider that is none of these is compared by its own name.</summary>
    private static readonly (string Billed, string[] Metered)[] s_providers =
    [
        ("amazon", ["aws.bedrock"]), ("aws", ["aws.bedrock"]), ("microsoft", ["azure.ai.openai", "azure.ai.inference"]), ("azure", ["azure.ai.openai", "azure.ai.inference"]),
        ("google", ["gcp.gemini", "gcp.gen_ai", "gcp.vertex_ai"]), ("openai", ["openai"]), ("anthropic", ["anthropic"]), ("mistral", ["mistral_ai"]), ("cohere", ["cohere"]),
        ("deepseek", ["deepseek"]), ("groq", ["groq"]), ("ibm", ["ibm.watsonx.ai"]), ("perplexity", ["perplexity"]), ("xai", ["x_ai"]), ("moonshot", ["moonshot_ai"]),
    ];

    /// <param name="billed">Days of the basis Billed.</param>
    /// <param name="metered">Days of the basis Metered.</param>
    /// <param name="share">How large a gap may be, of what was billed.</param>
    public static IReadOnlyList<ReconciliationRow> Compare(IEnumerable<CostCell> billed, IEnumerable<CostCell> metered, decimal share)
    {
        var used = metered.Where(cell => cell.Subject.ServiceCategory == ServiceCategory).ToList();
        var models = used.GroupBy(cell => cell.Subject.Provider).ToDictionary(
            group => group.Key, group => group.Select(cell => cell.Subject.Service).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(name => name.Length).ToList(), StringComparer.Ordinal);
        var bills = billed.Where(IsCompared).Select(cell => (Cell: cell, Provider: ProviderOf(cell.Subject.Provider, models.Keys))).Where(one => one.Provider is not null)
            .Select(one => (one.Cell, Provider: one.Provider!, Model: ModelOf(one.Cell.Subject, models[one.Provider!]))).ToList();
        var keys = used.Select(cell => (cell.Start, cell.Subject.Provider, cell.Subject.Currency)).Union(bills.Select(bill => (bill.Cell.Start, bill.Provider, bill.Cell.Subject.Currency)));
        return [.. keys.Order().SelectMany(key => RowsOf(
            key,
            [.. bills.Where(bill => (bill.Cell.Start, bill.Provider, bill.Cell.Subject.Currency) == key).Select(bill => (bill.Model, bill.Cell.Amounts.Effective))],
            [.. used.Where(cell => (cell.Start, cell.Subject.Provider, cell.Subject.Currency) == key).Select(cell => (cell.Subject.Service, cell.Amounts.Effective))],
            share))];
    }

    private static IEnumerable<ReconciliationRow> RowsOf(
        (DateOnly Day, string Provider, string Currency) key, IReadOnlyList<(string? Model, decimal Cost)> bills, IReadOnlyList<(string Model, decimal Cost)> used, decimal share)
    {
        if (bills.Any(bill => bill.Model is null))
        {
            yield return Row(key, "", bills.Sum(bill => bill.Cost), used.Sum(one => one.Cost), isBilled: true, share);
            yield break;
        }

        foreach (var model in bills.Select(bill => bill.Model!).Union(used.Select(one => one.Model), StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            yield return Row(key, model, bills.Where(bill => bill.Model == model).Sum(bill => bill.Cost), used.Where(one => one.Model == model).Sum(one => one.Cost), bills.Count > 0, share);
        }
    }

    private static ReconciliationRow Row((DateOnly Day, string Provider, string Currency) key, string model, decimal billed, decimal metered, bool isBilled, decimal share) => new(
        key.Day, key.Provider, model, key.Currency, billed, metered,
        !isBilled ? ReconciliationState.NotBilledYet : Math.Abs(billed - metered) > share * Math.Abs(billed) ? ReconciliationState.Gap : ReconciliationState.Agrees);

    /// <summary>What was used in the day: no taxes, no corrections of other days, nothing that was paid for and not used.</summary>
    private static bool IsCompared(CostCell cell) =>
        cell.Subject is { Category: ChargeCategory.Usage, IsCorrection: false, IsUnused: false, ServiceCategory: ServiceCategory };

    private static string? ProviderOf(string billed, IReadOnlyCollection<string> metered)
    {
        var plain = billed.Trim().ToLower(CultureInfo.InvariantCulture);
        return metered.FirstOrDefault(name => name == plain)
            ?? s_providers.Where(pair => plain.StartsWith(pair.Billed, StringComparison.Ordinal)).SelectMany(pair => pair.Metered).FirstOrDefault(metered.Contains);
    }

    /// <summary>The longest name of a model that the bill's service or SKU holds; null for none.</summary>
    private static string? ModelOf(CostSubject subject, List<string> models)
    {
        var text = Plain($"{subject.Service} {subject.Sku}");
        return models.Find(model => Plain(model) is { Length: > 0 } name && text.Contains(name, StringComparison.Ordinal));
    }

    /// <summary>Letters and digits: "GPT-4o mini" and "gpt-4o-mini" are the same.</summary>
    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLower(CultureInfo.InvariantCulture);
}
