using Portal.Core.Promotions.FollowUps;
using Portal.Core.Tenancy;

namespace Portal.Web.Promotions.FollowUps;

/// <param name="Promotion">The number of the promotion that it follows; absent when it follows none.</param>
/// <param name="Gate">The id of the verdict that was let pass, and its title and reason; absent when it follows no exception.</param>
/// <param name="Live">Whether the version is live in the environment now.</param>
/// <param name="CreatedBy">Absent for the portal itself.</param>
/// <param name="DoneBy">Absent while it is open, and where it fell away by itself.</param>
public sealed record FollowUpItem(
    Guid Id, int Number, FollowUpKind Kind, string Model, int Version, string Environment, bool Live, int? Promotion, string? Gate, string? GateTitle, string? Reason, string What,
    DateTimeOffset DueAt, Role OwnerRole, string? CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? OverdueAt, string? DoneBy, DateTimeOffset? DoneAt, string? Outcome)
{
    public static FollowUpItem Of(FollowUpRow row) => new(
        row.Id.Value, row.Number, row.Kind, row.Model, row.Version, row.Place.Name, row.IsLive, row.Promotion, row.GateId, row.GateTitle, row.Reason, row.What, row.DueAt, row.OwnerRole,
        row.CreatedBy, row.CreatedAt, row.OverdueAt, row.DoneBy, row.DoneAt, row.Outcome);
}

/// <param name="Outcome">What was found or done; kept in the audit trail.</param>
public sealed record CompleteFollowUpBody(string Outcome);
