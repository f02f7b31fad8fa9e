namespace Portal.Core.UseCases.AiAct;

/// <summary>How a question is answered.</summary>
public enum QuestionKind
{
    /// <summary>Any number of the options, or none.</summary>
    Several,
    One,
    YesOrNo,
    Text,
    Number,
}

/// <param name="Value">The name of the enum's value.</param>
public sealed record QuestionOption(string Value, string Sentence, string Article);

/// <summary>One question of the questionnaire.</summary>
/// <param name="Key">The name of its field among the answers.</param>
/// <param name="Sentence">The question in plain words.</param>
/// <param name="Help">What is meant, where the question needs it.</param>
public sealed record AiActQuestion(string Key, string Sentence, string Article, QuestionKind Kind, string? Help = null)
{
    public IReadOnlyList<QuestionOption> Options { get; init; } = [];

    /// <summary>Whether the other answers make it a question at all.</summary>
    public Func<AiActAnswers, bool> IsAsked { get; init; } = _ => true;

    public required Func<AiActAnswers, bool> IsAnswered { get; init; }
}

/// <summary>The questionnaire, in the order in which it is asked.</summary>
public static class AiActQuestions
{
    public const string Practices = "practices";
    public const string SafetyComponent = "safetyComponent";
    public const string Areas = "areas";
    public const string Profiling = "profiling";
    public const string Exception = "exception";
    public const string Assessment = "assessment";
    public const string Transparency = "transparency";
    public const string GeneralPurpose = "generalPurpose";
    public const string TrainingFlop = "trainingFlop";

    public static IReadOnlyList<AiActQuestion> All { get; } =
    [
        new(Practices, "Does it do any of what is forbidden?", "Art. 5", QuestionKind.Several, "Choose all that apply, or say that none does.")
        {
            Options = Options<ProhibitedPractice>(one => one.Sentence(), one => one.Article()),
            IsAnswered = answers => answers.Practices is not null,
        },
        new(SafetyComponent, "Is it a safety component of a product, or such a product, that needs an assessment by somebody else?", "Art. 6(1), Annex I", QuestionKind.YesOrNo, "Such as machinery, toys, lifts, medical devices or vehicles.")
        {
            IsAnswered = answers => answers.SafetyComponent is not null,
        },
        new(Areas, "Does it decide, or help to decide, in one of these areas?", "Art. 6(2), Annex III", QuestionKind.Several, "Choose all that apply, or say that none does.")
        {
            Options = Options<HighRiskArea>(one => one.Sentence(), one => one.Article()),
            IsAnswered = answers => answers.Areas is not null,
        },
        new(Profiling, "Does it profile people: judge or predict their performance, means, health, habits, reliability or behaviour from their data?", "Art. 6(3)", QuestionKind.YesOrNo)
        {
            IsAsked = answers => answers.HasArea,
            IsAnswered = answers => answers.Profiling is not null,
        },
        new(Exception, "Is there a reason why it is not high-risk in spite of its area?", "Art. 6(3)", QuestionKind.One, "The reason must be documented, and never applies where people are profiled.")
        {
            Options = Options<HighRiskException>(one => one.Sentence(), one => one.Article()),
            IsAsked = answers => answers is { HasArea: true, Profiling: false },
            IsAnswered = answers => answers.Exception is not null,
        },
        new(Assessment, "What was assessed, by whom, and why does it harm nobody?", "Art. 6(4)", QuestionKind.Text, "Without it the exception does not hold.")
        {
            IsAsked = answers => answers is { ClaimsException: true, Profiling: false },
            IsAnswered = answers => answers.IsDocumented,
        },
        new(Transparency, "Does it do any of what people must be told of?", "Art. 50", QuestionKind.Several, "Choose all that apply, or say that none does.")
        {
            Options = Options<TransparencyCase>(one => one.Sentence(), one => one.Article()),
            IsAnswered = answers => answers.Transparency is not null,
        },
        new(GeneralPurpose, "What has a general-purpose model to do with it, such as a large language model?", "Art. 51 to 55", QuestionKind.One)
        {
            Options = Options<GeneralPurposePart>(one => one.Sentence(), one => one.Article()),
            IsAnswered = answers => answers.GeneralPurpose is not null,
        },
        new(TrainingFlop, "How many floating-point operations did its training take?", "Art. 51(2)", QuestionKind.Number, "Above 10^25 systemic risk is presumed. Written as 3e24.")
        {
            IsAsked = answers => answers.GeneralPurpose == GeneralPurposePart.Provides,
            IsAnswered = answers => answers.TrainingFlop is not null,
        },
    ];

    /// <summary>The question of a key; only of those in <see cref="All"/>.</summary>
    public static AiActQuestion Of(string key) => All.Single(question => question.Key == key);

    private static IReadOnlyList<QuestionOption> Options<TChoice>(Func<TChoice, string> sentence, Func<TChoice, string> article)
        where TChoice : struct, Enum =>
        [.. Enum.GetValues<TChoice>().Select(choice => new QuestionOption(choice.ToString(), sentence(choice), article(choice)))];
}
