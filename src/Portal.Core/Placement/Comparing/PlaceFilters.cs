using System.Globalization;
using Portal.Core.Costs.Economics;
using Portal.Core.Datasets;
using Portal.Core.Deployments;
using static Portal.Core.Placement.PlaceFields;

namespace Portal.Core.Placement.Comparing;

/// <summary>Why a place is not possible.</summary>
/// <param name="Rule">Stable, such as <c>residency</c>.</param>
public sealed record PlaceRefusal(string Rule, string Sentence);

/// <summary>The hard filters: what removes a place whatever it costs, each with its reason. Pure.</summary>
internal static class PlaceFilters
{
    public static IReadOnlyList<PlaceRefusal> Of(PlacementCase facts, PlaceFacts place, PlaceFleet? fleet)
    {
        var (work, terms) = (facts.Workload, place.Terms);
        return
        [
            .. new[] { Validity(terms, facts.Day), Residency(work, place), Privacy(work, terms), Sensitivity(work, place), Vendor(work, terms), Interruption(work, terms), Latency(work, terms), Available(work, terms) }
                .Concat([LicenceFilter.Of(work, terms), Unit(work, terms), Tiers(work, terms), Repeated(work, terms), Fresh(work, terms), Memory(work, terms), Capacity(work, terms, fleet)]).OfType<PlaceRefusal>(),
        ];
    }

    /// <summary>
    /// The slowest percent of the requests there, in milliseconds: with a cold start in it where more than one in a hundred meets one, and of
    /// two tiers with both where more than one in a hundred is asked again. Null when nobody has said.
    /// </summary>
    public static decimal? SlowestPercent(PlaceTerms terms) => (terms.Kind, terms.Find(PlaceFields.Latency)) switch
    {
        (_, null) => null,
        (PlaceKind.Serverless, { } warm) when Serverless.SlowestPercentIsCold(terms[ColdShare]) => warm + (terms[ColdStart] * 1000),
        (PlaceKind.TieredPipeline, { } heavy) => terms.Find(LightLatency) is not { } light ? null : IsAskedTwice(terms) ? light + heavy : Math.Max(light, heavy),
        (_, { } warm) => warm,
    };

    /// <summary>F6's rule of the percentile, for those that wait for both tiers.</summary>
    private static bool IsAskedTwice(PlaceTerms terms) => terms.Kind == PlaceKind.TieredPipeline && Serverless.SlowestPercentIsCold(terms[LightShare] * terms[Escalated]);

    private static PlaceRefusal? Validity(PlaceTerms terms, DateOnly day) =>
        terms.HoldsOn(day) ? null
        : new("validity", terms.ValidFrom > day ? $"Its prices hold from {Date(terms.ValidFrom)} on." : $"Its prices held until {Date(terms.ValidUntil!.Value)}. Enter those that hold now.");

    private static PlaceRefusal? Residency(WorkloadTerms work, PlaceFacts place) =>
        PlacementRules.RefusesRegion(place.Name, place.Terms.Region, "the workload", work.Regions) is { } refusal ? new("residency", refusal.Sentence) : null;

    private static PlaceRefusal? Privacy(WorkloadTerms work, PlaceTerms terms) =>
        work.PrivateOnly && !terms.IsPrivate ? new("private", "The workload may run only where nobody else does, and these machines are shared.") : null;

    private static PlaceRefusal? Sensitivity(WorkloadTerms work, PlaceFacts place) =>
        PlacementRules.RefusesClassification(place.Name, place.Terms.AllowedClassifications, "The workload", work.Classification) is null ? null
        : new("sensitivity", $"Its data is classified as {work.Classification.InWords()}; {place.Name} is meant for {string.Join(", ", place.Terms.AllowedClassifications.Order().Select(one => one.InWords()))}.");

    /// <summary>What is one's own has no vendor.</summary>
    private static PlaceRefusal? Vendor(WorkloadTerms work, PlaceTerms terms) =>
        terms.Kind is PlaceKind.Owned or PlaceKind.Edge || work.ApprovedVendors.Count == 0 || work.ApprovedVendors.Contains(terms.Provider, StringComparer.OrdinalIgnoreCase) ? null
        : new("vendor", $"{terms.Provider} is not among the approved vendors: {string.Join(", ", work.ApprovedVendors)}.");

    private static PlaceRefusal? Interruption(WorkloadTerms work, PlaceTerms terms) =>
        work.IsLatencyBound && terms.Kind == PlaceKind.Spot ? new("spot", "Spot machines can be taken away at any moment, and somebody waits for each answer.") : null;

    private static PlaceRefusal? Latency(WorkloadTerms work, PlaceTerms terms)
    {
        if (work.LatencyMilliseconds is not { } need)
        {
            return null;
        }

        if (Edge.IsMandatory(need) && terms.Kind != PlaceKind.Edge)
        {
            return new("latency", $"An answer within {Say(need)} ms, which is below {Say(Edge.MandatoryBelowMilliseconds)} ms, is possible at the edge only.");
        }

        return SlowestPercent(terms) is not { } slowest ? new("latency", $"An answer within {Say(need)} ms is asked for, and nobody has said how quick it is.")
            : slowest <= need ? null
            : new("latency", $"The slowest percent of its answers takes {Say(slowest)} ms{(IsAskedTwice(terms) ? ", both tiers one after the other," : slowest > terms[PlaceFields.Latency] && terms.Kind == PlaceKind.Serverless ? ", a cold start with it," : "")} and {Say(need)} ms is the need.");
    }

    private static PlaceRefusal? Available(WorkloadTerms work, PlaceTerms terms) =>
        terms[Availability] >= work.Availability ? null : new("availability", $"It promises {Percent(terms[Availability])}; the target is {Percent(work.Availability)}.");

    /// <summary>What is paid by the token or the request needs to know how much of them the work takes; what is machines, how quick they are at it.</summary>
    private static PlaceRefusal? Unit(WorkloadTerms work, PlaceTerms terms) => terms.Kind switch
    {
        _ when IsPaidByToken(terms.Kind) => work.Tokens is null ? new("tokens", "It is paid by the token, and the workload names none.") : null,
        PlaceKind.Serverless => work.Run is null ? new("run", "It is paid by the second, and nobody has said how long a request runs.") : null,
        _ => work.SpeedOn(terms.HardwareClass) is null ? new("speed", $"Nobody has measured the workload on {terms.HardwareClass}. Evaluate its version there, or say how many requests a second a machine does.") : null,
    };

    private static PlaceRefusal? Tiers(WorkloadTerms work, PlaceTerms terms) =>
        terms.Kind == PlaceKind.TieredPipeline && work.Tokens is { } tokens && TokenPatterns.Live(tokens, terms).Exact == 0
            ? new("tiers", "A request costs nothing at its heavy tier, so a lighter one saves nothing.")
            : null;

    private static PlaceRefusal? Repeated(WorkloadTerms work, PlaceTerms terms) =>
        terms.Kind != PlaceKind.BatchAndCache ? null
        : work.Repeats is not { } repeats ? new("repeats", "Its answers are computed ahead, and nobody has measured how many requests come again.")
        : repeats.Share == 0 ? new("repeats", "Its answers are computed ahead, and no request comes again.")
        : null;

    /// <summary>An answer that may not be old cannot be one that was kept.</summary>
    private static PlaceRefusal? Fresh(WorkloadTerms work, PlaceTerms terms) =>
        terms.Kind == PlaceKind.BatchAndCache && work.Repeats is { } repeats && (repeats.OldestHours == 0 || repeats.OldestHours < terms[Age])
            ? new("fresh", repeats.OldestHours == 0 ? "Each answer must be fresh, and these were computed before." : $"Its answers are up to {Say(terms[Age])} h old; {Say(repeats.OldestHours)} h is the oldest that will do.")
            : null;

    private static PlaceRefusal? Memory(WorkloadTerms work, PlaceTerms terms)
    {
        if (work.MemoryGigabytes == 0 || IsPaidByToken(terms.Kind))
        {
            return null;
        }

        var needed = Accelerators.Needed(work.MemoryGigabytes, work.MemoryHeadroom).Exact!.Value;
        return terms.Find(PlaceFields.Memory) is not { } has ? new("memory", $"The workload needs {Say(needed)} GB, and nobody has said what a machine has.")
            : has >= needed ? null
            : new("memory", $"A machine has {Say(has)} GB; the workload needs {Say(needed)} GB, {Percent(work.MemoryHeadroom)} headroom among them.");
    }

    private static PlaceRefusal? Capacity(WorkloadTerms work, PlaceTerms terms, PlaceFleet? fleet) =>
        fleet is null || terms.Kind is not (PlaceKind.Owned or PlaceKind.Edge) || terms[Units] >= fleet.Peak ? null
        : new("capacity", $"{Say(work.Traffic.Peak)} requests a second at the peak need {Say(fleet.Peak)} machines; it has {Say(terms[Units])}.");

    private static string Date(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Percent(decimal share) => $"{Say(share * 100)} %";

    private static string Say(decimal value) => value.ToString("#,##0.####", CultureInfo.InvariantCulture);
}
