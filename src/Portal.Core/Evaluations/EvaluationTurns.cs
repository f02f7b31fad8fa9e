using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations;

/// <summary>Tenants take turns: after one of them got a slot of this node, all others are asked before it gets the next.</summary>
internal sealed class EvaluationTurns(TenantDirectory tenants, ClaimEvaluation claim)
{
    private TenantId _last;

    /// <param name="node">Names the lease.</param>
    /// <returns>Null when nothing that fits this node is due for anybody.</returns>
    public async Task<ClaimedEvaluation?> NextAsync(string node, CancellationToken ct)
    {
        var all = await tenants.ListAsync(ct);
        var first = 1 + all.ToList().FindIndex(tenant => tenant.Id == _last);
        for (var i = 0; i < all.Count; i++)
        {
            var tenant = all[(first + i) % all.Count].Id;
            if (await claim.RunAsync(tenant, node, ct) is { } claimed)
            {
                _last = tenant;
                return claimed;
            }
        }

        return null;
    }
}
