using System.Globalization;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>What an evaluation's way is decided by: plain data in, verdict out.</summary>
public static class EvaluationRules
{
    /// <summary>Each query meets each document: twice the rows are four times the work.</summary>
    private const long MostSearched = 20_000;

    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(5);

    /// <summary>How long a claim holds without being renewed. A node that dies gives its evaluations back after that.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Of a lease's holder: a host name, a process and a random part.</summary>
    public const int LongestOwner = 300;

    /// <summary>Why the dataset cannot tell whether the version is right; null when it can.</summary>
    /// <param name="inputs">What the model file itself calls its inputs.</param>
    public static ScoringFailure? RefusesDataset(ScoringRules scoring, IReadOnlyList<string> inputs, IReadOnlyList<DatasetColumn> columns)
    {
        var label = scoring.LabelColumn;
        if (columns.FirstOrDefault(column => column.Name == label) is not { Role: var role })
        {
            return new(FailureKind.Refused, "missing-label", $"The dataset has no column `{label}`, the label that this version is scored against.");
        }

        if (scoring.QueryColumn is { } query && !columns.Any(column => column.Name == query))
        {
            return new(FailureKind.Refused, "missing-query", $"The dataset has no column `{query}`, which tells the queries of this version apart.");
        }

        if (scoring.RoleColumn is { } roles && !columns.Any(column => column.Name == roles))
        {
            return new(FailureKind.Refused, "missing-role", $"The dataset has no column `{roles}`, which says which rows are queries of this version.");
        }

        if (scoring.IdentifierColumn is { } identifier && !columns.Any(column => column.Name == identifier))
        {
            return new(FailureKind.Refused, "missing-identifier", $"The dataset has no column `{identifier}`, by which texts and references are brought together.");
        }

        // A model that is given the answer has every metric right and is worth nothing.
        if (scoring.FeatureOrder.Contains(label, StringComparer.Ordinal) || inputs.Contains(label, StringComparer.Ordinal))
        {
            return new(FailureKind.Refused, "label-as-feature", $"The model takes `{label}`, which is the label. A model is never given the answer.");
        }

        return MayBeLabel(scoring, role)
            ? null
            : new(FailureKind.Refused, "not-the-label", $"This version is scored against `{label}`, a column that has the role {role.InWords()} in the dataset, not label.");
    }

    /// <summary>Whether what the owner says still counts: it runs, it is the owner's, and the lease has not run out, whether or not anybody noticed.</summary>
    public static bool Holds(EvaluationState state, string? leaseOwner, DateTimeOffset? leaseUntil, string owner, DateTimeOffset now) =>
        state == EvaluationState.Running && leaseOwner == owner && leaseUntil >= now;

    /// <summary>Whether the owner itself ended it or gave it back. A lease that ran out is nobody's any more, so its owner did not.</summary>
    public static bool EndedBy(EvaluationState state, string? leaseOwner, string owner) => state != EvaluationState.Running && leaseOwner == owner;

    /// <summary>Classes are those of the data's own label, so that nobody picks a column that is easily told. A quantity may be one of the other measured columns.</summary>
    private static bool MayBeLabel(ScoringRules scoring, ColumnRole role) =>
        role == ColumnRole.Label || (role == ColumnRole.Feature && scoring.ClassLabels.Count == 0);

    /// <summary>Why a dataset is too large for a task; null when it is not.</summary>
    public static ScoringFailure? RefusesRows(ModelTask task, long rows) => task == ModelTask.Retrieval && rows > MostSearched
        ? new(FailureKind.Refused, "too-many-rows", string.Create(CultureInfo.InvariantCulture, $"A search is measured over each pair of a query and a document, and the dataset has {rows:N0} rows; {MostSearched:N0} are the most. Evaluate on a sample."))
        : null;

    /// <summary>Whether trying again may help: a process that died, yes; a verdict on model or dataset, never.</summary>
    public static bool MayTryAgain(FailureKind kind, int attempt, int maxAttempts) => kind == FailureKind.Crashed && attempt < maxAttempts;

    public static TimeSpan WaitAfter(int attempt) => s_firstWait * Math.Pow(4, Math.Clamp(attempt - 1, 0, 4));

    public static Refusal? RefusesCancel(EvaluationState state) => state is EvaluationState.Queued or EvaluationState.Running
        ? null
        : new Refusal(RefusalKind.Conflict, "evaluation.ended", "This evaluation has ended already.");

    public static Refusal? RefusesRetry(EvaluationState state) => state is EvaluationState.Failed or EvaluationState.Cancelled
        ? null
        : new Refusal(RefusalKind.Conflict, "evaluation.not-failed", "Only an evaluation that failed or was cancelled can be run again.", "Start a new evaluation of this version instead.");
}
