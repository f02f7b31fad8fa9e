using Portal.Core.UseCases.AiAct;
using Portal.Web.UseCases;

namespace Portal.Web.Tests.UseCases;

public sealed class AnswerSheetTests
{
    private static readonly AiActAnswers s_all = new(
        [ProhibitedPractice.SocialScoring], true, [HighRiskArea.Education, HighRiskArea.Justice], false, HighRiskException.Prepares, "Assessed.", [TransparencyCase.MakesContent], GeneralPurposePart.Provides, 3e24);

    [Fact]
    public void Answers_ReadAndWritten_AreTheSame()
    {
        var again = AiActQuestions.All.Aggregate(AiActAnswers.None, (answers, question) => AnswerSheet.Write(answers, question.Key, AnswerSheet.Read(s_all, question.Key)));

        Assert.All(AiActQuestions.All, question => Assert.Equal(AnswerSheet.Read(s_all, question.Key), AnswerSheet.Read(again, question.Key)));
        Assert.Equal(AiActRules.Classify(s_all).Class, AiActRules.Classify(again).Class);
    }

    [Fact]
    public void Nothing_IsAnotherAnswerThanNoneOfThese()
    {
        Assert.Null(AnswerSheet.Read(AnswerSheet.Write(s_all, AiActQuestions.Areas, null), AiActQuestions.Areas));
        Assert.Equal(["None of these."], AnswerSheet.InWords(AnswerSheet.Write(s_all, AiActQuestions.Areas, []), AiActQuestions.Of(AiActQuestions.Areas)));
        Assert.Null(AnswerSheet.InWords(AiActAnswers.None, AiActQuestions.Of(AiActQuestions.SafetyComponent)));
        Assert.Equal(["Yes."], AnswerSheet.InWords(s_all, AiActQuestions.Of(AiActQuestions.SafetyComponent)));
    }

    [Fact]
    public void Profiling_TakesTheExceptionAway() =>
        Assert.Null(AnswerSheet.Write(s_all, AiActQuestions.Profiling, [AnswerSheet.Yes]).Exception);

    [Fact]
    public void Operations_ThatAreNoNumber_AreRefusedByTheRules() =>
        Assert.Equal(AiActQuestions.TrainingFlop, AnswerChecks.Refuses(AnswerSheet.Write(s_all, AiActQuestions.TrainingFlop, ["a lot"]))!.Fields.Single().Key);
}
