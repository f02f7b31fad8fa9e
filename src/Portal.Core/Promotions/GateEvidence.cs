using System.Text.Json.Serialization;
using Portal.Core.Evaluations;
using Portal.Core.Registry;

namespace Portal.Core.Promotions;

/// <summary>All that gates look at, at one moment.</summary>
/// <param name="Task">What the model is for: a gate about a metric that this task does not have is not asked.</param>
/// <param name="Champion">The version that is live in the environment; null when none is.</param>
/// <param name="Load">How much is expected to be asked of it; null where nothing says so.</param>
public sealed record GateEvidence(DateTimeOffset At, ModelTask Task, VersionEvidence Candidate, VersionEvidence? Champion, ExpectedLoad? Load = null);

/// <param name="Evaluation">
/// The newest completed one on the model's evaluation data. For the champion, where there is none, the newest on other data.
/// </param>
/// <param name="Cost">What it costs to run; null where it was not measured on hardware that has a price.</param>
public sealed record VersionEvidence(Guid Id, int Number, string Sha256, EvaluationFacts? Evaluation, CostEvidence? Cost = null);

/// <param name="DatasetVersion">Two evaluations are compared only when this is the same.</param>
/// <param name="Dataset">Its name in sentences, such as <c>mortgage-evaluation version 1</c>.</param>
/// <param name="EvidenceSha256">The name of the evidence.</param>
/// <param name="ProtectedAttributes">Those that the data declares, measured or not.</param>
public sealed record EvaluationFacts(
    Guid Id,
    Guid DatasetVersion,
    string Dataset,
    string DatasetSha256,
    DateTimeOffset EndedAt,
    string EvidenceSha256,
    IReadOnlyList<string> ProtectedAttributes,
    EvaluationResults Results,
    EvaluationTimings? Timings)
{
    [JsonIgnore]
    public IReadOnlyDictionary<string, double> Metrics => Results.Metrics;
}
