using Portal.Core.Costs.Currencies;

namespace Portal.Core.Costs.Exploring;

/// <summary>What a row is under one level.</summary>
/// <param name="Key">Null for what is nothing under it; of a period its first day.</param>
public sealed record ExploreKey(string? Key, string Name);

/// <summary>A group, and what it measures.</summary>
/// <param name="Then">Null with one level.</param>
/// <param name="Periods">One for each; null where a unit cost has no quantity.</param>
/// <param name="Before">In the time that is compared.</param>
/// <param name="Others">How many groups this row stands for; 0 for one of its own.</param>
public sealed record ExploreRow(ExploreKey By, ExploreKey? Then, IReadOnlyList<decimal?> Periods, decimal? Total, decimal? Before, int Others = 0)
{
    public decimal? Change => Total is { } total && Before is { } before ? total - before : null;
}

/// <summary>One colour of the chart.</summary>
public sealed record ExploreSeries(string Name, IReadOnlyList<decimal?> Periods);

/// <param name="Unit">The currency of money and unit costs; null for counts.</param>
/// <param name="Compared">The time before that is compared.</param>
/// <param name="Known">The last day of which anything is known; null for none.</param>
/// <param name="Rows">In the order that was asked for.</param>
/// <param name="Sum">All rows together; of a unit cost the one of all, not a sum.</param>
/// <param name="Apart">Amounts in currencies without a rate, which are in no figure.</param>
/// <param name="Missing">Which rate is missing, where one is.</param>
/// <param name="Names">What the filters are called.</param>
/// <param name="HasAny">False while the tenant has no costs of this basis at all.</param>
public sealed record ExploreView(
    ExploreRequest Request, string? Unit, IReadOnlyList<ExploreSpan> Periods, ExploreSpan Compared, DateOnly? Known, IReadOnlyList<ExploreRow> Rows, ExploreRow Sum, IReadOnlyList<ExploreSeries> Series,
    IReadOnlyList<Money> Apart, Refusal? Missing, IReadOnlyDictionary<Views.CostDimension, string> Names, bool HasAny);
