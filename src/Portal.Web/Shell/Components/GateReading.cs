namespace Portal.Web.Shell.Components;

/// <summary>Which side of the limit is good.</summary>
public enum GateDirection
{
    AtLeast,
    AtMost,
}

/// <summary>One gate as it is shown: the verdict, the number, the limit, and a sentence.</summary>
/// <param name="Name">What is asked ("Disparate impact, afam").</param>
/// <param name="Sentence">What was found, in words.</param>
/// <param name="Value">The number as read by a person; null where there is none.</param>
/// <param name="Limit">The limit as read by a person, without "at least" or "at most".</param>
/// <param name="Fill">The number's place on the bar, from 0 to 1; null where there is none.</param>
/// <param name="Mark">The limit's place on the bar, from 0 to 1.</param>
public sealed record GateReading(
    Tone Verdict,
    string Name,
    string Sentence,
    string? Value = null,
    string? Limit = null,
    GateDirection Direction = GateDirection.AtLeast,
    double? Fill = null,
    double? Mark = null)
{
    /// <summary>Places a number and its limit on one bar: shares keep their scale, anything else gets room to twice the limit.</summary>
    public GateReading Scaled(double? value, double limit)
    {
        var top = limit is >= 0.5 and <= 1 && value is null or <= 1 ? 1 : Math.Max(limit * 2, (value ?? 0) * 1.05);
        return top <= 0
            ? this
            : this with { Fill = value is { } v ? Math.Clamp(v / top, 0, 1) : null, Mark = Math.Clamp(limit / top, 0, 1) };
    }

    public string? LimitInWords => Limit is null ? null : $"{(Direction == GateDirection.AtLeast ? "at least" : "at most")} {Limit}";

    public string Spoken => $"{Name}: {Value ?? "no value"}{(LimitInWords is null ? "" : ", " + LimitInWords)}, {Verdict.Word().ToLowerInvariant()}";
}
