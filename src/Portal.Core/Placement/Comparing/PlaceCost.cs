using Portal.Core.Costs.Economics;
using static Portal.Core.Costs.Economics.Working;
using static Portal.Core.Placement.PlaceFields;

namespace Portal.Core.Placement.Comparing;

/// <summary>A part of what a place costs a month, by the formula that its figure names.</summary>
public sealed record CostPart(string Label, Figure Figure);

/// <summary>What a workload costs a month in a place, in the currency of the place. Pure.</summary>
internal static class PlaceCost
{
    /// <param name="fleet">Null where the place has no machines to count.</param>
    /// <returns>The parts that add up to the cost; empty when the place cannot do such work.</returns>
    public static IReadOnlyList<CostPart> Of(WorkloadTerms work, PlaceTerms place, PlaceFleet? fleet)
    {
        var run = place.Kind switch
        {
            PlaceKind.ApiPerToken or PlaceKind.TieredPipeline => ByRequest(work, place),
            PlaceKind.BatchAndCache => work is { Tokens: { } tokens, Repeats: { } repeats } ? [new("Batches, cache and live", TokenPatterns.BatchedMonthly(work.Traffic.RequestsAMonth, tokens, repeats, place))] : [],
            PlaceKind.Serverless => Serverless(work, place),
            PlaceKind.Owned => [new("Cluster", Owned.Monthly(Cluster(place)))],
            PlaceKind.Edge => [new("Devices", Edge.Fleet(Device(place), place[Units]))],
            _ when fleet is null => [],
            _ => [Machines(work, place, fleet)],
        };
        return run.Count == 0 || place.Egress.Count == 0 ? run : [.. run, new CostPart("Egress", Egress.Monthly(work.EgressGigabytes, place.Egress))];
    }

    public static OwnedHardware Cluster(PlaceTerms place) =>
        new(place[Capex], place[Residual], place[Life], place[Kilowatts], place[Pue], place[Electricity], place[Space], place[Operations], place[Support]);

    /// <summary>What one request costs there; null where it is not paid by the request.</summary>
    public static Figure? Request(WorkloadTerms work, PlaceTerms place) => place.Kind switch
    {
        PlaceKind.ApiPerToken when work.Tokens is { } tokens => TokenPatterns.Live(tokens, place),
        PlaceKind.TieredPipeline when work.Tokens is { } tokens => TokenPatterns.Tiered(tokens, place),
        PlaceKind.BatchAndCache when work is { Tokens: { } tokens, Repeats: { } repeats } => TokenPatterns.Batched(tokens, repeats, place),
        PlaceKind.Serverless when work.Run is { } run => Costs.Economics.Serverless.Request(run.Seconds, run.Gigabytes, place[GigabyteSecond], place[MillionRequests]),
        _ => null,
    };

    private static CostPart Machines(WorkloadTerms work, PlaceTerms place, PlaceFleet fleet) => place.Kind switch
    {
        PlaceKind.Reserved => new("Commitment", Cloud.Committed(fleet.Peak, place[ReservedHourly])),
        PlaceKind.Spot => new("Spot machines", Cloud.Spot(fleet.Hours, place[Hourly], place[Discount], place[Rework])),
        PlaceKind.MixedFleet => new("Fleet", Mixed(work, place, fleet)),
        _ => new("Machines", Cloud.OnDemand(1, place[Hourly], fleet.Hours)),
    };

    /// <summary>The base is committed to. What comes and goes is on spot where nobody waits, else on demand.</summary>
    private static Figure Mixed(WorkloadTerms work, PlaceTerms place, PlaceFleet fleet)
    {
        var moving = Math.Max(0, fleet.Hours - (fleet.Base * work.Traffic.HoursAMonth));
        var spot = Cloud.SpotHour(place[Hourly], place[Discount], place[Rework]).Exact!.Value;
        return Cloud.MixedFleet(fleet.Base, place[ReservedHourly], work.IsLatencyBound ? 0 : moving, spot, work.IsLatencyBound ? moving : 0, place[Hourly]);
    }

    private static IReadOnlyList<CostPart> ByRequest(WorkloadTerms work, PlaceTerms place)
    {
        if (Request(work, place) is not { } request)
        {
            return [];
        }

        var requests = work.Traffic.RequestsAMonth;
        var monthly = new Working(place.Kind == PlaceKind.TieredPipeline ? "F7" : "F5").Input("requests", requests, "a month").Input("request", request.Exact!.Value)
            .Result(FigureUnit.Money, "cost", $"{Say(requests)} × {Say(request.Exact.Value)}", requests * request.Exact.Value);
        return [new(place.Kind == PlaceKind.TieredPipeline ? "Tokens of both tiers" : "Tokens", monthly with { Trace = request.Trace + "\n" + monthly.Trace })];
    }

    private static IReadOnlyList<CostPart> Serverless(WorkloadTerms work, PlaceTerms place)
    {
        if (Request(work, place) is not { } request)
        {
            return [];
        }

        var monthly = Costs.Economics.Serverless.Monthly(work.Traffic.RequestsAMonth, request.Exact!.Value);
        return [new("Requests", monthly with { Trace = request.Trace + "\n" + monthly.Trace })];
    }

    private static EdgeDevice Device(PlaceTerms place) => new(place[Price], place[Life], place[Kilowatts], place[Electricity], place[Care]);
}
