using Portal.Core.Costs.Economics;

namespace Portal.Core.Placement.Comparing;

/// <summary>When a cluster of one's own has paid for itself, against what renting costs at this traffic.</summary>
/// <param name="Against">The cheapest rented place that is possible.</param>
/// <param name="Monthly">What owning costs a month, in the comparison's currency.</param>
/// <param name="Rented">What that place costs.</param>
/// <param name="Purchase">What is paid at the beginning, in the same currency.</param>
/// <param name="Running">What owning costs a month once it is paid for, egress among it.</param>
/// <param name="LifeMonths">After which it has to be bought again.</param>
/// <param name="Cash">F4: months until the purchase is paid back.</param>
/// <param name="Discounted">F4: the same with money worth less later.</param>
public sealed record OwnedBreakEven(string Name, string Against, decimal Monthly, decimal Rented, decimal Purchase, decimal Running, int LifeMonths, Figure Cash, Figure Discounted)
{
    /// <summary>Owning costs no more than renting, month by month.</summary>
    public bool IsCrossed => Monthly <= Rented;

    public int? Month => Owned.Month(Cash);

    public int? DiscountedMonth => Owned.Month(Discounted);

    /// <summary>It is paid back later than it lasts, which is as good as never.</summary>
    public bool IsTooLate => Month > LifeMonths;

    internal static IReadOnlyList<OwnedBreakEven> Of(PlacementCase facts, IReadOnlyList<RankedPlace> ranked)
    {
        var rented = ranked.Where(place => place.Assessment.Place.Terms.Kind is not (PlaceKind.Owned or PlaceKind.Edge)).MinBy(place => place.Monthly);
        return rented is null ? [] : [.. ranked.Where(place => place.Assessment.Place.Terms.Kind == PlaceKind.Owned).Select(place => Of(facts, place, rented))];
    }

    /// <summary>In the currency of what is owned, so that its own numbers stand in the trace. What data costs that leaves it is taken off what renting costs: F4 knows no egress.</summary>
    private static OwnedBreakEven Of(PlacementCase facts, RankedPlace own, RankedPlace rented)
    {
        var (cluster, rate, leaving) = (PlaceCost.Cluster(own.Assessment.Place.Terms), own.Assessment.Rate!.Value, own.Assessment.Parts.Skip(1).Sum(part => part.Figure.Exact!.Value));
        var cloud = Math.Max(0, (rented.Monthly / rate) - leaving);
        return new(
            own.Name, rented.Name, own.Monthly, rented.Monthly, cluster.Capex * rate, (Owned.Running(cluster).Exact!.Value + leaving) * rate, (int)Math.Ceiling(cluster.LifeMonths),
            Owned.BreakEvenMonths(cluster, cloud), Owned.DiscountedBreakEvenMonths(cluster, cloud, facts.AnnualRate));
    }
}
