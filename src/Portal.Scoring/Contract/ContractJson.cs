using System.Text.Json.Serialization;

namespace Portal.Scoring.Contract;

/// <summary>One line that the scoring process says; exactly one part is there. Where a model is asked what-if questions, the report is said before and, with the probes, after them: whatever they do to the process, it stays.</summary>
internal sealed record ScoringLine(
    ScoringProgress? Progress = null,
    ScoringReport? Report = null,
    ModelSignature? Signature = null,
    FenceReport? Fences = null,
    ScoringFailure? Failure = null);

/// <summary>The contract's JSON, generated at build time: the process starts sooner without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScoringSpec))]
[JsonSerializable(typeof(ModelSignature))]
[JsonSerializable(typeof(ScoringReport))]
public sealed partial class ContractJson : JsonSerializerContext;

/// <summary>The JSON of what the process says.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScoringLine))]
internal sealed partial class ScoringLineJson : JsonSerializerContext;
