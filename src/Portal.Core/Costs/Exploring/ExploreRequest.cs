using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Exploring;

/// <param name="Filters">Keys that a cost must have under a dimension; <see cref="Nothing"/> for what is nothing under it.</param>
/// <param name="Then">The second level; null for one.</param>
public sealed record ExploreRequest(
    ExploreSpan Span, ExploreGrain Grain, ExploreGroup By, ExploreGroup? Then, ExploreMeasure Measure, CostBasis Basis, IReadOnlyDictionary<CostDimension, string> Filters,
    ExploreOrder Order = ExploreOrder.Total, bool Ascending = false)
{
    /// <summary>Stands in an address for what a cost does not have: no team, no SKU.</summary>
    public const string Nothing = "none";

    private const int LongestFilter = CostSubject.LongestName;

    public Refusal? Refuses() =>
        Choices.Refuses("grain", Grain) ?? Choices.Refuses("by", By) ?? Choices.Refuses("measure", Measure) ?? Choices.Refuses("basis", Basis) ?? Choices.Refuses("order", Order)
        ?? (Then is { } then ? Choices.Refuses("then", then) : null)
        ?? (Then == By ? Refusal.Invalid("then", "The second level is another one than the first.") : null)
        ?? (Basis == CostBasis.Metered && Measure == ExploreMeasure.Billed ? Refusal.Invalid("measure", "Metered usage has no invoice; ask for amortised costs.") : null)
        ?? ExploreTime.Refuses(Grain, Span)
        ?? Filters.Select(filter => Texts.Refuses(Field(filter.Key), filter.Value, LongestFilter)).FirstOrDefault(refusal => refusal is not null);

    /// <summary>Whether a cost is looked at.</summary>
    internal bool Covers(CostSubject subject) => Filters.All(filter => filter.Value == Nothing ? subject.KeyOf(filter.Key) is null or Nothing : string.Equals(subject.KeyOf(filter.Key), filter.Value, StringComparison.Ordinal));

    /// <summary>What of the filters the database can apply; all are applied again to what it answers.</summary>
    internal CostQuery Query(CostGrain grain, ExploreSpan span) => new(
        Basis, grain, span.From, span.Until,
        Id(CostDimension.Team) is { } team ? new TeamId(team) : null,
        Id(CostDimension.Model) is { } model ? new ModelId(model) : null,
        Id(CostDimension.Environment) is { } environment ? new EnvironmentId(environment) : null,
        Text(CostDimension.Provider),
        Text(CostDimension.Service));

    private Guid? Id(CostDimension dimension) => Guid.TryParse(Text(dimension), out var id) ? id : null;

    private string? Text(CostDimension dimension) => Filters.TryGetValue(dimension, out var value) && value != Nothing ? value : null;

    private static string Field(CostDimension dimension) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(dimension.ToString());
}
