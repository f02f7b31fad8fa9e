using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Comparing;
using Portal.Core.Evaluations.Queueing;
using Portal.Core.Evaluations.Repeating;
using Portal.Core.Registry;
using Portal.Scoring.Contract;
using Portal.Web.Evaluations.Queueing;

namespace Portal.Web.Evaluations;

/// <param name="Version">Number of the version.</param>
/// <param name="Dataset">Name of a dataset; the model's own when absent.</param>
/// <param name="DatasetVersion">Number of its snapshot; the newest when absent.</param>
/// <param name="Device">What shall score: <c>cpu</c>, <c>cuda</c> or <c>tensorRt</c>; when absent, whatever the machine that takes it prefers.</param>
/// <param name="DeviceFallback">What happens when that is not there: <c>refuse</c>, or <c>cpu</c>.</param>
/// <param name="Priority">Within your own organisation's line; normal when absent.</param>
public sealed record StartEvaluationBody(
    string Model, int Version, string? Dataset = null, int? DatasetVersion = null, DeviceKind? Device = null, DeviceFallback DeviceFallback = DeviceFallback.Refuse,
    EvaluationPriority? Priority = null)
{
    internal DeviceWish? Wish => Device is { } device and not DeviceKind.Auto ? new DeviceWish(device, DeviceFallback) : null;
}

public sealed record CancelEvaluationBody(string? Reason = null);

public sealed record StartedResponse(Guid Id);

public sealed record EvaluationStateResponse(EvaluationState State);

/// <param name="Phase">What is being done: starting, reading, loading, scoring, timing, explaining, measuring.</param>
public sealed record EvaluationProgressResponse(string? Phase, long RowsDone, long? RowsTotal);

/// <param name="Code">A stable word for programs; only in the answer for one evaluation.</param>
public sealed record EvaluationFailureResponse(string? Code, string Sentence);

/// <param name="Number">Number of the version.</param>
/// <param name="RequestedBy">Absent when registering the version queued it.</param>
/// <param name="Progress">While it waits or runs.</param>
/// <param name="Failure">Why there is no evidence.</param>
public sealed record EvaluationItem(
    Guid Id, EvaluationState State, string Model, int Number, string Dataset, int DatasetNumber, DateTimeOffset QueuedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt,
    int Attempt, string? RequestedBy, EvaluationProgressResponse? Progress, EvaluationFailureResponse? Failure, EvaluationResults? Results)
{
    public EvaluationPriority Priority { get; init; }

    /// <summary>The evaluation that this one repeats; absent for all that are no repetitions.</summary>
    public Guid? Repeats { get; init; }

    /// <summary>Where it stands while it waits or runs.</summary>
    public QueueResponse? Queue { get; init; }

    internal static EvaluationItem Of(EvaluationRow row, QueueStanding? standing) => new(
        row.Id.Value, row.State, row.Model, row.VersionNumber, row.Dataset, row.DatasetNumber, row.QueuedAt, row.StartedAt, row.EndedAt, row.Attempt, row.RequestedBy,
        ProgressOf(row), FailureOf(row, code: null), row.Results)
    {
        Priority = row.Priority,
        Repeats = row.RepeatOf?.Value,
        Queue = QueueResponse.Of(standing),
    };

    internal static EvaluationProgressResponse? ProgressOf(EvaluationRow row) => row.IsOpen ? new(row.Phase, row.RowsDone, row.RowsTotal) : null;

    internal static EvaluationFailureResponse? FailureOf(EvaluationRow row, string? code) => row.FailureSentence is { } sentence ? new(code, sentence) : null;
}

/// <param name="VersionDigest">SHA-256 of the model file.</param>
/// <param name="DatasetDigest">SHA-256 of the table.</param>
/// <param name="EvidenceDigest">Name of the evidence, whose bytes are at <c>…/evidence</c>.</param>
/// <param name="Timings">Beside the evidence, because times differ from run to run.</param>
public sealed record EvaluationResponse(
    Guid Id, EvaluationState State, string Model, int Number, string Dataset, int DatasetNumber, DateTimeOffset QueuedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt,
    int Attempt, string? RequestedBy, EvaluationProgressResponse? Progress, EvaluationFailureResponse? Failure, EvaluationResults? Results,
    string VersionDigest, string DatasetDigest, ScoringRules Scoring, string? EvidenceDigest, EvaluationTimings? Timings)
{
    public EvaluationPriority Priority { get; init; }

    /// <summary>The evaluation that this one repeats; absent for all that are no repetitions.</summary>
    public Guid? Repeats { get; init; }

    /// <summary>Where it stands while it waits or runs.</summary>
    public QueueResponse? Queue { get; init; }

    /// <summary>For a repetition that is completed: how its evidence compares.</summary>
    public EvidenceComparison? Repetition { get; init; }

    internal static EvaluationResponse Of(EvaluationView view, QueueStanding? standing, EvidenceComparison? repetition) => new(
        view.Row.Id.Value, view.Row.State, view.Row.Model, view.Row.VersionNumber, view.Row.Dataset, view.Row.DatasetNumber, view.Row.QueuedAt, view.Row.StartedAt, view.Row.EndedAt,
        view.Row.Attempt, view.Row.RequestedBy, EvaluationItem.ProgressOf(view.Row), EvaluationItem.FailureOf(view.Row, view.FailureCode), view.Row.Results,
        view.VersionDigest, view.DatasetDigest, view.Scoring, view.EvidenceDigest, view.Timings)
    {
        Priority = view.Row.Priority,
        Repeats = view.Row.RepeatOf?.Value,
        Queue = QueueResponse.Of(standing),
        Repetition = repetition,
    };
}

/// <param name="With">The evaluation that it is compared with.</param>
/// <param name="Disagreements">Rows of which the two say different things.</param>
public sealed record ComparisonResponse(Guid Id, Guid With, ModelTask Task, long Rows, IReadOnlyList<PairedDifference> Differences, long Disagreements, string DisagreementRule)
{
    internal static ComparisonResponse Of(ComparisonView view) => new(
        view.First.Id.Value, view.Second.Id.Value, view.Task, view.Rows, view.Differences, view.Disagreements, view.DisagreementRule);
}
