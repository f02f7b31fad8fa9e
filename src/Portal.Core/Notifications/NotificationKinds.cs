namespace Portal.Core.Notifications;

/// <summary>One kind of message that members are told of.</summary>
/// <param name="Label">What people choose by.</param>
/// <param name="Who">Who is told.</param>
public sealed record NotificationKind(string Kind, string Label, string Who);

/// <summary>What members are told of. Each is a message that an act says in its own transaction; another one is told by naming it here and in <see cref="NotificationTexts"/>.</summary>
public static class NotificationKinds
{
    public static IReadOnlyList<NotificationKind> All { get; } =
    [
        new("promotion.requested", "A promotion waits for a decision", "who may decide on it"),
        new("promotion.stage-opened", "A stage of a promotion waits for a decision", "who may decide on the stage"),
        new("promotion.reminder", "A decision is due soon", "who may decide on the stage"),
        new("promotion.escalated", "A decision is overdue and was escalated", "the role that it was escalated to"),
        new("promotion.decided", "A promotion was decided on", "who asked for it"),
        new("promotion.changes-requested", "Changes of a promotion are asked for", "who asked for it"),
        new("promotion.expired", "A promotion expired undecided", "who asked for it"),
        new("exception.granted", "A failed gate was waived", "who asked for the promotion"),
        new("follow-up.completed", "A follow-up was completed", "who let it go, and the owner of the model"),
        new("follow-up.evidence-ages", "What is live has to be approved again", "the owner of the model"),
        new("follow-up.overdue", "A follow-up is overdue", "the role that owns it"),
        new("incident.opened", "An incident was opened", "who is assigned, else all who handle incidents"),
        new("incident.severity-rose", "An incident has become worse", "who is assigned, else all who handle incidents"),
        new("retraining.requested", "A new version is asked for", "the owner of the model"),
        new("deployment.rolled-back", "A model was taken back", "the owner of the model"),
        new("deployment.break-glass", "A version went live by break-glass", "the owner of the model, and who may review it"),
        new("rollout.started", "A version begins to go live step by step", "the owner of the model, and who approved the version"),
        new("rollout.completed", "A version took over at the end of its rollout", "the owner of the model, and who approved the version"),
        new("rollout.taken-back", "A rollout was taken back", "the owner of the model"),
        new("freeze.planned", "A change freeze was planned", "who asks for promotions"),
        new("costs.reconciliation", "A bill and the metered usage differ", "who manages costs"),
        new("use-case.submitted", "A use case waits for the board", "reviewers and compliance officers"),
        new("use-case.decided", "A use case was decided on", "who submitted it"),
        new("budget.threshold", "A budget reached a threshold, is expected to be exceeded, or begins or ceases to stop requests", "its owner, and the roles that it names"),
        new("anomaly.found", "Something cost other than expected", "who sets budgets"),
        new("costs.report", "The costs of a week or month", "who asked for it on the page Costs"),
        new("placement.recommended", "Another place is the best one for a workload", "who manages placements"),
        new("placement.break-even-crossed", "Owning costs less than renting for a workload", "who manages placements"),
    ];

    public static Refusal? Refuses(IReadOnlyList<string> kinds) =>
        kinds.FirstOrDefault(kind => !All.Any(known => known.Kind == kind)) is { } unknown ? Refusal.Invalid("notByMail", $"'{unknown}' is no kind of notification.") : null;
}
