using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Experiments;

public enum ExperimentMode
{
    /// <summary>Each unit is answered by one version.</summary>
    AB,

    /// <summary>The champion answers; the challengers score the same rows, and nobody is told what they say.</summary>
    Shadow,
}

public enum ExperimentState
{
    Draft,
    Running,

    /// <summary>Nothing more is counted; nobody has said yet what follows from it.</summary>
    Stopped,

    /// <summary>Somebody has said what follows from it.</summary>
    Completed,
}

/// <summary>What the arms are compared by.</summary>
public enum ExperimentMetric
{
    /// <summary>Share of rows that got the favourable outcome.</summary>
    FavourableRate,

    /// <summary>Share of the rows with a known truth that were predicted rightly.</summary>
    Accuracy,

    /// <summary>Mean absolute error of the rows with a known truth.</summary>
    AbsoluteError,

    /// <summary>Mean milliseconds that an answer took.</summary>
    Latency,

    /// <summary>Mean cost of an answer.</summary>
    Cost,

    /// <summary>Share of units for which the team reported 1 and not 0.</summary>
    ReportedRate,

    /// <summary>Mean of what the team reported of the units.</summary>
    ReportedMean,
}

/// <summary>What follows from an experiment, as whoever concludes it says. It makes nothing live.</summary>
public enum ExperimentDecision
{
    AdoptChallenger,
    KeepChampion,
    Undecided,
}

/// <summary>A metric that a challenger must not make worse by more than a margin.</summary>
/// <param name="Margin">The harm that is tolerated, above 0, in the unit of the metric; of a rate as a share.</param>
public sealed record ExperimentGuardrail(ExperimentMetric Metric, double Margin, bool HigherIsBetter);

/// <summary>
/// A comparison of the live version of a model with challengers on what really arrives in an environment. What counts as a difference
/// worth having, and how many rows it takes, is settled before it begins.
/// </summary>
public sealed class Experiment : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required ExperimentId Id { get; init; }

    /// <summary>What people call it: E-3.</summary>
    public required int Number { get; init; }

    public required string Name { get; init; }

    /// <summary>What is expected and why; may be empty.</summary>
    public required string Hypothesis { get; init; }

    public required EnvironmentId EnvironmentId { get; init; }

    public required ModelId ModelId { get; init; }

    public required ExperimentMode Mode { get; init; }

    public required ExperimentMetric Metric { get; init; }

    public required bool HigherIsBetter { get; init; }

    /// <summary>τ: the difference that is worth having, above 0, in the unit of the metric; of a rate as a share.</summary>
    public required double ExpectedEffect { get; init; }

    /// <summary>The chance to call a difference that is not there, over all challengers and all looks together.</summary>
    public required double Alpha { get; init; }

    /// <summary>The chance to find the expected effect when it is there.</summary>
    public required double Power { get; init; }

    /// <summary>What the champion was taken to have when the size was planned.</summary>
    public required double Baseline { get; init; }

    /// <summary>Spread of single rows that the size was planned with; null for a rate.</summary>
    public double? Spread { get; init; }

    /// <summary>The version that is live when it starts; null in a draft.</summary>
    public VersionId? ChampionVersionId { get; set; }

    /// <summary>In hundredths of a percent; all shares make 10,000. In shadow mode every version sees every row.</summary>
    public required int ChampionShare { get; init; }

    /// <summary>Rows that the champion is to have.</summary>
    public required long PlannedRows { get; init; }

    public List<ExperimentChallenger> Challengers { get; init; } = [];

    public IReadOnlyList<ExperimentGuardrail> Guardrails { get; init; } = [];

    public required ExperimentState State { get; set; }

    /// <summary>Rows from this instant on are counted: of A/B the first full hour after the start, of a shadow also one that lies before it.</summary>
    public DateTimeOffset? CountsFrom { get; set; }

    /// <summary>When it stops by itself; null when somebody has to stop it.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>When it is due to be looked at; null when it is not running.</summary>
    public DateTimeOffset? NextLookAt { get; set; }

    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>Rows up to this instant are counted.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public DateTimeOffset? ConcludedAt { get; set; }

    public ExperimentDecision? Decision { get; set; }

    /// <summary>The challenger that is to be adopted.</summary>
    public VersionId? WinnerVersionId { get; set; }

    /// <summary>What follows from it, and why.</summary>
    public string? Conclusion { get; set; }

    public long Revision { get; private set; }
}

/// <summary>A version that is held against the champion.</summary>
public sealed class ExperimentChallenger : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required ExperimentId ExperimentId { get; init; }

    public required VersionId VersionId { get; init; }

    /// <summary>In hundredths of a percent.</summary>
    public required int Share { get; init; }

    /// <summary>Rows that it is to have.</summary>
    public required long PlannedRows { get; init; }
}
