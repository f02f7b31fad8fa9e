using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Documents;

/// <param name="Text">A document of policies as YAML.</param>
/// <param name="Reason">Why; kept in the trail with each policy that changes.</param>
/// <param name="Seen">What the person was shown that it would do; refused as stale where it would do something else by now. Null where nobody looked.</param>
public sealed record ImportPoliciesRequest(string Text, string Reason, IReadOnlyList<ImportedPolicy>? Seen = null);

public enum PolicyImportKind
{
    Unchanged,
    Added,
    Changed,
}

/// <summary>What an import would do, or did, to one policy.</summary>
/// <param name="Number">Of the policy as it is afterwards.</param>
/// <param name="Changes">What a changed one says otherwise; empty for the others.</param>
public sealed record ImportedPolicy(PolicyScope Scope, PolicyImportKind Kind, int Number, IReadOnlyList<PolicyChange> Changes);

/// <summary>Replaces the policies that a document names, all or none, and leaves the others.</summary>
public sealed class ImportPolicies(AuditTrail trail, PortalDatabase database)
{
    private static readonly AuditSubject s_subject = new("policy", "document", "policies");

    /// <summary>What an import would do; changes nothing.</summary>
    public async Task<Outcome<IReadOnlyList<ImportedPolicy>>> PreviewAsync(Actor actor, string text, CancellationToken ct)
    {
        var read = PolicyYaml.Read(text);
        if (!read.IsOk)
        {
            return read.Refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var there = await db.Policies.AsNoTracking().ToDictionaryAsync(row => row.ScopeKey, StringComparer.Ordinal, ct);
        return read.Value.Policies.Select(entry => Compare(entry, there.GetValueOrDefault(entry.Scope.Key))).ToList();
    }

    public async Task<Outcome<IReadOnlyList<ImportedPolicy>>> RunAsync(Actor actor, ImportPoliciesRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (unit.Refuses(Permission.EditPolicy) is { } forbidden)
        {
            return await unit.RefuseAsync("policy.import", s_subject, forbidden, ct);
        }

        var read = PolicyYaml.Read(request.Text);
        if ((read.Refusal ?? PromotionTexts.RefusesReason(request.Reason)) is { } invalid)
        {
            return invalid;
        }

        var there = await unit.Db.Policies.ToDictionaryAsync(row => row.ScopeKey, StringComparer.Ordinal, ct);
        if (request.Seen is { } seen && !Numbers(seen).SequenceEqual(Numbers(read.Value.Policies.Select(entry => Compare(entry, there.GetValueOrDefault(entry.Scope.Key))))))
        {
            return Refusal.Stale("A policy of this document");
        }

        List<ImportedPolicy> imported = [.. read.Value.Policies.Select(entry => Import(unit, entry, there.GetValueOrDefault(entry.Scope.Key), request.Reason.Trim()))];
        return imported.TrueForAll(policy => policy.Kind == PolicyImportKind.Unchanged) ? imported : await unit.CommitAsync<IReadOnlyList<ImportedPolicy>>(imported, ct);
    }

    private static ImportedPolicy Import(UnitOfWork unit, PolicyEntry entry, Policy? policy, string reason)
    {
        var compared = Compare(entry, policy);
        if (compared.Kind == PolicyImportKind.Unchanged)
        {
            return compared;
        }

        PolicyStaging.Put(unit, entry.Scope, policy, entry.Rules, reason);
        return compared;
    }

    private static IEnumerable<(PolicyScope, PolicyImportKind, int)> Numbers(IEnumerable<ImportedPolicy> policies) => policies.Select(policy => (policy.Scope, policy.Kind, policy.Number));

    private static ImportedPolicy Compare(PolicyEntry entry, Policy? there) =>
        there is null or { RetiredAt: not null } ? new(entry.Scope, PolicyImportKind.Added, 1 + (there?.Number ?? 0), [])
        : CanonicalJson.Write(there.Rules).AsSpan().SequenceEqual(CanonicalJson.Write(entry.Rules)) ? new(entry.Scope, PolicyImportKind.Unchanged, there.Number, [])
        : new(entry.Scope, PolicyImportKind.Changed, there.Number + 1, PolicyDifferences.Between(there.Rules, entry.Rules));
}
