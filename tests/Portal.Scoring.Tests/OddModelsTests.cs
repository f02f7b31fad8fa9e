using Portal.Scoring.Contract;

namespace Portal.Scoring.Tests;

/// <summary>Valid models of less common form: scored rightly, or told what is missing; never scored wrongly.</summary>
public sealed class OddModelsTests
{
    [Theory]
    [InlineData("zipmap")]
    [InlineData("fixed-batch-1")]
    public async Task Score_SameModelInAnotherForm_GivesTheSameScores(string model)
    {
        var plain = await Samples.ScoreAsync(Samples.Spec(Samples.Model("mortgage", "mortgage-gbt-v2"), Samples.Mortgage));

        var odd = await Samples.ScoreAsync(Samples.Spec(Samples.Odd(model), Samples.Mortgage));

        Assert.All(plain.Scores.Zip(odd.Scores), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.Empty(odd.Report.Findings);
    }

    [Fact]
    public async Task Score_WithoutMetadata_AsksForTheFeatureOrder()
    {
        var failure = await Samples.FailAsync(Samples.Spec(Samples.Odd("no-metadata"), Samples.Mortgage));

        Assert.Equal("feature-order-missing", failure.Code);
        Assert.Contains("`features: float [N, 10]`", failure.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_WithoutMetadataButDeclared_GivesTheSameScores()
    {
        var declared = Samples.Spec(Samples.Model("mortgage", "mortgage-gbt-v2"), Samples.Mortgage);
        var plain = await Samples.ScoreAsync(declared);

        var odd = await Samples.ScoreAsync(declared with { ModelPath = Samples.Odd("no-metadata") });

        Assert.Equal(plain.Report.ScoresSha256, odd.Report.ScoresSha256);
    }

    [Fact]
    public async Task Score_TwoProbabilitiesWithoutClassLabels_NeverAssumesTheLastColumn()
    {
        var spec = Samples.Spec(Samples.Model("mortgage", "mortgage-gbt-v2"), Samples.Mortgage);

        var failure = await Samples.FailAsync(spec with { ClassLabels = [] });

        Assert.Equal("class-labels-missing", failure.Code);
    }

    [Fact]
    public async Task Score_PositiveClassIsTheFirstColumn_TakesThatColumn()
    {
        var spec = Samples.Spec(Samples.Model("mortgage", "mortgage-gbt-v2"), Samples.Mortgage);
        var plain = await Samples.ScoreAsync(spec);

        var other = await Samples.ScoreAsync(spec with { PositiveClass = "0" });

        Assert.All(plain.Scores.Zip(other.Scores), pair => Assert.Equal(1 - pair.First, pair.Second, 1e-6));
    }

    [Theory]
    [InlineData("float64-input")]
    [InlineData("single-probability")]
    public async Task Score_DoubleInputOrSingleProbability_IsScored(string model)
    {
        var scored = await Samples.ScoreAsync(Samples.Spec(Samples.Odd(model), Samples.Mortgage));

        Assert.Equal(714, scored.Scores.Length);
        Assert.InRange(scored.Scores.Average(), 0.01, 0.99);
    }

    [Fact]
    public async Task Score_LogOdds_AreRefusedUnlessDeclared()
    {
        var spec = Samples.Spec(Samples.Odd("logit-output"), Samples.Mortgage);

        var failure = await Samples.FailAsync(spec);
        var declared = await Samples.ScoreAsync(spec with { Transform = ScoreTransform.Sigmoid });
        var single = await Samples.ScoreAsync(Samples.Spec(Samples.Odd("single-probability"), Samples.Mortgage));

        Assert.Equal("not-probabilities", failure.Code);
        Assert.Contains("of 714 scores lie outside 0 to 1 (row 1: -", failure.Sentence, StringComparison.Ordinal);
        Assert.All(declared.Scores.Zip(single.Scores), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }
}
