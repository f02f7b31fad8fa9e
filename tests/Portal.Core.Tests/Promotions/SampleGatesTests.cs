using Portal.Core.Promotions;
using Portal.Core.Registry;

namespace Portal.Core.Tests.Promotions;

/// <summary>What the samples' README says that a gate should say, with the policy that a tenant begins with.</summary>
public sealed class SampleGatesTests
{
    [Theory]
    [InlineData("mortgage-gbt-v2", "mortgage-logit-v1", "")]
    [InlineData("mortgage-biased-v3", "mortgage-gbt-v2", "disparate-impact:afam")]
    [InlineData("mortgage-regressed-v4", "mortgage-gbt-v2", "champion:roc_auc champion:log_loss metric:ece")]
    [InlineData("mortgage-mlp-v5", "mortgage-gbt-v2", "champion:roc_auc champion:log_loss")]
    [InlineData("mortgage-mlp-v5-int8", "mortgage-mlp-v5", "")]
    [InlineData("credit-gbt-v2", "credit-logit-v1", "")]
    public void StrictestPolicy_Sample_FailsWhereItShould(string candidate, string champion, string failed)
    {
        var verdicts = Judge(candidate, champion);

        Assert.Equal(failed.Split(' ', StringSplitOptions.RemoveEmptyEntries), verdicts.Where(verdict => verdict.Verdict == Verdict.Failed).Select(verdict => verdict.Id));
        Assert.Equal(failed.Length > 0, verdicts.Any(verdict => verdict.Blocks));
    }

    [Fact]
    public void StrictestPolicy_ForeignWorkers_TooFewRowsAndGoesOn()
    {
        var verdict = Assert.Single(Judge("credit-gbt-v2", "credit-logit-v1"), verdict => verdict.Verdict == Verdict.Missing);

        Assert.Equal("disparate-impact:foreign_worker", verdict.Id);
        Assert.False(verdict.Blocks);
        Assert.StartsWith("Too few rows for a verdict on foreign_worker: ", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void StrictestPolicy_Sentences_SayNumbersAndLimits()
    {
        var verdicts = Judge("mortgage-regressed-v4", "mortgage-gbt-v2").ToDictionary(verdict => verdict.Id, verdict => verdict.Sentence);

        Assert.Equal("Live version 1 has 0.810; at most 0.005 below it is allowed.", verdicts["champion:roc_auc"]);
        Assert.Equal("Live version 1 has 0.285; at most 0.005 above it is allowed.", verdicts["champion:log_loss"]);
        Assert.Equal("Calibration error (ECE) is 0.178; at most 0.100 is allowed.", verdicts["metric:ece"]);
        Assert.Equal("Accuracy is 0.826; at least 0.700 is asked.", verdicts["metric:accuracy"]);
        Assert.Equal("Favourable outcomes: 71.6 % (73 of 102) for yes against 96.7 % (592 of 612) for no.", Judge("mortgage-biased-v3", "mortgage-gbt-v2").Single(verdict => verdict.Id == "disparate-impact:afam").Sentence);
    }

    private static IReadOnlyList<GateVerdict> Judge(string candidate, string champion) => GateRules.Judge(
        PolicyTemplates.For(RiskClass.High, EnvironmentPurpose.Production).Gates,
        new GateEvidence(SampleEvaluations.Now, ModelTask.BinaryClassification, SampleEvaluations.Version(2, SampleEvaluations.Facts(candidate)), SampleEvaluations.Version(1, SampleEvaluations.Facts(champion))));
}
