using Portal.Core.Monitoring.Experiments;
using Portal.Statistics.Experiments;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Monitoring.Experiments;

/// <summary>The room's words and numbers as pages show them.</summary>
public static class ExperimentLabels
{
    public static string StateWord(ExperimentState state) => state switch
    {
        ExperimentState.Draft => "Draft",
        ExperimentState.Running => "Running",
        ExperimentState.Stopped => "Stopped",
        ExperimentState.Completed => "Concluded",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static Tone ToneOf(ExperimentState state) => state switch
    {
        ExperimentState.Running => Tone.Running,
        ExperimentState.Draft or ExperimentState.Stopped or ExperimentState.Completed => Tone.Plain,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static Tone ToneOf(LookVerdict verdict) => verdict switch
    {
        LookVerdict.KeepRunning => Tone.Running,
        LookVerdict.ChallengerBetter => Tone.Passed,
        LookVerdict.ChampionBetter or LookVerdict.NoDifference => Tone.Plain,
        LookVerdict.GuardrailBroken => Tone.Failed,
        LookVerdict.SampleRatioMismatch => Tone.Missing,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    public static (Tone Tone, string Word) Of(GuardrailVerdict verdict) => verdict switch
    {
        GuardrailVerdict.Kept => (Tone.Passed, "Kept"),
        GuardrailVerdict.Undecided => (Tone.Queued, "Not known yet"),
        GuardrailVerdict.Broken => (Tone.Failed, "Broken"),
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    public static string Value(ExperimentMetric metric, double? value) =>
        metric.IsRate() ? Figures.Percent(value, 2) : value is null ? Figures.None : Figures.Measure(value) + Unit(metric);

    /// <summary>With its sign: "+2.31 points", "−4.20 ms".</summary>
    public static string Difference(ExperimentMetric metric, double? value) =>
        value is null ? Figures.None : metric.IsRate() ? Figures.Signed(100 * value, 2) + " points" : Figures.SignedMeasure(value) + Unit(metric);

    public static string Size(ExperimentMetric metric, double value) => metric.IsRate() ? Figures.Number(100 * value, 2) + " points" : Figures.Measure(value) + Unit(metric);

    public static string P(double? p) => p switch
    {
        null => Figures.None,
        < 0.0001 => "< 0.0001",
        _ => Figures.Number(p, 4),
    };

    /// <summary>"about 9 weeks", "about 4 days".</summary>
    public static string Weeks(double weeks) => weeks switch
    {
        < 0.15 => "about a day",
        < 2 => $"about {Math.Ceiling(weeks * 7):0} days",
        < 520 => $"about {Math.Ceiling(weeks):0} weeks",
        _ => "more than ten years",
    };

    private static string Unit(ExperimentMetric metric) => metric == ExperimentMetric.Latency ? " ms" : "";
}
