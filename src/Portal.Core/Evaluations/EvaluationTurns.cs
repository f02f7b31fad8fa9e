using Microsoft.Extensions.Logging;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations;

/// <summary>Tenants take turns: after one of them got a slot of this node, all others are asked before it gets the next.</summary>
internal sealed partial class EvaluationTurns(TenantDirectory tenants, ClaimEvaluation claim, EvaluationOptions options, ILogger<EvaluationTurns> log)
{
    private TenantId _last;

    /// <param name="node">Names the lease.</param>
    /// <returns>Null when nothing that fits this node is due for anybody.</returns>
    public Task<ClaimedEvaluation?> NextAsync(string node, CancellationToken ct) => NextAsync(LeaseHolder.Node(node, options), ct);

    /// <summary>The same for a node that has slots of some kinds only.</summary>
    public async Task<ClaimedEvaluation?> NextAsync(LeaseHolder node, CancellationToken ct)
    {
        var all = await tenants.ListAsync(ct);
        var first = 1 + all.ToList().FindIndex(tenant => tenant.Id == _last);
        for (var i = 0; i < all.Count; i++)
        {
            var tenant = all[(first + i) % all.Count].Id;
            if (await ClaimAsync(tenant, node, ct) is { } claimed)
            {
                _last = tenant;
                return claimed;
            }
        }

        return null;
    }

    /// <summary>What goes wrong for one tenant keeps no other tenant waiting.</summary>
    private async Task<ClaimedEvaluation?> ClaimAsync(TenantId tenant, LeaseHolder node, CancellationToken ct)
    {
        try
        {
            return await claim.RunAsync(tenant, node, ct);
        }
        catch (Exception broken) when (!ct.IsCancellationRequested)
        {
            Log.ClaimBroke(log, tenant.Value, broken);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1303, Level = LogLevel.Error, Message = "Claiming an evaluation of tenant {Tenant} broke; the others go on")]
        public static partial void ClaimBroke(ILogger logger, Guid tenant, Exception exception);
    }
}
