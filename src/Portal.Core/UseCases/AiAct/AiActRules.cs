using Portal.Core.Registry;

namespace Portal.Core.UseCases.AiAct;

/// <summary>From answers to the class of the EU AI Act, with the articles and the reasons. Pure.</summary>
public static class AiActRules
{
    /// <summary>Above this much training a general-purpose model is presumed to carry systemic risk: Art. 51(2).</summary>
    public const double SystemicFlop = 1e25;

    public static AiActVerdict Classify(AiActAnswers answers)
    {
        AiActReason[] banned = [.. (answers.Practices ?? []).Select(practice => new AiActReason(practice.Article(), practice.Sentence()))];
        AiActReason[] high = [.. HighRisk(answers)];
        AiActReason[] told = [.. (answers.Transparency ?? []).Select(one => new AiActReason(one.Article(), one.Sentence()))];
        AiActClass? found = banned.Length > 0 ? AiActClass.Prohibited
            : IsOpen(answers) ? null
            : high.Length > 0 ? AiActClass.HighRisk
            : told.Length > 0 ? AiActClass.Transparency
            : AiActClass.Minimal;
        var systemic = answers is { GeneralPurpose: GeneralPurposePart.Provides, TrainingFlop: > SystemicFlop };
        return new AiActVerdict(
            found, [.. banned, .. high, .. Excepted(answers), .. told, .. Minimal(found)], [.. AiActDuties.Of(answers, found, systemic)],
            [.. AiActQuestions.All.Where(question => question.IsAsked(answers) && !question.IsAnswered(answers)).Select(question => question.Key)],
            answers.GeneralPurpose, systemic);
    }

    /// <summary>The least risk class that a model of such a use case must have.</summary>
    public static RiskClass LeastRisk(AiActClass found) => found switch
    {
        AiActClass.Minimal => RiskClass.Minimal,
        AiActClass.Transparency => RiskClass.Limited,
        AiActClass.HighRisk or AiActClass.Prohibited => RiskClass.High,
        _ => throw new ArgumentOutOfRangeException(nameof(found), found, null),
    };

    /// <summary>The exception holds when it is claimed and documented, and never where people are profiled.</summary>
    internal static bool ExceptionHolds(AiActAnswers answers) => answers is { ClaimsException: true, Profiling: false, IsDocumented: true };

    /// <summary>An answer that is still to be given could change the class. What a general-purpose model adds stands beside it.</summary>
    private static bool IsOpen(AiActAnswers answers) =>
        answers.Practices is null || answers.SafetyComponent is null || answers.Areas is null || answers.Transparency is null
        || (answers.HasArea && (answers.Profiling is null || (answers.Profiling == false && answers.Exception is null)));

    private static IEnumerable<AiActReason> HighRisk(AiActAnswers answers)
    {
        if (answers.SafetyComponent == true)
        {
            yield return new("Art. 6(1), Annex I", "It is a safety component of a product that somebody else must assess before it is sold.");
        }

        if (!answers.HasArea || ExceptionHolds(answers))
        {
            yield break;
        }

        foreach (var area in answers.Areas!)
        {
            yield return new(area.Article(), area.Sentence());
        }

        if (answers.Profiling == true)
        {
            yield return new("Art. 6(3)", "It profiles people, which in these areas is always high-risk: no exception applies.");
        }
        else if (answers.ClaimsException)
        {
            yield return new("Art. 6(4)", "An exception is claimed and its assessment is not documented, so it does not hold.");
        }
    }

    private static IEnumerable<AiActReason> Excepted(AiActAnswers answers) =>
        ExceptionHolds(answers) ? [new(answers.Exception!.Value.Article(), $"In spite of its area it is declared not high-risk: {answers.Exception.Value.Clause()}. The assessment is documented.")] : [];

    private static IEnumerable<AiActReason> Minimal(AiActClass? found) =>
        found == AiActClass.Minimal ? [new("Art. 95", "None of the Act's duties for a class applies; codes of conduct are voluntary.")] : [];
}
