namespace Portal.Web.Shell.Components;

/// <summary>What a colour means. Red is only for a breach, amber for missing or aging, violet for waived, teal for live.</summary>
public enum Tone
{
    Plain,
    Passed,
    Failed,
    Missing,
    Waived,
    Live,
    Running,
    Queued,
}

public static class Tones
{
    public static string Css(this Tone tone) => tone switch
    {
        Tone.Plain or Tone.Queued => "",
        Tone.Passed => "passed",
        Tone.Failed => "failed",
        Tone.Missing => "missing",
        Tone.Waived => "waived",
        Tone.Live => "live",
        Tone.Running => "running",
    };

    public static string? Icon(this Tone tone) => tone switch
    {
        Tone.Plain => null,
        Tone.Passed => "passed",
        Tone.Failed => "failed",
        Tone.Missing => "missing",
        Tone.Waived => "waived",
        Tone.Live => "live",
        Tone.Running => "evaluation",
        Tone.Queued => "queued",
    };

    public static string Word(this Tone tone) => tone switch
    {
        Tone.Plain => "",
        Tone.Passed => "Passed",
        Tone.Failed => "Failed",
        Tone.Missing => "Missing",
        Tone.Waived => "Waived",
        Tone.Live => "Live",
        Tone.Running => "Running",
        Tone.Queued => "Queued",
    };
}
