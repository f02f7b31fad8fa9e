using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Placement;

/// <param name="AnnualRate">The cost of capital, a share a year.</param>
/// <param name="Revision">As the person saw it; 0 when nobody has said anything yet.</param>
public sealed record WeighPlacesRequest(long Revision, PlacementWeights Weights, decimal AnnualRate, string Reason);

/// <summary>Says how much each quality of a place counts in this organisation.</summary>
public sealed class WeighPlaces(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, WeighPlacesRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var subject = new AuditSubject("placement-settings", unit.Actor.Tenant.ToString(), "Placement");
        if (unit.Refuses(Permission.ManagePlacements) is { } forbidden)
        {
            return await unit.RefuseAsync("placement.weigh", subject, forbidden, ct);
        }

        if ((request.Weights.Refuses() ?? RefusesRate(request.AnnualRate) ?? Texts.RefusesReason(request.Reason)) is { } invalid)
        {
            return invalid;
        }

        var settings = await unit.Db.PlacementSettings.SingleOrDefaultAsync(ct);
        if ((settings?.Revision ?? 0) != request.Revision)
        {
            return Refusal.Stale("The weights");
        }

        if (settings is null)
        {
            unit.Db.PlacementSettings.Add(new PlacementSettings { TenantId = unit.Actor.Tenant, Weights = request.Weights, AnnualRate = request.AnnualRate });
        }
        else
        {
            (settings.Weights, settings.AnnualRate) = (request.Weights, request.AnnualRate);
        }

        unit.Record("placement.weighed", subject, request.Reason, new JsonObject { ["weights"] = FoundWorkload.Exact(request.Weights), ["annualRate"] = FoundWorkload.Exact(request.AnnualRate) });
        return await unit.CommitAsync(default(Done), ct);
    }

    /// <summary>None, or one that a year can be told by.</summary>
    private static Refusal? RefusesRate(decimal rate) => rate == 0 ? null : WorkloadDraft.Number("annualRate", rate, 0.001m, 1);
}
