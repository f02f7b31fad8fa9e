using System.Text.Json.Nodes;
using Portal.Core.Costs;
using Portal.Core.Costs.Reports;
using Portal.Core.Deployments.Rollouts;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Promotions;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Notifications;

/// <param name="Why">Why this member is told, as a sentence for them.</param>
internal sealed record Recipient(MemberId Member, string Why);

/// <summary>Whom a message concerns: persons who can still sign in, each once.</summary>
internal static class NotificationRecipients
{
    public static async Task<IReadOnlyList<Recipient>> OfAsync(PortalDbContext db, string kind, JsonObject data, DateTimeOffset now, CancellationToken ct)
    {
        var recipients = kind switch
        {
            "promotion.stage-opened" or "promotion.reminder" => await DecidersAsync(db, data, now, ct),
            "promotion.escalated" when Text(data, "role") is null or "" => await DecidersAsync(db, data, now, ct),
            "promotion.escalated" => await WithRoleAsync(db, data, "role", Role.ComplianceOfficer, "a decision was escalated to that role", ct),
            "promotion.decided" or "promotion.changes-requested" or "promotion.expired" or "exception.granted" => await RequesterAsync(db, data, ct),
            "follow-up.overdue" => await WithRoleAsync(db, data, "role", Role.ComplianceOfficer, "that role owns the follow-up", ct),
            "incident.opened" or "incident.severity-rose" => await HandlersAsync(db, data, ct),
            "follow-up.completed" => await FollowedAsync(db, data, ct),
            "rollout.started" or "rollout.completed" => [.. await OwnerAsync(db, data, ct), .. await ApproversAsync(db, data, ct)],
            "deployment.break-glass" => [.. await OwnerAsync(db, data, ct), .. await MayAsync(db, Permission.BreakGlass, "You may make a version live by break-glass, and look at what others made live so.", ct)],
            "follow-up.evidence-ages" or "retraining.requested" or "deployment.rolled-back" or "rollout.taken-back" => await OwnerAsync(db, data, ct),
            "freeze.planned" => await MayAsync(db, Permission.RequestPromotion, "You may ask for promotions, and a freeze holds them up.", ct),
            "costs.reconciliation" => await MayAsync(db, Permission.ManageCosts, "You manage costs.", ct),
            "use-case.submitted" => await MayAsync(db, Permission.SitOnBoard, "You sit on the review board.", ct),
            "use-case.decided" => IdOf(data, "submittedBy") is { } submitter ? [new Recipient(MemberId.From(submitter), "You submitted the use case.")] : [],
            "budget.threshold" => [.. IdOf(data, "ownerId") is { } owner ? [new Recipient(MemberId.From(owner), "You own the budget.")] : Array.Empty<Recipient>(), .. await NamedRolesAsync(db, data, ct)],
            "anomaly.found" => await MayAsync(db, Permission.ManageBudgets, "You set budgets.", ct),
            "costs.report" => await ReportedAsync(db, data, ct),
            "placement.recommended" or "placement.break-even-crossed" => await MayAsync(db, Permission.ManagePlacements, "You may say where workloads run.", ct),
            _ => [],
        };
        var ids = recipients.Select(recipient => recipient.Member).Distinct().ToList();
        var able = await db.Members.Where(row => ids.Contains(row.Id) && row.DisabledAt == null && row.Kind == MemberKind.Person).Select(row => row.Id).ToListAsync(ct);
        return [.. recipients.Where(recipient => able.Contains(recipient.Member)).DistinctBy(recipient => recipient.Member)];
    }

    /// <summary>Who can decide on the promotion now: its open stages say whom they are for.</summary>
    private static async Task<IReadOnlyList<Recipient>> DecidersAsync(PortalDbContext db, JsonObject data, DateTimeOffset now, CancellationToken ct) =>
        await PromotionAsync(db, data, ct) is { } promotion
            ? [.. (await EligibleDeciders.AbleAsync(db, promotion.Number, now, ct)).Select(member => new Recipient(member, "You may decide on it, and have no part in it."))]
            : [];

    private static async Task<IReadOnlyList<Recipient>> RequesterAsync(PortalDbContext db, JsonObject data, CancellationToken ct) =>
        await PromotionAsync(db, data, ct) is { } promotion ? [new Recipient(promotion.RequestedBy, "You asked for the promotion.")] : [];

    private static async Task<IReadOnlyList<Recipient>> HandlersAsync(PortalDbContext db, JsonObject data, CancellationToken ct)
    {
        var incident = IdOf(data, "incidentId") is { } id ? await db.Incidents.Where(row => row.Id == IncidentId.From(id)).Select(row => new { row.AssignedTo }).SingleOrDefaultAsync(ct) : null;
        return incident?.AssignedTo is { } assigned ? [new Recipient(assigned, "The incident is assigned to you.")] : await MayAsync(db, Permission.HandleIncidents, "You handle incidents, and nobody is assigned to this one.", ct);
    }

    private static async Task<IReadOnlyList<Recipient>> OwnerAsync(PortalDbContext db, JsonObject data, CancellationToken ct)
    {
        var owner = IdOf(data, "modelId") is { } id ? await db.Models.Where(row => row.Id == ModelId.From(id)).Select(row => (MemberId?)row.OwnerId).SingleOrDefaultAsync(ct) : null;
        return owner is { } member ? [new Recipient(member, "You own the model.")] : [];
    }

    /// <summary>Who let it go, and whose model it is.</summary>
    private static async Task<IReadOnlyList<Recipient>> FollowedAsync(PortalDbContext db, JsonObject data, CancellationToken ct)
    {
        var by = IdOf(data, "followUpId") is { } id ? await db.FollowUps.Where(row => row.Id == FollowUpId.From(id)).Select(row => (MemberId?)row.CreatedBy).SingleOrDefaultAsync(ct) : null;
        return [.. by is { } member ? [new Recipient(member, "You let it go until it would be put right.")] : Array.Empty<Recipient>(), .. await OwnerAsync(db, data, ct)];
    }

    /// <summary>Whose approvals the rollout rests on.</summary>
    private static async Task<IReadOnlyList<Recipient>> ApproversAsync(PortalDbContext db, JsonObject data, CancellationToken ct)
    {
        if (IdOf(data, "rolloutId") is not { } id)
        {
            return [];
        }

        var rollouts = db.Rollouts.Where(row => row.Id == RolloutId.From(id));
        var approvers = await db.Decisions.Where(row => row.Verdict == DecisionVerdict.Approve && rollouts.Any(rollout => rollout.PromotionId == row.PromotionId)).Select(row => row.MemberId).Distinct().ToListAsync(ct);
        return [.. approvers.Select(member => new Recipient(member, "You approved its promotion."))];
    }

    private static async Task<IReadOnlyList<Recipient>> ReportedAsync(PortalDbContext db, JsonObject data, CancellationToken ct) =>
        Enum.TryParse<ReportCadence>(Text(data, "cadence"), out var cadence)
            ? [.. (await db.CostReportSubscriptions.Where(row => row.Cadence == cadence).Select(row => row.MemberId).ToListAsync(ct)).Select(member => new Recipient(member, "You asked for it on the page Costs."))]
            : [];

    private static Task<IReadOnlyList<Recipient>> WithRoleAsync(PortalDbContext db, JsonObject data, string name, Role otherwise, string because, CancellationToken ct)
    {
        var role = Enum.TryParse<Role>(Text(data, name), ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : otherwise;
        return HoldingAsync(db, [role], $"You are {role.OneInWords()}, and {because}.", ct);
    }

    private static async Task<IReadOnlyList<Recipient>> NamedRolesAsync(PortalDbContext db, JsonObject data, CancellationToken ct)
    {
        var roles = (data["roles"] as JsonArray ?? []).Select(role => Enum.TryParse<Role>(role?.ToString(), out var named) && Enum.IsDefined(named) ? named : (Role?)null).OfType<Role>().ToList();
        return roles.Count == 0 ? [] : await HoldingAsync(db, roles, "The budget names a role that you hold.", ct);
    }

    private static Task<IReadOnlyList<Recipient>> MayAsync(PortalDbContext db, Permission permission, string why, CancellationToken ct) => HoldingAsync(db, RoleRules.RolesWith(permission), why, ct);

    private static async Task<IReadOnlyList<Recipient>> HoldingAsync(PortalDbContext db, IReadOnlyList<Role> roles, string why, CancellationToken ct) =>
        [.. (await db.Members.Where(row => row.Roles.Any(held => roles.Contains(held.Role))).Select(row => row.Id).ToListAsync(ct)).Select(member => new Recipient(member, why))];

    private static async Task<Promotion?> PromotionAsync(PortalDbContext db, JsonObject data, CancellationToken ct) =>
        IdOf(data, "promotionId") is { } id ? await db.Promotions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == PromotionId.From(id), ct) : null;

    private static string? Text(JsonObject data, string name) => data[name] is JsonValue value ? value.ToString() : null;

    private static Guid? IdOf(JsonObject data, string name) => Guid.TryParse(Text(data, name), out var id) ? id : null;
}
