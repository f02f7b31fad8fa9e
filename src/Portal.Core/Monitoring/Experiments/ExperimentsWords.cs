namespace Portal.Core.Monitoring.Experiments;

/// <summary>The room's enums as they stand in a sentence.</summary>
public static class ExperimentsWords
{
    public static string InWords(this ExperimentMode mode) => mode switch
    {
        ExperimentMode.AB => "A/B experiment",
        ExperimentMode.Shadow => "shadow experiment",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    public static string InWords(this ExperimentState state) => state switch
    {
        ExperimentState.Draft => "is a draft",
        ExperimentState.Running => "is running",
        ExperimentState.Stopped => "was stopped",
        ExperimentState.Completed => "was concluded",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string InWords(this ExperimentMetric metric) => metric switch
    {
        ExperimentMetric.FavourableRate => "share of favourable outcomes",
        ExperimentMetric.Accuracy => "accuracy",
        ExperimentMetric.AbsoluteError => "mean absolute error",
        ExperimentMetric.Latency => "mean latency",
        ExperimentMetric.Cost => "mean cost of an answer",
        ExperimentMetric.ReportedRate => "reported rate",
        ExperimentMetric.ReportedMean => "mean of the reported outcome",
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, null),
    };

    public static string InWords(this ExperimentDecision decision) => decision switch
    {
        ExperimentDecision.AdoptChallenger => "adopt the challenger",
        ExperimentDecision.KeepChampion => "keep the champion",
        ExperimentDecision.Undecided => "leave it undecided",
        _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, null),
    };

    public static string InWords(this LookVerdict verdict) => verdict switch
    {
        LookVerdict.KeepRunning => "keep running",
        LookVerdict.ChallengerBetter => "the challenger is better",
        LookVerdict.ChampionBetter => "the champion is better",
        LookVerdict.NoDifference => "no difference shown",
        LookVerdict.GuardrailBroken => "a guardrail is broken",
        LookVerdict.SampleRatioMismatch => "blocked by the sizes of the arms",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    public static bool IsRate(this ExperimentMetric metric) => metric is ExperimentMetric.FavourableRate or ExperimentMetric.Accuracy or ExperimentMetric.ReportedRate;

    public static bool IsReported(this ExperimentMetric metric) => metric is ExperimentMetric.ReportedRate or ExperimentMetric.ReportedMean;

    /// <summary>Null where people have to say what is better.</summary>
    public static bool? Direction(this ExperimentMetric metric) => metric switch
    {
        ExperimentMetric.Accuracy => true,
        ExperimentMetric.AbsoluteError or ExperimentMetric.Latency or ExperimentMetric.Cost => false,
        ExperimentMetric.FavourableRate or ExperimentMetric.ReportedRate or ExperimentMetric.ReportedMean => null,
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, null),
    };
}
