namespace Portal.Core.UseCases.AiAct;

/// <summary>What Art. 5 forbids.</summary>
public enum ProhibitedPractice
{
    Manipulation,
    Vulnerability,
    SocialScoring,
    CrimePrediction,
    FaceScraping,
    EmotionsAtWorkOrSchool,
    SensitiveBiometrics,
    LiveIdentification,
    AbusiveImagery,
}

/// <summary>The areas of Annex III, in its order.</summary>
public enum HighRiskArea
{
    Biometrics,
    CriticalInfrastructure,
    Education,
    Employment,
    EssentialServices,
    LawEnforcement,
    Migration,
    Justice,
}

/// <summary>Why a system of Annex III may not be high-risk after all: Art. 6(3), first subparagraph, (a) to (d).</summary>
public enum HighRiskException
{
    None,
    NarrowTask,
    ImprovesHumanWork,
    FindsDeviations,
    Prepares,
}

/// <summary>What people must be told of: Art. 50.</summary>
public enum TransparencyCase
{
    TalksToPeople,
    MakesContent,
    ReadsEmotions,
    MakesDeepFakes,
    WritesForThePublic,
}

/// <summary>What a general-purpose model has to do with it.</summary>
public enum GeneralPurposePart
{
    None,

    /// <summary>Somebody else's model is used in it.</summary>
    BuildsOn,

    /// <summary>The organisation places a general-purpose model of its own on the market.</summary>
    Provides,
}

/// <summary>The answers to the questionnaire. A null is a question that nobody has answered; an empty list answers "none of these".</summary>
/// <param name="Practices">What of Art. 5 it does.</param>
/// <param name="SafetyComponent">Whether it is a safety component of a product under Annex I, or such a product.</param>
/// <param name="Areas">In which areas of Annex III it decides or helps to decide.</param>
/// <param name="Profiling">Whether it profiles natural persons.</param>
/// <param name="Exception">Why it is not high-risk in spite of its area.</param>
/// <param name="Assessment">The documented assessment that the exception rests on.</param>
/// <param name="Transparency">What of Art. 50 it does.</param>
/// <param name="TrainingFlop">Floating-point operations that the training of the provided model took.</param>
public sealed record AiActAnswers(
    IReadOnlyList<ProhibitedPractice>? Practices = null, bool? SafetyComponent = null, IReadOnlyList<HighRiskArea>? Areas = null, bool? Profiling = null, HighRiskException? Exception = null,
    string? Assessment = null, IReadOnlyList<TransparencyCase>? Transparency = null, GeneralPurposePart? GeneralPurpose = null, double? TrainingFlop = null)
{
    public static AiActAnswers None { get; } = new();

    /// <summary>An area of Annex III was chosen, so the exception and what excludes it are asked for.</summary>
    public bool HasArea => Areas is { Count: > 0 };

    public bool ClaimsException => HasArea && Exception is not (null or HighRiskException.None);

    public bool IsDocumented => !string.IsNullOrWhiteSpace(Assessment);
}
