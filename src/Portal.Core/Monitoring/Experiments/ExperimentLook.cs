using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Statistics.Experiments;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>What a look at an experiment says to do.</summary>
public enum LookVerdict
{
    KeepRunning,
    ChallengerBetter,
    ChampionBetter,

    /// <summary>The planned rows are there and no difference was shown.</summary>
    NoDifference,

    /// <summary>Something that must not suffer has suffered.</summary>
    GuardrailBroken,

    /// <summary>The arms do not have the sizes that were planned, so that no difference can be believed.</summary>
    SampleRatioMismatch,
}

/// <summary>
/// An experiment as it stood at one instant. Kept and never changed: the p-value of a later look begins with that of the look before, so
/// looking often finds nothing that is not there.
/// </summary>
public sealed class ExperimentLook : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required ExperimentLookId Id { get; init; }

    public required ExperimentId ExperimentId { get; init; }

    /// <summary>Rows up to this instant are counted: that of the look, or one before it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Null when the clock looked.</summary>
    public MemberId? LookedBy { get; init; }

    public required LookVerdict Verdict { get; init; }

    /// <summary>The verdict in words, with the numbers.</summary>
    public required string Sentence { get; init; }

    /// <summary>p of the sizes of the arms against the plan; null while no row is there.</summary>
    public double? RatioP { get; init; }

    /// <summary>The champion first.</summary>
    public required IReadOnlyList<ArmLook> Arms { get; init; }

    public IReadOnlyList<GuardrailLook> Guardrails { get; init; } = [];

    /// <summary>In shadow mode, one for each challenger.</summary>
    public IReadOnlyList<ShadowLook> Shadow { get; init; } = [];
}

/// <summary>One arm at one look.</summary>
/// <param name="Version">Number of the version.</param>
/// <param name="Units">Rows that were answered.</param>
/// <param name="Rows">Rows of which the metric is known.</param>
/// <param name="Estimate">The metric; null without rows.</param>
/// <param name="Difference">Of a challenger: its metric minus the champion's.</param>
/// <param name="Low">Of the always-valid interval of the difference.</param>
/// <param name="P">The smallest always-valid p of all looks so far.</param>
/// <param name="PlannedP">The ordinary p; only once the planned rows are there.</param>
public sealed record ArmLook(
    int Version, bool IsChampion, long Units, long Rows, long PlannedRows, double? Estimate, double? Difference = null, double? Low = null, double? High = null,
    double? P = null, double? PlannedP = null, LookVerdict Verdict = LookVerdict.KeepRunning);

/// <summary>One guardrail of one challenger at one look.</summary>
/// <param name="Harm">How much worse the challenger is; negative when it is better. Null while nothing is known.</param>
/// <param name="MostHarm">Upper always-valid bound.</param>
public sealed record GuardrailLook(
    int Version, ExperimentMetric Metric, double Margin, GuardrailVerdict Verdict, double? Harm = null, double? LeastHarm = null, double? MostHarm = null);

/// <summary>Two versions on the same rows.</summary>
/// <param name="Pairs">Rows that both have scored.</param>
/// <param name="LabelledPairs">Those of which the truth is known.</param>
/// <param name="Agreement">Share of pairs with the same decision; null where there are no decisions.</param>
/// <param name="MeanDifference">Mean of the challenger's score minus the champion's.</param>
/// <param name="MeanDistance">Mean of how far the scores are apart.</param>
/// <param name="OnlyChampionRight">Labelled pairs that only the champion predicted rightly.</param>
/// <param name="McNemarP">Of equal accuracy; null without labelled pairs.</param>
/// <param name="Gain">Accuracy, or minus the absolute error, of the challenger minus the champion's.</param>
/// <param name="GainLow">Of its 95 % interval by paired bootstrap.</param>
public sealed record ShadowLook(
    int Version, long Pairs, long LabelledPairs, double? Agreement, double? MeanDifference, double? MeanDistance,
    long? OnlyChampionRight = null, long? OnlyChallengerRight = null, double? McNemarP = null, double? Gain = null, double? GainLow = null, double? GainHigh = null);
