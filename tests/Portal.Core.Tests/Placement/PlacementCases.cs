using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Economics;
using Portal.Core.Datasets;
using Portal.Core.Placement;
using Portal.Core.Placement.Comparing;

namespace Portal.Core.Tests.Placement;

/// <summary>A workload and places with invented prices, mostly those of the worked examples.</summary>
internal static class PlacementCases
{
    public const string Gpu = "gpu-a10g";

    public static DateOnly Day { get; } = new(2026, 3, 2);

    /// <summary>One request a second all week, 1,200 tokens in and 300 out, a second a run.</summary>
    public static WorkloadTerms Work { get; } = new(
        new TrafficProfile(1, 1, 168, 0, TrafficShape.Steady), Availability: 0.99m, ["eu-central"], DataClassification.Internal,
        PrivateOnly: false, [], EgressGigabytes: 0, MemoryGigabytes: 8, WorkloadTerms.UsualHeadroom, TargetLoad: 0.5m, [new WorkloadSpeed(Gpu, 2, "measured", Day)], new TokenUse(1200, 300, 0), new RequestRun(1.8m, 6), LatencyMilliseconds: 2000,
        Repeats: new RepeatedInputs(0.6m, 24));

    public static PlaceFacts Api { get; } = Place("api", PlaceKind.ApiPerToken, ("input", 2.5m), ("output", 10), ("cacheRead", 0.25m), ("latency", 900));

    /// <summary>Four fifths to a tier at a tenth of the price, a tenth of them asked again, 2 % for the router: 0.38 of the heavy tier.</summary>
    public static PlaceFacts Tiers { get; } = Place(
        "tiers", PlaceKind.TieredPipeline, ("input", 2.5m), ("output", 10), ("cacheRead", 0.25m), ("lightInput", 0.25m), ("lightOutput", 1), ("lightCacheRead", 0.025m), ("lightShare", 0.8m), ("escalated", 0.1m), ("router", 0.00012m),
        ("latency", 900), ("lightLatency", 300));

    public static PlaceFacts Batch { get; } = Place(
        "batch", PlaceKind.BatchAndCache, ("input", 2.5m), ("output", 10), ("cacheRead", 0.25m), ("discount", 0.8m), ("ahead", 0.7m), ("lookup", 0.00002m), ("age", 24), ("latency", 900));

    public static PlaceFacts Functions { get; } = Place("functions", PlaceKind.Serverless, ("gigabyteSecond", 0.0000166667m), ("millionRequests", 0.2m), ("coldStart", 6), ("coldShare", 0.005m), ("memory", 10), ("latency", 900));

    public static PlaceFacts OnDemand { get; } = Place("on-demand", PlaceKind.OnDemand, ("hourly", 3.2m), ("memory", 24), ("latency", 400));

    public static PlaceFacts Reserved { get; } = Place("reserved", PlaceKind.Reserved, ("reservedHourly", 2.05m), ("memory", 24), ("latency", 400));

    public static PlaceFacts Spot { get; } = Place("spot", PlaceKind.Spot, ("hourly", 3.2m), ("discount", 0.7m), ("rework", 0.08m), ("memory", 24), ("latency", 400));

    public static PlaceFacts Mixed { get; } = Place("mixed", PlaceKind.MixedFleet, ("reservedHourly", 2.05m), ("hourly", 3.2m), ("discount", 0.7m), ("rework", 0.08m), ("memory", 24), ("latency", 400));

    public static PlaceFacts Special { get; } = Place("special", PlaceKind.SpecialisedCloud, ("hourly", 1.9m), ("memory", 24), ("latency", 400));

    public static PlaceFacts Own { get; } = Place(
        "own", PlaceKind.Owned, ("capex", 180_000), ("residual", 0.15m), ("life", 48), ("kilowatts", 8), ("pue", 1.3m), ("electricity", 0.12m), ("space", 600), ("operations", 1875), ("support", 0.08m), ("units", 8),
        ("memory", 24), ("latency", 300));

    public static PlaceFacts Devices { get; } = Place("devices", PlaceKind.Edge, ("units", 50), ("price", 1900), ("life", 36), ("kilowatts", 0.06m), ("electricity", 0.15m), ("care", 12), ("memory", 16), ("latency", 5));

    public static PlaceFacts[] All { get; } = [Api, Tiers, Batch, Functions, OnDemand, Reserved, Spot, Mixed, Special, Own, Devices];

    public static PlacementCase Of(WorkloadTerms workload, params PlaceFacts[] places) => new(workload, places, PlacementWeights.CostAlone, "USD", Day, [], 0.08m);

    public static PlaceFacts Without(this PlaceFacts place, string key) => place with { Terms = place.Terms with { Numbers = place.Terms.Numbers.Where(pair => pair.Key != key).ToDictionary() } };

    public static PlaceFacts With(this PlaceFacts place, string key, decimal value) => place with { Terms = place.Terms.With(key, value) };

    public static WorkloadTerms At(decimal average, decimal? peak = null) => Work with { Traffic = Work.Traffic with { Average = average, Peak = peak ?? average } };

    public static PlaceFacts Place(string name, PlaceKind kind, params (string Key, decimal Value)[] numbers) => new(name, new PlaceTerms(
        kind, "Acme", "eu-central", PlaceFields.RunsOnMachines(kind) ? Gpu : "", "USD", new DateOnly(2026, 1, 1), "invented for tests", IsPrivate: false, [], [],
        new[] { ("availability", 0.999m), ("complexity", 2m), ("lockIn", 3m) }.Concat(numbers).ToDictionary(pair => pair.Item1, pair => pair.Item2)));

    public static PlaceFacts Leaving(this PlaceFacts place, params EgressTier[] tiers) => place with { Terms = place.Terms with { Egress = tiers } };

    public static DatedRate Euro { get; } = new(Day, "EUR", "USD", 1.1m);
}
