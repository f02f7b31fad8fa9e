using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <param name="Scope">With a task, a classification of data, or both.</param>
/// <param name="Reason">Why; kept in the trail.</param>
public sealed record AddPolicyRequest(PolicyScope Scope, string Reason);

/// <summary>Gives some models of a risk class a policy of their own. It begins as a copy of the narrowest one that holds for them now.</summary>
public sealed class AddPolicy(AuditTrail trail)
{
    /// <returns>The policy's number: 1, or one more than it had before it was retired.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, AddPolicyRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var scope = request.Scope;
        if (unit.Refuses(Permission.EditPolicy) is { } forbidden)
        {
            return await unit.RefuseAsync("policy.add", new AuditSubject("policy", scope.Key, scope.Key), forbidden, ct);
        }

        if ((Refuses(scope) ?? PromotionTexts.RefusesReason(request.Reason)) is { } invalid)
        {
            return invalid;
        }

        var same = await unit.Db.Policies.Where(row => row.RiskClass == scope.RiskClass && row.Purpose == scope.Purpose).ToListAsync(ct);
        var there = same.Find(row => row.ScopeKey == scope.Key);
        if (there is { RetiredAt: null })
        {
            return new Refusal(RefusalKind.Conflict, "policy.exists", $"There is a policy of {scope.InWords()} already.", "Edit that one.");
        }

        if (same.Where(row => row.RetiredAt is null && row.Scope.IsBroaderThan(scope)).MaxBy(row => row.Scope.Narrowness) is not { } broader)
        {
            return new Refusal(RefusalKind.Conflict, "policy.no-broader", $"No broader policy holds for {scope.InWords()} that it could be copied from.", "Add the policies from a template first.");
        }

        var policy = PolicyStaging.Put(unit, scope, there, broader.Rules, request.Reason.Trim(), "policy.added");
        return await unit.CommitAsync(policy.Number, ct);
    }

    private static Refusal? Refuses(PolicyScope scope) =>
        Choices.Refuses("riskClass", scope.RiskClass)
        ?? Choices.Refuses("purpose", scope.Purpose)
        ?? (scope.Task is { } task ? Choices.Refuses("task", task) : null)
        ?? (scope.Classification is { } data ? Choices.Refuses("dataClassification", data) : null)
        ?? (scope.Narrowness == 0 ? Refusal.Invalid("task", "A narrower policy is for one task, one classification of data, or both.") : null);
}
