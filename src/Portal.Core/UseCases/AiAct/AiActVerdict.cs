using Portal.Core.Registry;

namespace Portal.Core.UseCases.AiAct;

/// <summary>Why the class is what it is.</summary>
public sealed record AiActReason(string Article, string Sentence);

/// <summary>What the Act asks for then.</summary>
/// <param name="From">Since or from when it applies.</param>
public sealed record AiActDuty(string Article, string AsksFor, DateOnly From);

/// <param name="Class">Null as long as the answers leave it open.</param>
/// <param name="Unanswered">Keys of the questions that are asked and have no answer, in the order of the questionnaire.</param>
/// <param name="SystemicRisk">A general-purpose model that is presumed to carry systemic risk.</param>
public sealed record AiActVerdict(
    AiActClass? Class, IReadOnlyList<AiActReason> Reasons, IReadOnlyList<AiActDuty> Duties, IReadOnlyList<string> Unanswered, GeneralPurposePart? GeneralPurpose, bool SystemicRisk)
{
    /// <summary>The least risk class of a model that is made for it; null as long as the answers leave it open.</summary>
    public RiskClass? LeastRisk => Class is { } known ? AiActRules.LeastRisk(known) : null;
}
