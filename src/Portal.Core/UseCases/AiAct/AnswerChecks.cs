using Portal.Core.Storage;

namespace Portal.Core.UseCases.AiAct;

/// <summary>Whether answers can be kept; which are missing is another question. Pure: null means they can.</summary>
public static class AnswerChecks
{
    public const int LongestAssessment = 4000;

    public static Refusal? Refuses(AiActAnswers answers) =>
        RefusesList(AiActQuestions.Practices, answers.Practices)
        ?? RefusesList(AiActQuestions.Areas, answers.Areas)
        ?? RefusesList(AiActQuestions.Transparency, answers.Transparency)
        ?? (answers.Exception is { } exception ? Choices.Refuses(AiActQuestions.Exception, exception) : null)
        ?? (answers.GeneralPurpose is { } part ? Choices.Refuses(AiActQuestions.GeneralPurpose, part) : null)
        ?? (answers.Assessment is { } text ? Texts.Refuses(AiActQuestions.Assessment, text, LongestAssessment) : null)
        ?? (answers.TrainingFlop is { } flop && !(double.IsFinite(flop) && flop >= 0) ? Refusal.Invalid(AiActQuestions.TrainingFlop, "Floating-point operations are a number of 0 or more, such as 3e24.") : null)
        ?? RefusesException(answers);

    private static Refusal? RefusesException(AiActAnswers answers) =>
        answers is { ClaimsException: true, Profiling: true }
            ? Refusal.Invalid(AiActQuestions.Exception, "Where people are profiled, no exception of Art. 6(3) applies: it is always high-risk.")
            : null;

    private static Refusal? RefusesList<TChoice>(string field, IReadOnlyList<TChoice>? chosen)
        where TChoice : struct, Enum =>
        chosen is null ? null
        : Choices.Refuses(field, chosen) is { } unknown ? unknown
        : chosen.Distinct().Count() < chosen.Count ? Refusal.Invalid(field, "Each is chosen once.")
        : null;
}
