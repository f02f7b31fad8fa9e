using System.Globalization;

namespace Portal.Core.Monitoring.Retraining;

/// <summary>When a retraining request may be made, and what may become of it. Pure.</summary>
public static class RetrainingRules
{
    private const string Prefix = "R-";

    /// <summary>How people call a request: R-3.</summary>
    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");

    /// <summary>3 for "R-3", "r-3" and "3"; null for anything else.</summary>
    public static int? Parse(string? text)
    {
        var trimmed = (text ?? "").Trim();
        var digits = trimmed.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? trimmed.AsSpan(Prefix.Length) : trimmed;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>One version needs one answer.</summary>
    public static Refusal? RefusesSecond(int? open, string model, int version) => open is { } number
        ? new(RefusalKind.Conflict, "retraining.open", $"{Name(number)} asks for a new version in place of {model} version {version} already.", "Answer that one, or close it.")
        : null;

    /// <summary>
    /// Several monitors of a model may breach within an hour for the same reason: the portal asks once. A person who asks knows why, and
    /// does not wait.
    /// </summary>
    public static Refusal? RefusesStorm(DateTimeOffset? last, DateTimeOffset now, TimeSpan coolDown, string model, bool byPortal) => byPortal && last is { } at && now - at < coolDown
        ? new(
            RefusalKind.Conflict, "retraining.cool-down",
            string.Create(CultureInfo.InvariantCulture, $"Retraining of {model} was asked for {(now - at).TotalHours:0.#} hours ago; the portal asks again after {coolDown.TotalHours:0.#} hours at the earliest."),
            "Ask by hand if this is another reason.")
        : null;

    public static Refusal? RefusesEnd(RetrainingState state, int number) => state == RetrainingState.Open
        ? null
        : new(RefusalKind.Conflict, "retraining.ended", $"{Name(number)} is {state.ToString().ToLowerInvariant()} already.");
}
