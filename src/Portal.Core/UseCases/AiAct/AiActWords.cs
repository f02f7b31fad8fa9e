namespace Portal.Core.UseCases.AiAct;

/// <summary>Each choice of the questionnaire in plain words, with its place in the Act.</summary>
public static class AiActWords
{
    public static string InWords(this AiActClass found) => found switch
    {
        AiActClass.Minimal => "minimal risk",
        AiActClass.Transparency => "transparency duties",
        AiActClass.HighRisk => "high-risk",
        AiActClass.Prohibited => "prohibited practice",
        _ => throw new ArgumentOutOfRangeException(nameof(found), found, null),
    };

    public static string Sentence(this ProhibitedPractice practice) => practice switch
    {
        ProhibitedPractice.Manipulation => "It steers people against their interest by means that they do not notice or that deceive them.",
        ProhibitedPractice.Vulnerability => "It exploits age, disability or hardship of people to steer them to their harm.",
        ProhibitedPractice.SocialScoring => "It scores people by their behaviour or character, and treats them worse for it elsewhere or out of proportion.",
        ProhibitedPractice.CrimePrediction => "It predicts from a person's profile alone whether they will commit a crime.",
        ProhibitedPractice.FaceScraping => "It gathers faces from the internet or from cameras without aim, to recognise people.",
        ProhibitedPractice.EmotionsAtWorkOrSchool => "It infers emotions of people at work or in education, other than for health or safety.",
        ProhibitedPractice.SensitiveBiometrics => "It infers race, opinion, belief, union membership, sex life or orientation from people's bodies.",
        ProhibitedPractice.LiveIdentification => "It recognises people at a distance in public places as it happens, for law enforcement.",
        ProhibitedPractice.AbusiveImagery => "It makes intimate pictures of people without their consent, or depictions of the abuse of children.",
        _ => throw new ArgumentOutOfRangeException(nameof(practice), practice, null),
    };

    public static string Article(this ProhibitedPractice practice) =>
        practice == ProhibitedPractice.AbusiveImagery ? "Art. 5, from 2 December 2026" : $"Art. 5(1)({(char)('a' + (int)practice)})";

    public static string Sentence(this HighRiskArea area) => area switch
    {
        HighRiskArea.Biometrics => "Biometrics: it recognises or categorises people by their bodies, or reads their emotions.",
        HighRiskArea.CriticalInfrastructure => "Critical infrastructure: it keeps traffic, water, gas, heat, electricity or digital networks safe.",
        HighRiskArea.Education => "Education: it decides on admission, marks, the level of training, or cheating.",
        HighRiskArea.Employment => "Employment: it decides on hiring, promotion, dismissal, tasks or performance.",
        HighRiskArea.EssentialServices => "Essential services: it decides on credit, life or health insurance, benefits, or emergency calls.",
        HighRiskArea.LawEnforcement => "Law enforcement: it judges risks, evidence or people for police and prosecution.",
        HighRiskArea.Migration => "Migration and borders: it judges risks, applications or people at borders or for asylum.",
        HighRiskArea.Justice => "Justice and democracy: it helps courts to judge, or influences elections.",
        _ => throw new ArgumentOutOfRangeException(nameof(area), area, null),
    };

    public static string Article(this HighRiskArea area) => $"Annex III, {(int)area + 1}";

    public static string Sentence(this HighRiskException exception) =>
        exception == HighRiskException.None ? "No. It is high-risk." : $"Yes: {exception.Clause()}.";

    public static string Clause(this HighRiskException exception) => exception switch
    {
        HighRiskException.None => "no exception is claimed",
        HighRiskException.NarrowTask => "it does a narrow procedural task",
        HighRiskException.ImprovesHumanWork => "it improves the result of work that a person has finished",
        HighRiskException.FindsDeviations => "it finds where decisions deviate from earlier ones, and a person reviews them",
        HighRiskException.Prepares => "it only prepares a judgement that people make",
        _ => throw new ArgumentOutOfRangeException(nameof(exception), exception, null),
    };

    public static string Article(this HighRiskException exception) =>
        exception == HighRiskException.None ? "Art. 6(2)" : $"Art. 6(3)({(char)('a' + (int)exception - 1)})";

    public static string Sentence(this TransparencyCase one) => one switch
    {
        TransparencyCase.TalksToPeople => "People talk or write with it.",
        TransparencyCase.MakesContent => "It makes texts, pictures, sound or video.",
        TransparencyCase.ReadsEmotions => "It recognises emotions or categorises people by their bodies.",
        TransparencyCase.MakesDeepFakes => "It makes or alters pictures, sound or video so that they pass for real.",
        TransparencyCase.WritesForThePublic => "It writes what is published to inform the public, and nobody answers for it as editor.",
        _ => throw new ArgumentOutOfRangeException(nameof(one), one, null),
    };

    public static string Article(this TransparencyCase one) => one switch
    {
        TransparencyCase.TalksToPeople => "Art. 50(1)",
        TransparencyCase.MakesContent => "Art. 50(2)",
        TransparencyCase.ReadsEmotions => "Art. 50(3)",
        TransparencyCase.MakesDeepFakes or TransparencyCase.WritesForThePublic => "Art. 50(4)",
        _ => throw new ArgumentOutOfRangeException(nameof(one), one, null),
    };

    public static string Duty(this TransparencyCase one) => one switch
    {
        TransparencyCase.TalksToPeople => "Tell people that they deal with AI",
        TransparencyCase.MakesContent => "Mark what it makes, so that machines can tell",
        TransparencyCase.ReadsEmotions => "Tell people that it reads them",
        TransparencyCase.MakesDeepFakes => "Say that it was made or altered by AI",
        TransparencyCase.WritesForThePublic => "Say that AI wrote it",
        _ => throw new ArgumentOutOfRangeException(nameof(one), one, null),
    };

    public static string Sentence(this GeneralPurposePart part) => part switch
    {
        GeneralPurposePart.None => "Nothing: no such model is part of it.",
        GeneralPurposePart.BuildsOn => "It builds on somebody else's model.",
        GeneralPurposePart.Provides => "We place such a model of our own on the market with it.",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };

    public static string Article(this GeneralPurposePart part) => part == GeneralPurposePart.None ? "Art. 51" : "Art. 53";
}
