using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Documents;

/// <param name="Text">A document of policies as YAML.</param>
/// <param name="Reason">Why; kept in the trail with each policy that changes.</param>
public sealed record ImportPoliciesRequest(string Text, string Reason);

public enum PolicyImportKind
{
    Unchanged,
    Added,
    Changed,
}

/// <summary>What an import would do, or did, to one policy.</summary>
/// <param name="Number">Of the policy as it is afterwards.</param>
public sealed record ImportedPolicy(PolicyScope Scope, PolicyImportKind Kind, int Number);

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

        var before = policy is null ? null : EditPolicy.Describe(policy);
        if (policy is null)
        {
            policy = new Policy
            {
                TenantId = unit.Actor.Tenant,
                Id = PolicyId.New(),
                RiskClass = entry.RiskClass,
                Purpose = entry.Purpose,
                Task = entry.Task,
                Classification = entry.DataClassification,
                ScopeKey = entry.Scope.Key,
                Number = 0,
                Rules = entry.Rules,
                EditedAt = unit.Now,
            };
            unit.Db.Policies.Add(policy);
        }

        (policy.Rules, policy.Number, policy.EditedAt) = (entry.Rules, policy.Number + 1, unit.Now);
        unit.Db.PolicyVersions.Add(EditPolicy.Keep(unit, policy, reason));
        unit.Record("policy.edited", EditPolicy.Subject(policy), reason, new JsonObject { ["before"] = before, ["after"] = EditPolicy.Describe(policy) });
        return compared;
    }

    private static ImportedPolicy Compare(PolicyEntry entry, Policy? there) =>
        there is null ? new(entry.Scope, PolicyImportKind.Added, 1)
        : CanonicalJson.Write(there.Rules).AsSpan().SequenceEqual(CanonicalJson.Write(entry.Rules)) ? new(entry.Scope, PolicyImportKind.Unchanged, there.Number)
        : new(entry.Scope, PolicyImportKind.Changed, there.Number + 1);
}
