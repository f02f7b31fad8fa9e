using System.Text.Json.Serialization;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Serving;

/// <summary>A refusal as the portal writes it (RFC 9457).</summary>
internal sealed record ProblemAnswer(string? Type, string? Detail, string? NextStep);

/// <summary>The JSON that goes to and comes from the portal. Nothing is left out: it wants reports complete.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RunnerAnnouncement))]
[JsonSerializable(typeof(RunnerWelcome))]
[JsonSerializable(typeof(LeaseRequest))]
[JsonSerializable(typeof(EvaluationLease))]
[JsonSerializable(typeof(ScoringProgress))]
[JsonSerializable(typeof(LeaseRenewed))]
[JsonSerializable(typeof(ScoringReport))]
[JsonSerializable(typeof(ScoringFailure))]
[JsonSerializable(typeof(ProblemAnswer))]
internal sealed partial class ServingJson : JsonSerializerContext;
