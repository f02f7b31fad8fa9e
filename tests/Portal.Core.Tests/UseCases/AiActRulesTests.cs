using Portal.Core.Registry;
using Portal.Core.UseCases.AiAct;

namespace Portal.Core.Tests.UseCases;

/// <summary>The classes of the EU AI Act, case by case.</summary>
public sealed class AiActRulesTests
{
    private static readonly AiActAnswers s_nothing = new([], false, [], Transparency: [], GeneralPurpose: GeneralPurposePart.None);

    private static readonly AiActAnswers s_credit = s_nothing with { Areas = [HighRiskArea.EssentialServices], Profiling = false, Exception = HighRiskException.None };

    public static TheoryData<string, AiActAnswers, AiActClass?, RiskClass?, string[]> Cases { get; } = new()
    {
        { "nothing applies", s_nothing, AiActClass.Minimal, RiskClass.Minimal, ["Art. 95"] },
        { "a chat", s_nothing with { Transparency = [TransparencyCase.TalksToPeople] }, AiActClass.Transparency, RiskClass.Limited, ["Art. 50(1)"] },
        { "texts and pictures", s_nothing with { Transparency = [TransparencyCase.MakesContent, TransparencyCase.MakesDeepFakes] }, AiActClass.Transparency, RiskClass.Limited, ["Art. 50(2)", "Art. 50(4)"] },
        { "a safety component", s_nothing with { SafetyComponent = true }, AiActClass.HighRisk, RiskClass.High, ["Art. 6(1), Annex I"] },
        { "credit", s_credit, AiActClass.HighRisk, RiskClass.High, ["Annex III, 5"] },
        { "two areas", s_credit with { Areas = [HighRiskArea.Biometrics, HighRiskArea.Justice] }, AiActClass.HighRisk, RiskClass.High, ["Annex III, 1", "Annex III, 8"] },
        { "credit with a chat", s_credit with { Transparency = [TransparencyCase.TalksToPeople] }, AiActClass.HighRisk, RiskClass.High, ["Annex III, 5", "Art. 50(1)"] },
        { "an exception, documented", s_credit with { Exception = HighRiskException.Prepares, Assessment = "It sorts letters." }, AiActClass.Minimal, RiskClass.Minimal, ["Art. 6(3)(d)", "Art. 95"] },
        { "an exception beside a duty", s_credit with { Exception = HighRiskException.NarrowTask, Assessment = "It sorts letters.", Transparency = [TransparencyCase.TalksToPeople] }, AiActClass.Transparency, RiskClass.Limited, ["Art. 6(3)(a)", "Art. 50(1)"] },
        { "an exception, not documented", s_credit with { Exception = HighRiskException.Prepares, Assessment = " " }, AiActClass.HighRisk, RiskClass.High, ["Annex III, 5", "Art. 6(4)"] },
        { "profiling", s_credit with { Profiling = true, Exception = null }, AiActClass.HighRisk, RiskClass.High, ["Annex III, 5", "Art. 6(3)"] },
        { "profiling with an exception", s_credit with { Profiling = true, Exception = HighRiskException.Prepares, Assessment = "It sorts letters." }, AiActClass.HighRisk, RiskClass.High, ["Annex III, 5", "Art. 6(3)"] },
        { "an exception of a safety component", s_credit with { SafetyComponent = true, Exception = HighRiskException.Prepares, Assessment = "It sorts letters." }, AiActClass.HighRisk, RiskClass.High, ["Art. 6(1), Annex I", "Art. 6(3)(d)"] },
        { "social scoring", s_nothing with { Practices = [ProhibitedPractice.SocialScoring] }, AiActClass.Prohibited, RiskClass.High, ["Art. 5(1)(c)"] },
        { "social scoring of credit", s_credit with { Practices = [ProhibitedPractice.SocialScoring] }, AiActClass.Prohibited, RiskClass.High, ["Art. 5(1)(c)", "Annex III, 5"] },
        { "prohibited, all else open", new AiActAnswers([ProhibitedPractice.LiveIdentification]), AiActClass.Prohibited, RiskClass.High, ["Art. 5(1)(h)"] },
        { "no answer", AiActAnswers.None, null, null, [] },
        { "practices open", s_nothing with { Practices = null }, null, null, [] },
        { "safety open", s_nothing with { SafetyComponent = null }, null, null, [] },
        { "areas open", s_nothing with { Areas = null }, null, null, [] },
        { "duties open", s_nothing with { Transparency = null }, null, null, [] },
        { "profiling open", s_credit with { Profiling = null }, null, null, ["Annex III, 5"] },
        { "exception open", s_credit with { Exception = null }, null, null, ["Annex III, 5"] },
        { "general purpose open", s_nothing with { GeneralPurpose = null }, AiActClass.Minimal, RiskClass.Minimal, ["Art. 95"] },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Answers_HaveAClassWithItsArticles(string name, AiActAnswers answers, AiActClass? expected, RiskClass? least, string[] articles)
    {
        var verdict = AiActRules.Classify(answers);

        Assert.True(expected == verdict.Class, name);
        Assert.Equal(least, verdict.LeastRisk);
        Assert.Equal(articles, verdict.Reasons.Select(reason => reason.Article));
        Assert.All(verdict.Reasons, reason => Assert.EndsWith(".", reason.Sentence, StringComparison.Ordinal));
    }

    public static TheoryData<AiActAnswers, string[]> Open { get; } = new()
    {
        { AiActAnswers.None, ["practices", "safetyComponent", "areas", "transparency", "generalPurpose"] },
        { s_nothing, [] },
        { s_credit, [] },
        { s_credit with { Profiling = null, Exception = null }, ["profiling"] },
        { s_credit with { Exception = null }, ["exception"] },
        { s_credit with { Exception = HighRiskException.FindsDeviations }, ["assessment"] },
        { s_credit with { Profiling = true, Exception = null }, [] },
        { s_nothing with { GeneralPurpose = GeneralPurposePart.Provides }, ["trainingFlop"] },
        { s_nothing with { GeneralPurpose = GeneralPurposePart.Provides, TrainingFlop = 1 }, [] },
        { s_nothing with { Practices = [ProhibitedPractice.Manipulation], Areas = null }, ["areas"] },
    };

    [Theory, MemberData(nameof(Open))]
    public void Questions_ThatAreAskedAndHaveNoAnswer_AreTold(AiActAnswers answers, string[] expected) => Assert.Equal(expected, AiActRules.Classify(answers).Unanswered);

    [Theory]
    [InlineData(null, false)]
    [InlineData(1e25, false)]
    [InlineData(1.0001e25, true)]
    public void GeneralPurposeModel_AboveTheLimit_IsPresumedToCarrySystemicRisk(double? flop, bool expected)
    {
        var verdict = AiActRules.Classify(s_nothing with { GeneralPurpose = GeneralPurposePart.Provides, TrainingFlop = flop });

        Assert.Equal((expected, AiActClass.Minimal), (verdict.SystemicRisk, verdict.Class!.Value));
        Assert.Equal(expected ? ["Art. 53", "Art. 55"] : ["Art. 53"], verdict.Duties.Select(duty => duty.Article));
    }

    [Fact]
    public void Duties_NameSinceWhenTheyApply()
    {
        Assert.All(AiActRules.Classify(s_credit).Duties, duty => Assert.Equal(new DateOnly(2027, 12, 2), duty.From));
        Assert.Contains(AiActRules.Classify(s_credit).Duties, duty => duty.Article == "Art. 14");
        Assert.All(AiActRules.Classify(s_nothing with { SafetyComponent = true }).Duties, duty => Assert.Equal(new DateOnly(2028, 8, 2), duty.From));
        Assert.Equal(new DateOnly(2025, 2, 2), Assert.Single(AiActRules.Classify(s_nothing with { Practices = [ProhibitedPractice.FaceScraping] }).Duties).From);
        Assert.Equal(new DateOnly(2026, 12, 2), Assert.Single(AiActRules.Classify(s_nothing with { Practices = [ProhibitedPractice.AbusiveImagery] }).Duties).From);
        Assert.Equal(new DateOnly(2026, 8, 2), Assert.Single(AiActRules.Classify(s_nothing with { Transparency = [TransparencyCase.TalksToPeople] }).Duties).From);
    }

    [Fact]
    public void EveryChoice_HasASentenceAndItsArticle()
    {
        var options = AiActQuestions.All.SelectMany(question => question.Options).ToList();

        Assert.Equal(Enum.GetValues<ProhibitedPractice>().Length + Enum.GetValues<HighRiskArea>().Length + Enum.GetValues<HighRiskException>().Length + Enum.GetValues<TransparencyCase>().Length + Enum.GetValues<GeneralPurposePart>().Length, options.Count);
        Assert.All(options, option => Assert.True(option.Sentence.EndsWith('.') && option.Article.Length > 0, option.Value));
    }

    [Theory]
    [InlineData(null, 0, "practices")]
    [InlineData(ProhibitedPractice.Manipulation, 2, "practices")]
    [InlineData((ProhibitedPractice)99, 1, "practices")]
    public void Answers_ThatAreNoChoices_AreRefused(ProhibitedPractice? practice, int times, string field)
    {
        var refusal = AnswerChecks.Refuses(s_nothing with { Practices = practice is { } one ? [.. Enumerable.Repeat(one, times)] : [] });

        Assert.Equal(practice is null, refusal is null);
        Assert.True(refusal is null || refusal.Fields.ContainsKey(field));
    }

    [Fact]
    public void Exception_OfWhoProfiles_IsRefused()
    {
        Assert.Equal("exception", AnswerChecks.Refuses(s_credit with { Profiling = true, Exception = HighRiskException.Prepares })!.Fields.Single().Key);
        Assert.NotNull(AnswerChecks.Refuses(s_nothing with { TrainingFlop = double.NaN }));
        Assert.NotNull(AnswerChecks.Refuses(s_nothing with { Assessment = new string('x', AnswerChecks.LongestAssessment + 1) }));
        Assert.Null(AnswerChecks.Refuses(s_credit));
    }
}
