using System.Globalization;
using Portal.Core.UseCases.AiAct;
using Portal.Web.Shell;

namespace Portal.Web.UseCases;

/// <summary>The answers question by question, as a form holds them: the chosen values of each, null where it has no answer.</summary>
public static class AnswerSheet
{
    public const string Yes = "yes";
    public const string No = "no";

    public static IReadOnlyList<string>? Read(AiActAnswers answers, string key) => key switch
    {
        AiActQuestions.Practices => Names(answers.Practices),
        AiActQuestions.SafetyComponent => YesOrNo(answers.SafetyComponent),
        AiActQuestions.Areas => Names(answers.Areas),
        AiActQuestions.Profiling => YesOrNo(answers.Profiling),
        AiActQuestions.Exception => One(answers.Exception?.ToString()),
        AiActQuestions.Assessment => One(answers.Assessment),
        AiActQuestions.Transparency => Names(answers.Transparency),
        AiActQuestions.GeneralPurpose => One(answers.GeneralPurpose?.ToString()),
        AiActQuestions.TrainingFlop => One(answers.TrainingFlop?.ToString("R", CultureInfo.InvariantCulture)),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, null),
    };

    public static AiActAnswers Write(AiActAnswers answers, string key, IReadOnlyList<string>? values) => key switch
    {
        AiActQuestions.Practices => answers with { Practices = Chosen<ProhibitedPractice>(values) },
        AiActQuestions.SafetyComponent => answers with { SafetyComponent = Said(values) },
        AiActQuestions.Areas => answers with { Areas = Chosen<HighRiskArea>(values) },

        // Who profiles can claim no exception, so what was claimed goes.
        AiActQuestions.Profiling => answers with { Profiling = Said(values), Exception = Said(values) == true ? null : answers.Exception },
        AiActQuestions.Exception => answers with { Exception = Words.Parse<HighRiskException>(First(values)) },
        AiActQuestions.Assessment => answers with { Assessment = First(values) },
        AiActQuestions.Transparency => answers with { Transparency = Chosen<TransparencyCase>(values) },
        AiActQuestions.GeneralPurpose => answers with { GeneralPurpose = Words.Parse<GeneralPurposePart>(First(values)) },
        AiActQuestions.TrainingFlop => answers with { TrainingFlop = Number(First(values)) },
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, null),
    };

    /// <summary>What was answered, in words; null where nothing was.</summary>
    public static IReadOnlyList<string>? InWords(AiActAnswers answers, AiActQuestion question) => (question.Kind, Read(answers, question.Key)) switch
    {
        (_, null) => null,
        (QuestionKind.Several, { Count: 0 }) => ["None of these."],
        (QuestionKind.Several or QuestionKind.One, var values) => [.. question.Options.Where(option => values.Contains(option.Value)).Select(option => option.Sentence)],
        (QuestionKind.YesOrNo, var values) => [Words.Sentence(values[0]) + "."],
        (_, var values) => values,
    };

    private static IReadOnlyList<string>? Names<TChoice>(IReadOnlyList<TChoice>? chosen)
        where TChoice : struct, Enum => chosen is null ? null : [.. chosen.Select(one => one.ToString())];

    private static IReadOnlyList<string>? YesOrNo(bool? said) => said is { } known ? [known ? Yes : No] : null;

    private static IReadOnlyList<string>? One(string? value) => string.IsNullOrEmpty(value) ? null : [value];

    private static List<TChoice>? Chosen<TChoice>(IReadOnlyList<string>? values)
        where TChoice : struct, Enum => values is null ? null : [.. values.Select(Words.Parse<TChoice>).OfType<TChoice>().Order()];

    private static string? First(IReadOnlyList<string>? values) => values is [var one, ..] ? one : null;

    private static bool? Said(IReadOnlyList<string>? values) => First(values) is { } one ? one == Yes : null;

    /// <summary>What is no number is kept as one that the rules refuse, so that the reader is told.</summary>
    private static double? Number(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
}
