using Portal.Core.Deployments.Rollouts;
using Portal.Core.Promotions;

namespace Portal.Web.Deployments;

/// <param name="Reason">Kept in the audit trail; asked for where a rollout is held.</param>
public sealed record RolloutNoteBody(string Reason = "");

/// <param name="Reason">Kept in the audit trail.</param>
/// <param name="OneStep">Back to the former step, where it is then held; otherwise wholly.</param>
public sealed record TakeBackBody(string Reason, bool OneStep = false);

/// <param name="ToShare">100 when the challenger took over, 0 when it was taken back.</param>
public sealed record RolloutSteppedResponse(int FromShare, int ToShare, RolloutState State)
{
    public static RolloutSteppedResponse Of(RolloutStepped done) => new(done.FromShare, done.ToShare, done.State);
}

/// <param name="By">Absent for the portal itself.</param>
public sealed record RolloutMoveItem(RolloutAct Act, int FromShare, int ToShare, string Reason, string? By, DateTimeOffset At)
{
    public static RolloutMoveItem Of(RolloutMoveRow row) => new(row.Act, row.FromShare, row.ToShare, row.Reason, row.By, row.At);
}

/// <param name="Promotion">The number of the promotion that asked for it: 12 for P-12.</param>
/// <param name="Champion">The number of the version that it stands, or stood, beside.</param>
/// <param name="Shares">The challenger's share in percent at each step before it takes over.</param>
/// <param name="Share">Of the present step, or of the last one.</param>
/// <param name="DueAt">When its hold time is over; absent once it has ended.</param>
/// <param name="Incident">The number of the incident for which the portal took it back: 7 for I-7.</param>
/// <param name="Moves">Oldest first.</param>
public sealed record RolloutItem(
    Guid Id, string Environment, string Model, int Promotion, int Version, int Champion, RolloutStrategy Strategy, IReadOnlyList<int> Shares, double HoldHours, RolloutState State, int Share,
    DateTimeOffset StepSince, DateTimeOffset? DueAt, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int? Incident, IReadOnlyList<RolloutMoveItem> Moves)
{
    public static RolloutItem Of(RolloutRow row) => new(
        row.Id.Value, row.Environment, row.Model, row.Promotion, row.Version, row.Champion, row.Strategy, row.Shares, row.HoldHours, row.State, row.Now.Share,
        row.StepSince, row.IsOpen ? row.DueAt : null, row.StartedAt, row.EndedAt, row.Incident, [.. row.Moves.Select(RolloutMoveItem.Of)]);
}

/// <param name="MayAdvance">Whether you could take the next step now.</param>
/// <param name="Gate">What the gate of the next step says; empty once it has ended.</param>
public sealed record RolloutResponse(RolloutItem Rollout, bool MayAdvance, IReadOnlyList<RolloutFinding> Gate)
{
    public static RolloutResponse Of(RolloutView view) => new(RolloutItem.Of(view.Row), view.Advance is null, view.Findings);
}
