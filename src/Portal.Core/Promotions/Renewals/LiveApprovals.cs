using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Renewals;

/// <summary>Keeps the approval of what is live in step with it, in the unit of whatever changes one of them.</summary>
internal static class LiveApprovals
{
    /// <summary>
    /// After another version went live: what was asked of the former falls away; what is live now stands on its own last approval, whose
    /// renewal is asked for at once where its evidence is old by now.
    /// </summary>
    /// <param name="name">Of what is live now, such as <c>mortgage version 2 in production</c>.</param>
    /// <param name="promotion">The one that is making it live; null where it goes back to what was approved before, or nobody approved it.</param>
    public static async Task FollowAsync(UnitOfWork unit, (EnvironmentId Environment, ModelId Model, VersionId Version) live, string name, PromotionId? promotion, CancellationToken ct)
    {
        foreach (var former in await OpenAsync(unit, live.Environment, live.Model, ct))
        {
            if (former.VersionId != live.Version)
            {
                FollowUpStaging.Close(unit, former, $"{name} is live now.");
            }
        }

        var row = await FindAsync(unit, live.Environment, live.Model, ct);
        var approval = promotion is { } id
            ? unit.Db.Promotions.Local.FirstOrDefault(one => one.Id == id) ?? await unit.Db.Promotions.AsNoTracking().SingleAsync(one => one.Id == id, ct)
            : await RenewalSearch.LastAsync(unit.Db, live.Environment, live.Version, ct);
        if (approval is null)
        {
            Drop(unit, row);
            return;
        }

        var frozen = FrozenEvidence.Parse(approval.Evidence);
        if (Put(unit, row, approval, frozen) is { } kept && kept.RenewFrom <= unit.Now)
        {
            await AskAsync(unit, kept, frozen, ct);
        }
    }

    /// <summary>After the last approval of a renewal: nothing changes there, and what asked for it is done.</summary>
    public static async Task RenewAsync(UnitOfWork unit, PromotionFacts facts, CancellationToken ct)
    {
        var (promotion, frozen) = (facts.Promotion, facts.Frozen);
        var kept = Put(unit, await FindAsync(unit, promotion.EnvironmentId, promotion.ModelId, ct), promotion, frozen);
        var until = kept is null ? "; its policy lets evidence never age" : $" until {RenewalRules.Day(kept.EvidenceUntil)}";
        var asked = (await OpenAsync(unit, promotion.EnvironmentId, promotion.ModelId, ct)).Where(row => row.VersionId == promotion.VersionId).ToList();
        foreach (var followUp in asked)
        {
            FollowUpStaging.Complete(unit, followUp, $"P-{promotion.Number} renewed the approval{until}.");
        }

        unit.Record("promotion.renewed", PromotionTexts.Subject(promotion), details: new JsonObject
        {
            ["name"] = $"{frozen.Model.Name} version {frozen.Evidence.Candidate.Number}",
            ["environment"] = frozen.Environment.Name,
            ["renews"] = frozen.Renewal?.Promotion,
            ["until"] = kept?.EvidenceUntil,
            ["evidence"] = promotion.EvidenceDigest.Hex,
            ["followUps"] = new JsonArray([.. asked.Select(row => (JsonNode)row.Number)]),
        });
    }

    /// <summary>Opens what asks for the renewal, and tells of it.</summary>
    public static async Task AskAsync(UnitOfWork unit, LiveApproval approval, FrozenEvidence frozen, CancellationToken ct)
    {
        var measured = frozen.Evidence.Candidate.Evaluation is { } evaluation ? $"an evaluation of {RenewalRules.Day(evaluation.EndedAt)}" : "no evaluation";
        var what = $"Renew the approval of {frozen.Model.Name} version {frozen.Evidence.Candidate.Number} in {frozen.Environment.Name}. It rests on {measured}, and the policy wants evidence of at most "
            + $"{PolicySentences.Count(frozen.Policy.Rules.Terms.EvidenceDays!.Value, "day")}: evaluate it again on data of today, then ask for its renewal.";
        var followUp = await FollowUpStaging.StageAsync(
            unit,
            new FollowUpOrder(
                FollowUpKind.EvidenceAges, approval.EnvironmentId, approval.ModelId, approval.VersionId, what, RenewalRules.DueAt(approval.EvidenceUntil, unit.Now), Role.DataScientist, approval.PromotionId),
            ct);
        approval.FollowUpId = followUp.Id;
        FollowUpStaging.Tell(unit, "follow-up.evidence-ages", followUp);
    }

    private static Task<List<FollowUp>> OpenAsync(UnitOfWork unit, EnvironmentId environment, ModelId model, CancellationToken ct) =>
        unit.Db.FollowUps.Where(row => row.Kind == FollowUpKind.EvidenceAges && row.DoneAt == null && row.EnvironmentId == environment && row.ModelId == model).ToListAsync(ct);

    private static Task<LiveApproval?> FindAsync(UnitOfWork unit, EnvironmentId environment, ModelId model, CancellationToken ct) =>
        unit.Db.LiveApprovals.SingleOrDefaultAsync(row => row.EnvironmentId == environment && row.ModelId == model, ct);

    private static LiveApproval? Put(UnitOfWork unit, LiveApproval? row, Promotion approval, FrozenEvidence frozen)
    {
        if (RenewalRules.TermOf(frozen) is not { } term)
        {
            Drop(unit, row);
            return null;
        }

        if (row is null)
        {
            row = new LiveApproval
            {
                TenantId = unit.Actor.Tenant,
                EnvironmentId = approval.EnvironmentId,
                ModelId = approval.ModelId,
                VersionId = approval.VersionId,
                PromotionId = approval.Id,
                EvidenceUntil = term.Until,
                RenewFrom = term.RenewFrom,
            };
            unit.Db.LiveApprovals.Add(row);
        }

        (row.VersionId, row.PromotionId, row.EvidenceUntil, row.RenewFrom, row.FollowUpId) = (approval.VersionId, approval.Id, term.Until, term.RenewFrom, null);
        return row;
    }

    private static void Drop(UnitOfWork unit, LiveApproval? row)
    {
        if (row is not null)
        {
            unit.Db.LiveApprovals.Remove(row);
        }
    }
}
