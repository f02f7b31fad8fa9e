using Portal.Core.Costs.Economics;

namespace Portal.Core.Placement.Comparing;

/// <summary>How much traffic it takes until two places cost the same.</summary>
/// <param name="First">The better of the two today.</param>
/// <param name="Factor">Times the traffic of today; null when they never cost the same within <see cref="Widest"/> times.</param>
/// <param name="Requests">A month, at that traffic.</param>
/// <param name="Monthly">What both cost there, in the comparison's currency.</param>
/// <param name="ByFormula">The same by F2, F4, F5 or F6 where one of them speaks of such a pair.</param>
public sealed record PlacementBreakEven(string First, string Second, decimal? Factor, decimal? Requests, decimal? Monthly, Figure? ByFormula)
{
    /// <summary>Traffic this many times larger or smaller is looked at.</summary>
    public const decimal Widest = 64;

    private const int StepsAnOctave = 4;
    private const int Halvings = 60;

    /// <summary>Between the first two.</summary>
    internal static PlacementBreakEven? Between(PlacementCase facts, IReadOnlyList<RankedPlace> ranked)
    {
        if (ranked is not [var first, var second, ..])
        {
            return null;
        }

        var (a, b) = (first.Assessment.Place, second.Assessment.Place);
        var found = new[] { Search(facts, a, b, up: true), Search(facts, a, b, up: false) }.OfType<decimal>().Order(Comparer<decimal>.Create((left, right) => Distance(left).CompareTo(Distance(right)))).ToList();
        var formula = Formula(facts, first.Assessment, second.Assessment);
        return found.Count == 0
            ? new(a.Name, b.Name, null, null, null, formula)
            : new(a.Name, b.Name, found[0], facts.Workload.Traffic.Times(found[0]).RequestsAMonth, At(facts, a, found[0]), formula);
    }

    /// <summary>What a place costs at so many times the traffic; null where it is not possible then.</summary>
    public static decimal? At(PlacementCase facts, PlaceFacts place, decimal factor)
    {
        var assessed = PlacementComparison.Assess(facts with { Workload = facts.Workload.Times(factor) }, place);
        return assessed.IsPossible ? assessed.Monthly : null;
    }

    /// <summary>The nearest factor in one direction at which the difference changes its sign; costs of whole machines jump, so that is where they cross.</summary>
    private static decimal? Search(PlacementCase facts, PlaceFacts a, PlaceFacts b, bool up)
    {
        if (Difference(facts, a, b, 1) is not { } today)
        {
            return null;
        }

        var before = 1m;
        foreach (var factor in Factors(up))
        {
            if (Difference(facts, a, b, factor) is not { } there)
            {
                var last = Last(facts, a, b, before, factor);
                return Math.Sign(Difference(facts, a, b, last)!.Value) != Math.Sign(today) ? Halve(facts, a, b, before, last, Math.Sign(today)) : null;
            }

            if (Math.Sign(there) != Math.Sign(today))
            {
                return Halve(facts, a, b, before, factor, Math.Sign(today));
            }

            before = factor;
        }

        return null;
    }

    /// <summary>The farthest traffic that both can serve.</summary>
    private static decimal Last(PlacementCase facts, PlaceFacts a, PlaceFacts b, decimal possible, decimal impossible)
    {
        for (var step = 0; step < Halvings; step++)
        {
            var middle = (possible + impossible) / 2;
            (possible, impossible) = Difference(facts, a, b, middle) is null ? (possible, middle) : (middle, impossible);
        }

        return possible;
    }

    private static decimal Halve(PlacementCase facts, PlaceFacts a, PlaceFacts b, decimal near, decimal far, int sign)
    {
        for (var step = 0; step < Halvings; step++)
        {
            var middle = (near + far) / 2;
            if (middle == near || middle == far)
            {
                break;
            }

            (near, far) = Difference(facts, a, b, middle) is { } there && Math.Sign(there) == sign ? (middle, far) : (near, middle);
        }

        return far;
    }

    private static decimal? Difference(PlacementCase facts, PlaceFacts a, PlaceFacts b, decimal factor) => At(facts, a, factor) - At(facts, b, factor);

    internal static IEnumerable<decimal> Factors(bool up) =>
        Enumerable.Range(1, (int)Math.Log2((double)Widest) * StepsAnOctave).Select(step => (decimal)Math.Pow(2, (up ? 1.0 : -1.0) * step / StepsAnOctave));

    private static double Distance(decimal factor) => Math.Abs(Math.Log((double)factor));

    /// <summary>Only within one currency: the trace shows prices as they are. Null as well where it is more than can be counted.</summary>
    private static Figure? Formula(PlacementCase facts, PlaceAssessment one, PlaceAssessment other)
    {
        try
        {
            return one.Place.Terms.Currency != other.Place.Terms.Currency || LeavesAtAPrice(one) || LeavesAtAPrice(other) ? null : Pair(facts, one, other) ?? Pair(facts, other, one);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The formulas know nothing of egress: where it costs something, they would tell another break-even than the search.</summary>
    private static bool LeavesAtAPrice(PlaceAssessment place) => place.Parts.Skip(1).Any(part => part.Figure.Exact > 0);

    private static Figure? Pair(PlacementCase facts, PlaceAssessment fix, PlaceAssessment other)
    {
        var (fixedTerms, terms, fleet) = (fix.Place.Terms, other.Place.Terms, fix.Fleet);
        var monthly = fix.Parts.Sum(part => part.Figure.Exact!.Value);
        var request = PlaceCost.Request(facts.Workload, terms)?.Exact;
        return (fixedTerms.Kind, terms.Kind) switch
        {
            (PlaceKind.Reserved, PlaceKind.OnDemand or PlaceKind.SpecialisedCloud) when IsSame(fixedTerms, terms) && terms[PlaceFields.Hourly] > 0 =>
                Cloud.CommittedBreakEven(fixedTerms[PlaceFields.ReservedHourly], terms[PlaceFields.Hourly]),
            (PlaceKind.Owned, PlaceKind.OnDemand or PlaceKind.SpecialisedCloud) when IsSame(fixedTerms, terms) && terms[PlaceFields.Hourly] > 0 =>
                Owned.BreakEvenUtilisation(PlaceCost.Cluster(fixedTerms), Cloud.OnDemand(fixedTerms[PlaceFields.Units], terms[PlaceFields.Hourly]).Exact!.Value),
            (PlaceKind.Owned or PlaceKind.Edge, _) when request is { } each => Tokens.BreakEvenRequests(monthly, each, Capacity(facts.Workload, fixedTerms)),
            (PlaceKind.Reserved, PlaceKind.Serverless) when request is { } each => Serverless.CheaperUpTo(monthly, each),
            (PlaceKind.Reserved, _) when request is { } each && fleet is not null => Tokens.BreakEvenRequests(monthly, each),
            _ => null,
        };
    }

    private static bool IsSame(PlaceTerms one, PlaceTerms other) => one.HardwareClass.Equals(other.HardwareClass, StringComparison.OrdinalIgnoreCase);

    /// <summary>Requests a month that what is owned serves at its planned load, in the hours that the workload is on.</summary>
    private static decimal? Capacity(WorkloadTerms work, PlaceTerms terms) =>
        work.SpeedOn(terms.HardwareClass) is { } speed ? terms[PlaceFields.Units] * speed.RequestsPerSecond * work.TargetLoad * Calendar.SecondsAnHour * work.Traffic.HoursAMonth : null;
}
