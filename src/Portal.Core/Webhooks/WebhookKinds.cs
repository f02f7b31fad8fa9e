namespace Portal.Core.Webhooks;

/// <summary>One kind of event that can be sent, and what it tells.</summary>
public sealed record WebhookKind(string Kind, string Sentence);

/// <summary>
/// The events that leave the house. Each is a message that an act says in its own transaction; another one is sent by naming it here.
/// </summary>
public static class WebhookKinds
{
    /// <summary>What a test event is called.</summary>
    public const string Test = "webhook.test";

    public static IReadOnlyList<WebhookKind> All { get; } =
    [
        new("incident.opened", "A monitor breached, something was not put right in time, or a wave of a fleet failed."),
        new("incident.severity-rose", "What an open incident is about has become worse."),
        new("incident.resolved", "Somebody resolved an incident, with a cause."),
        new("retraining.requested", "A new version is asked for, with the window, what moved and what the live version was made from."),
        new("retraining.answered", "A version was registered for a retraining request."),
        new("version.registered", "A version of a model was registered."),
        new("evaluation.completed", "A version was evaluated."),
        new("use-case.submitted", "A use case was put before the review board."),
        new("use-case.decided", "The review board approved, rejected or sent back a use case."),
        new("promotion.requested", "Somebody asked for a version to be made live."),
        new("promotion.stage-opened", "A stage of a promotion waits for those who decide on it."),
        new("promotion.decided", "Somebody decided on a promotion, or on a stage of it."),
        new("promotion.changes-requested", "A promotion was sent back with what is to change."),
        new("promotion.resubmitted", "A promotion that was sent back is asked for again."),
        new("promotion.withdrawn", "A promotion was withdrawn."),
        new("promotion.reminder", "The deadline of a stage comes near."),
        new("promotion.escalated", "The deadline of a stage has passed, and another role may decide as well."),
        new("promotion.expired", "Nobody decided on a promotion in time."),
        new("exception.granted", "A gate was let pass for a promotion, until a day."),
        new("follow-up.evidence-ages", "What is live has to be approved again before its evidence is too old."),
        new("follow-up.overdue", "What was let go was not put right in time."),
        new("follow-up.completed", "What was let go was put right, or looked at."),
        new("deployment.started", "A version went live in an environment."),
        new("deployment.ended", "A version stopped being live in an environment."),
        new("deployment.break-glass", "Somebody made a version live at once, without an approval."),
        new("rollout.started", "A challenger was given its first share of the requests."),
        new("rollout.advanced", "A challenger was given a greater share."),
        new("rollout.completed", "A challenger took over."),
        new("rollout.taken-back", "A challenger was taken back, by hand or by the portal for an incident."),
        new("freeze.planned", "Somebody said when nothing new goes live."),
        new("placement.recommended", "Another place became the best one for a workload."),
        new("placement.break-even-crossed", "Owning began to cost less than renting for a workload."),
        new("costs.reconciliation", "What a provider billed differs from the metered usage by more than is allowed."),
        new("deployment.rolled-back", "A model went back to a version that was live before, by hand or by the portal."),
        new("budget.threshold", "A budget reached a threshold, is expected to be exceeded, or begins or ceases to stop requests."),
        new("anomaly.found", "Something cost other than what its days before let expect."),
    ];

    public static Refusal? Refuses(IReadOnlyList<string>? kinds) =>
        kinds is not { Count: > 0 } ? Refusal.Invalid("kinds", "Choose at least one kind of event.")
        : kinds.FirstOrDefault(kind => !All.Any(known => known.Kind == kind)) is { } unknown ? Refusal.Invalid("kinds", $"'{unknown}' is no kind of event that is sent: {string.Join(", ", All.Select(known => known.Kind))}.")
        : null;
}
