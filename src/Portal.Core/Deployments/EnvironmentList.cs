using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <param name="Search">A part of the name.</param>
public sealed record EnvironmentListRequest(PageRequest Page, string? Search = null, EnvironmentPurpose? Purpose = null);

/// <param name="Live">How many models are live there.</param>
/// <param name="Rollouts">How many of them have a challenger beside them.</param>
public sealed record EnvironmentRow(
    EnvironmentId Id, string Name, EnvironmentPurpose Purpose, EnvironmentPlacement Placement, string Region, string Description, DateTimeOffset CreatedAt, int Live,
    int Rollouts, EnvironmentTerms Terms, long Revision)
{
    /// <summary>Each live model takes one, and each rollout one more.</summary>
    public int SlotsTaken => Live + Rollouts;
}

/// <summary>The tenant's environments, newest first.</summary>
public sealed class EnvironmentList(PortalDatabase database)
{
    public async Task<Outcome<Page<EnvironmentRow>>> ReadAsync(Actor actor, EnvironmentListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var live = db.LiveDeployments;
        var rows = db.Environments.AsNoTracking().WhereContains(row => row.Name, request.Search);
        rows = request.Purpose is { } purpose ? rows.Where(row => row.Purpose == purpose) : rows;
        return await rows.NewestFirstAsync(
            row => row.CreatedAt,
            row => row.Id,
            row => new EnvironmentRow(
                row.Id, row.Name, row.Purpose, row.Placement, row.Region, row.Description, row.CreatedAt, live.Count(one => one.EnvironmentId == row.Id),
                live.Count(one => one.EnvironmentId == row.Id && one.ChallengerDeploymentId != null), new EnvironmentTerms(row.Capacity, row.Slots, row.PriceClass, row.AllowedClassifications), row.Revision),
            request.Page,
            ct);
    }
}
