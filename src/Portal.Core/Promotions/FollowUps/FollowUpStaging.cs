using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.FollowUps;

/// <summary>What a follow-up is about.</summary>
public sealed record FollowUpOrder(
    FollowUpKind Kind, EnvironmentId Environment, ModelId Model, VersionId Version, string What, DateTimeOffset DueAt, Role OwnerRole, PromotionId? Promotion = null, string? GateId = null, string? GateTitle = null);

/// <summary>Opens follow-ups in the unit of the act that makes them necessary.</summary>
public static class FollowUpStaging
{
    public static async Task<FollowUp> StageAsync(UnitOfWork unit, FollowUpOrder order, CancellationToken ct)
    {
        var followUp = new FollowUp
        {
            TenantId = unit.Actor.Tenant,
            Id = FollowUpId.New(),
            Number = 1 + unit.Db.FollowUps.Local.Select(row => row.Number).Append(await unit.Db.FollowUps.MaxAsync(row => (int?)row.Number, ct) ?? 0).Max(),
            Kind = order.Kind,
            PromotionId = order.Promotion,
            GateId = order.GateId,
            GateTitle = order.GateTitle is { } title ? Texts.Fit(title, FollowUp.LongestTitle) : null,
            EnvironmentId = order.Environment,
            ModelId = order.Model,
            VersionId = order.Version,
            What = Texts.Fit(order.What, FollowUp.LongestWhat),
            DueAt = KeptInstant.Of(order.DueAt),
            OwnerRole = order.OwnerRole,
            CreatedBy = order.Kind == FollowUpKind.EvidenceAges ? null : unit.Actor.Member!.Value,
            CreatedAt = unit.Now,
        };
        unit.Db.FollowUps.Add(followUp);
        unit.Record("follow-up.opened", Subject(followUp), followUp.What, new JsonObject { ["kind"] = followUp.Kind.ToString(), ["dueAt"] = followUp.DueAt, ["role"] = followUp.OwnerRole.ToString() });
        return followUp;
    }

    /// <summary>What follows a promotion that never went live, or a gate that no exception holds for any more, has nothing left to put right.</summary>
    /// <param name="gates">Null for all of the promotion.</param>
    internal static async Task CloseAsync(UnitOfWork unit, PromotionId promotion, string outcome, IReadOnlyCollection<string>? gates, CancellationToken ct)
    {
        foreach (var followUp in await unit.Db.FollowUps.Where(row => row.PromotionId == promotion && row.DoneAt == null).ToListAsync(ct))
        {
            if (gates is null || gates.Contains(followUp.GateId!))
            {
                Close(unit, followUp, outcome);
            }
        }
    }

    /// <summary>It fell away by itself.</summary>
    internal static void Close(UnitOfWork unit, FollowUp followUp, string outcome) => End(unit, followUp, "follow-up.closed", null, outcome);

    /// <summary>A member did what it asks for.</summary>
    internal static void Complete(UnitOfWork unit, FollowUp followUp, string outcome) => End(unit, followUp, "follow-up.completed", unit.Actor.Member, outcome);

    /// <param name="kind">What became of it.</param>
    internal static void Tell(UnitOfWork unit, string kind, FollowUp followUp) => unit.Tell(kind, new JsonObject
    {
        ["followUpId"] = followUp.Id.ToString(),
        ["number"] = followUp.Number,
        ["kind"] = followUp.Kind.ToString(),
        ["role"] = followUp.OwnerRole.ToString(),
        ["dueAt"] = followUp.DueAt,
        ["modelId"] = followUp.ModelId.ToString(),
        ["versionId"] = followUp.VersionId.ToString(),
        ["environmentId"] = followUp.EnvironmentId.ToString(),
    });

    private static void End(UnitOfWork unit, FollowUp followUp, string action, MemberId? by, string outcome)
    {
        (followUp.DoneAt, followUp.DoneBy, followUp.Outcome) = (unit.Now, by, outcome);
        unit.Record(action, Subject(followUp), outcome);
        Tell(unit, action, followUp);
    }

    internal static AuditSubject Subject(FollowUp followUp) => new("follow-up", followUp.Id.ToString(), $"F-{followUp.Number}");
}
