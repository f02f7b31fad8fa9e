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
        new("promotion.requested", "Somebody asked for a version to be made live."),
        new("promotion.decided", "A promotion was approved, rejected or sent back."),
        new("promotion.withdrawn", "A promotion was withdrawn."),
        new("exception.granted", "A gate was let pass for a promotion, until a day."),
        new("follow-up.overdue", "What was let go was not put right in time."),
        new("follow-up.completed", "What was let go was put right, or looked at."),
        new("deployment.started", "A version went live in an environment."),
        new("deployment.ended", "A version stopped being live in an environment."),
        new("deployment.rolled-back", "A model went back to a version that was live before, by hand or by the portal."),
    ];

    public static Refusal? Refuses(IReadOnlyList<string>? kinds) =>
        kinds is not { Count: > 0 } ? Refusal.Invalid("kinds", "Choose at least one kind of event.")
        : kinds.FirstOrDefault(kind => !All.Any(known => known.Kind == kind)) is { } unknown ? Refusal.Invalid("kinds", $"'{unknown}' is no kind of event that is sent: {string.Join(", ", All.Select(known => known.Kind))}.")
        : null;
}
