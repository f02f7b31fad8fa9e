using Portal.Core.Registry;
using Portal.Core.UseCases.AiAct;

namespace Portal.Core.UseCases;

/// <summary>What can be done with a use case.</summary>
public enum UseCaseAct
{
    Edit,
    Submit,
    Vote,
    Withdraw,
    Retire,
    AssignModel,
}

/// <summary>Which act is possible in which state, and which models belong to a class. Pure: null means allowed.</summary>
public static class UseCaseRules
{
    public static Refusal? Refuses(UseCaseAct act, int number, UseCaseState state) =>
        Allows(act, state) ? null : new(RefusalKind.Conflict, "use-case.state", $"U-{number} {state.InWords()}, so it cannot be {Done(act)}.", Next(state));

    /// <summary>The board is asked once everything that it must know is said.</summary>
    public static Refusal? RefusesSubmission(AiActVerdict verdict)
    {
        if (verdict.Unanswered.Count == 0)
        {
            return null;
        }

        var questions = verdict.Unanswered.Select(AiActQuestions.Of).ToList();
        return new(
            RefusalKind.Invalid, "use-case.unanswered",
            questions.Count == 1 ? "One question of the questionnaire has no answer." : $"{questions.Count} questions of the questionnaire have no answer.",
            "Answer them, then submit it.")
        {
            Fields = questions.ToDictionary(question => question.Key, question => question.Sentence, StringComparer.Ordinal),
        };
    }

    /// <summary>A model is never less closely looked at than what it is used for.</summary>
    public static Refusal? RefusesModel(string model, RiskClass has, int number, AiActClass? found) =>
        IsTooLow(has, found)
            ? new(
                RefusalKind.Blocked, "use-case.risk-class",
                $"{model} is {has.InWords()}; U-{number} is {found!.Value.InWords()}, which asks for {AiActRules.LeastRisk(found.Value).InWords()} at least.",
                "Raise the risk class of the model first.")
            : null;

    /// <summary>True also of a model that was fit when it was assigned, and is no longer since the class was raised.</summary>
    public static bool IsTooLow(RiskClass has, AiActClass? found) => found is { } known && has < AiActRules.LeastRisk(known);

    public static UseCaseState After(SessionOutcome outcome) => outcome switch
    {
        SessionOutcome.Approved => UseCaseState.Approved,
        SessionOutcome.Rejected => UseCaseState.Rejected,
        SessionOutcome.ChangesRequested => UseCaseState.ChangesRequested,
        SessionOutcome.Withdrawn => UseCaseState.Draft,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    private static bool Allows(UseCaseAct act, UseCaseState state) => act switch
    {
        UseCaseAct.Edit or UseCaseAct.Submit => state is UseCaseState.Draft or UseCaseState.ChangesRequested,
        UseCaseAct.Vote or UseCaseAct.Withdraw => state == UseCaseState.Submitted,

        // What lies before the board is withdrawn first.
        UseCaseAct.Retire => state is not (UseCaseState.Submitted or UseCaseState.Retired),
        UseCaseAct.AssignModel => state is not (UseCaseState.Rejected or UseCaseState.Retired),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };

    private static string Done(UseCaseAct act) => act switch
    {
        UseCaseAct.Edit => "changed",
        UseCaseAct.Submit => "submitted",
        UseCaseAct.Vote => "voted on",
        UseCaseAct.Withdraw => "withdrawn",
        UseCaseAct.Retire => "retired",
        UseCaseAct.AssignModel => "given a model",
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };

    private static string Next(UseCaseState state) => state switch
    {
        UseCaseState.Draft => "Submit it to the board.",
        UseCaseState.Submitted => "Wait for the board, or withdraw it.",
        UseCaseState.ChangesRequested => "Change what the board asked for, then submit it again.",
        UseCaseState.Approved => "What was approved stays as it is; retire it, or propose a new one.",
        UseCaseState.Rejected or UseCaseState.Retired => "Propose a new one.",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
