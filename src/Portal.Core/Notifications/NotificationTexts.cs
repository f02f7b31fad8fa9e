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
        var (promotion, incident, followUp) = (Number(data, "P"), Number(data, "I"), Number(data, "F", "followUp"));
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
            "follow-up.completed" => ($"{followUp} was completed: {what}", "What was let go was put right, or looked at. The page says by whom, and what was found.", $"/exceptions/{followUp}"),
            "follow-up.evidence-ages" => ($"The approval of {what} is to be renewed", $"Its evidence is too old soon. Evaluate it again on data of today, then ask for the renewal by {Moment(data, "dueAt")}.", $"/exceptions/{followUp}"),
            "follow-up.overdue" when Text(data, "kind") == "EvidenceAges" => ($"The renewal of {what} is overdue", $"It was to be approved again on new evidence by {Moment(data, "dueAt")}. Evaluate it again, then ask for the renewal.", $"/exceptions/{followUp}"),
            "follow-up.overdue" => ($"{followUp} is overdue: {what}", $"Something that was promised after a waiver or a break-glass act was to be done by {Moment(data, "dueAt")}.", $"/exceptions/{followUp}"),
            "incident.opened" => ($"{incident} was opened: {Text(data, "title")}", $"{Found(data, what)} The severity is {InWords(data, "severity")}.", Page(data, "incidents")),
            "incident.severity-rose" => ($"{incident} has become worse: {Text(data, "title")}", $"The severity is {InWords(data, "severity")} now.", Page(data, "incidents")),
            "retraining.requested" => ($"A new version of {Model(data)} is asked for", Text(data, "reason") is { Length: > 0 } reason ? $"The reason: {reason}" : "The live version should be made anew.", Page(data, "retraining")),
            "deployment.rolled-back" => ($"{Model(data)} was taken back to version {Text(data, "to")}", $"In {Place(data)} version {Text(data, "from")} is not live any more; version {Text(data, "to")} is.", PlacePage(data)),
            "deployment.break-glass" => ($"{what} went live by break-glass", $"{Text(data, "by") ?? "Somebody"} made it live without an approval: “{Text(data, "reason")}” {followUp} asks somebody else to look at it.", $"/exceptions/{followUp}"),
            "rollout.started" => ($"{what} begins to go live", $"{Beside(data)} Each step can be taken back on the page of {Place(data)}.", PlacePage(data)),
            "rollout.completed" => ($"{what} took over", $"It answers all requests in {Place(data)} now. The version before stays ready to be taken back to.", PlacePage(data)),
            "rollout.taken-back" => ($"The rollout of {Model(data)} was taken back", $"The version that was live in {Place(data)} stays live.", PlacePage(data)),
            "freeze.planned" => ("A change freeze was planned", $"{Text(data, "name")}: nothing goes live from {Moment(data, "from")} until {Moment(data, "until")}.", "/environments/freezes"),
            "costs.reconciliation" => (
                $"The bill of {Text(data, "provider")} differs from the metered usage",
                $"On {Text(data, "day")} {Text(data, "billed")} {Text(data, "currency")} were billed and {Text(data, "metered")} metered. Look for usage that nobody reported, or a price that is wrong.", "/costs/reconciliation?gaps=true"),
            "use-case.submitted" => ($"A use case waits for the board: {Text(data, "title")}", "Look at its purpose, its risk and its cost, and decide.", Page(data, "use-cases")),
            "use-case.decided" => ($"The board decided on the use case {Text(data, "title")}", $"It is {InWords(data, "state")}. The page holds the minutes.", Page(data, "use-cases")),
            "budget.threshold" => (Burnt(data), $"{Text(data, "currency")} {Text(data, "spent")} of {Text(data, "amount")} are spent in {Text(data, "period")}{(Text(data, "expected") is { } expected ? $"; {Text(data, "currency")} {expected} are expected at its end" : "")}.{(Text(data, "why") is { } why ? $" {why}" : "")}", $"/costs/budgets/{Text(data, "budgetId")}"),
            "anomaly.found" => ($"{Text(data, "what")} cost other than expected", $"{Text(data, "currency")} {Text(data, "amount")} on {Text(data, "day")}; about {Text(data, "expected")} were expected. {Text(data, "cause")}", $"/costs/anomalies/{Text(data, "anomalyId")}"),
            "costs.report" => CostReportText.Of(data),
            "placement.recommended" => ($"{Text(data, "to")} is the best place for {Text(data, "workload")}", $"It runs on {Text(data, "from")}. The page of the workload shows what both cost and why; accept the recommendation there, or say why not.", WorkloadPage(data)),
            "placement.break-even-crossed" => ($"Owning costs less than renting for {Text(data, "workload")}", "Month by month a cluster of your own costs no more than the cheapest rented place now. The page of the workload shows in which month it would be paid back.", WorkloadPage(data)),
            _ => (kind, "", "/"),
        };
        return new NotificationText(Texts.Fit(OneLine(title), LongestTitle), Texts.Fit(text, LongestText), href, kind is "promotion.escalated" or "follow-up.overdue" or "follow-up.completed" ? null : due);
    }

    /// <summary>Names are other people's text: a line break in one must not make two lines of a title.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();

    private static string Decided(JsonObject data, string promotion, string what) => Text(data, "state") is "Waiting" or "NeedsException"
        ? $"Somebody decided on a stage of {promotion}, and others still wait: {what}"
        : $"{promotion} is {InWords(data, "state")}: {what}";

    private static string Burnt(JsonObject data) => Text(data, "threshold") switch
    {
        "forecast" => $"The budget {Text(data, "name")} is expected to be exceeded",
        "stop" => $"The budget {Text(data, "name")} stops requests",
        "stop-over" => $"The budget {Text(data, "name")} lets requests through again",
        var percent => $"{percent} % of the budget {Text(data, "name")} are spent",
    };

    private static string What(JsonObject data) =>
        Model(data) + (Text(data, "version") is { } version ? $" version {version}" : "") + (Text(data, "environment") is { } environment ? $" in {environment}" : "");

    private static string Asked(JsonObject data, string what) => Text(data, "renewal") == "true" ? $"renew the approval of {what}" : $"make {what} live";

    private static string Model(JsonObject data) => Text(data, "model") ?? "a model";

    private static string Place(JsonObject data) => Text(data, "environment") ?? "the environment";

    private static string Found(JsonObject data, string what) => Text(data, "source") switch
    {
        "FollowUp" => $"Something that was let go for {what} was not put right in time.",
        "Fleet" => $"A wave of the fleet failed, and {what} was taken back.",
        _ => $"A monitor found something about {what} that is not as it should be.",
    };

    private static string PlacePage(JsonObject data) => $"/environments/{Uri.EscapeDataString(Place(data))}";

    private static string WorkloadPage(JsonObject data) => $"/placement/{Uri.EscapeDataString(Text(data, "workload") ?? "")}";

    /// <summary>What a challenger does at its first step.</summary>
    private static string Beside(JsonObject data) => (Text(data, "strategy"), Text(data, "to")) switch
    {
        ("BlueGreen", _) => "It stands ready beside the live version, without requests.",
        ("Shadow", var share) => $"It is sent copies of {share} % of the requests; its answers go nowhere.",
        (_, var share) => $"It answers {share} % of the requests beside the live version.",
    };

    private static string Stage(JsonObject data) => Text(data, "name") ?? Text(data, "stage") ?? "that is open";

    /// <param name="instead">Where the number stands when the message is about something else.</param>
    private static string Number(JsonObject data, string letter, string instead = "number") => $"{letter}-{Text(data, instead) ?? Text(data, "number")}";

    private static string Page(JsonObject data, string room) => Text(data, "number") is { } number ? $"/{room}/{number}" : $"/{room}";

    /// <summary>"ChangesRequested" is "changes requested".</summary>
    private static string InWords(JsonObject data, string name) =>
        string.Concat((Text(data, name) ?? "decided").Select((letter, index) => char.IsUpper(letter) ? (index > 0 ? " " : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    private static string Moment(JsonObject data, string name) => Instant(data, name) is { } at ? at.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture) : "a time that its page says";

    private static DateTimeOffset? Instant(JsonObject data, string name) =>
        DateTimeOffset.TryParse(Text(data, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    private static string? Text(JsonObject data, string name) => data[name] is JsonValue value ? value.ToString() : null;
}
