using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Storage;

namespace Portal.Core.Notifications;

/// <param name="Href">The page that it is about, from the root.</param>
/// <param name="DueAt">Until when something is asked.</param>
internal sealed record NotificationText(string Title, string Text, string Href, DateTimeOffset? DueAt);

/// <summary>What members read of a message, in plain words. Pure.</summary>
internal static class NotificationTexts
{
    public const int LongestTitle = 300;
    public const int LongestText = 2000;

    /// <param name="data">The message with names beside its ids.</param>
    public static NotificationText Of(string kind, JsonObject data)
    {
        var (what, due) = (What(data), Instant(data, "dueAt"));
        var (promotion, incident) = (Number(data, "P"), Number(data, "I"));
        var (title, text, href) = kind switch
        {
            "promotion.requested" => ($"{promotion} waits for a decision: {what}", $"Somebody asks to {Asked(data, what)}. Look at the evidence and decide.", Page(data, "promotions")),
            "promotion.stage-opened" => ($"{promotion} waits for a decision: {what}", $"The stage {Stage(data)} of {promotion} is open. {what} goes no further until enough of those who decide on it have.", Page(data, "promotions")),
            "promotion.reminder" => ($"A decision on {promotion} is due soon: {what}", $"The stage {Stage(data)} of {promotion} still waits for a decision.", Page(data, "promotions")),
            "promotion.escalated" => ($"The decision on {promotion} is overdue: {what}", $"The stage {Stage(data)} of {promotion} was to be decided on by {Moment(data, "dueAt")}. It was escalated: decide on it now.", Page(data, "promotions")),
            "promotion.decided" => (Decided(data, promotion, what), $"The request to {Asked(data, what)} is {InWords(data, "state")}. The page says who decided and why.", Page(data, "promotions")),
            "promotion.changes-requested" => ($"Changes of {promotion} are asked for: {what}", "Somebody who decides sent it back. Read what is to change, then ask again.", Page(data, "promotions")),
            "promotion.expired" => ($"{promotion} expired: {what}", "It was not decided on in time. Ask again with evidence of today.", Page(data, "promotions")),
            "exception.granted" => ($"A gate of {promotion} was waived: {what}", $"The gate {Text(data, "gate") ?? "that failed"} does not hold it up any more. The waiver and its reason stay visible.", Page(data, "promotions")),
            "follow-up.evidence-ages" => ($"The approval of {what} is to be renewed", $"Its evidence is too old soon. Evaluate it again on data of today, then ask for the renewal by {Moment(data, "dueAt")}.", Page(data, "exceptions")),
            "follow-up.overdue" when Text(data, "kind") == "EvidenceAges" => ($"The renewal of {what} is overdue", $"It was to be approved again on new evidence by {Moment(data, "dueAt")}. Evaluate it again, then ask for the renewal.", Page(data, "exceptions")),
            "follow-up.overdue" => ($"Follow-up {Text(data, "number")} is overdue", $"Something that was promised after a waiver or a break-glass act was to be done by {Moment(data, "dueAt")}.", Page(data, "exceptions")),
            "incident.opened" => ($"{incident} was opened: {Text(data, "title")}", $"A monitor found something about {what} that is not as it should be. The severity is {InWords(data, "severity")}.", Page(data, "incidents")),
            "incident.severity-rose" => ($"{incident} has become worse: {Text(data, "title")}", $"The severity is {InWords(data, "severity")} now.", Page(data, "incidents")),
            "retraining.requested" => ($"A new version of {Model(data)} is asked for", Text(data, "reason") is { Length: > 0 } reason ? $"The reason: {reason}" : "The live version should be made anew.", Page(data, "retraining")),
            "deployment.rolled-back" => ($"{Model(data)} was taken back to version {Text(data, "to")}", $"In {Place(data)} version {Text(data, "from")} is not live any more; version {Text(data, "to")} is.", $"/environments/{Uri.EscapeDataString(Place(data))}"),
            "rollout.taken-back" => ($"The rollout of {Model(data)} was taken back", $"The version that was live in {Place(data)} stays live.", $"/environments/{Uri.EscapeDataString(Place(data))}"),
            "freeze.planned" => ("A change freeze was planned", $"{Text(data, "name")}: nothing goes live from {Moment(data, "from")} until {Moment(data, "until")}.", "/environments/freezes"),
            "use-case.submitted" => ($"A use case waits for the board: {Text(data, "title")}", "Look at its purpose, its risk and its cost, and decide.", Page(data, "use-cases")),
            "use-case.decided" => ($"The board decided on the use case {Text(data, "title")}", $"It is {InWords(data, "state")}. The page holds the minutes.", Page(data, "use-cases")),
            _ => (kind, "", "/"),
        };
        return new NotificationText(Texts.Fit(OneLine(title), LongestTitle), Texts.Fit(text, LongestText), href, kind is "promotion.escalated" or "follow-up.overdue" ? null : due);
    }

    /// <summary>Names are other people's text: a line break in one must not make two lines of a title.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();

    private static string Decided(JsonObject data, string promotion, string what) => Text(data, "state") is "Waiting" or "NeedsException"
        ? $"Somebody decided on a stage of {promotion}, and others still wait: {what}"
        : $"{promotion} is {InWords(data, "state")}: {what}";

    private static string What(JsonObject data) =>
        Model(data) + (Text(data, "version") is { } version ? $" version {version}" : "") + (Text(data, "environment") is { } environment ? $" in {environment}" : "");

    private static string Asked(JsonObject data, string what) => Text(data, "renewal") == "true" ? $"renew the approval of {what}" : $"make {what} live";

    private static string Model(JsonObject data) => Text(data, "model") ?? "a model";

    private static string Place(JsonObject data) => Text(data, "environment") ?? "the environment";

    private static string Stage(JsonObject data) => Text(data, "name") ?? Text(data, "stage") ?? "that is open";

    private static string Number(JsonObject data, string letter) => $"{letter}-{Text(data, "number")}";

    private static string Page(JsonObject data, string room) => Text(data, "number") is { } number ? $"/{room}/{number}" : $"/{room}";

    /// <summary>"ChangesRequested" is "changes requested".</summary>
    private static string InWords(JsonObject data, string name) =>
        string.Concat((Text(data, name) ?? "decided").Select((letter, index) => char.IsUpper(letter) ? (index > 0 ? " " : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    private static string Moment(JsonObject data, string name) => Instant(data, name) is { } at ? at.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture) : "a time that its page says";

    private static DateTimeOffset? Instant(JsonObject data, string name) =>
        DateTimeOffset.TryParse(Text(data, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    private static string? Text(JsonObject data, string name) => data[name] is JsonValue value ? value.ToString() : null;
}
