using System.Text.Json;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Tests;

/// <summary>What models of further tasks give, through the real process, against NumPy's own arithmetic.</summary>
public sealed class TaskOutputTests
{
    [Theory]
    [InlineData("articles", "articles-words-v1")]
    [InlineData("articles", "articles-net-v2")]
    public async Task Score_Ranking_GivesOneNumberARow(string domain, string model)
    {
        var scored = await Samples.ScoreAsync(Samples.Spec(Samples.Model(domain, model), Samples.Table(domain)));

        Assert.Equal((1706L, 1), (scored.Report.Rows, scored.Report.Width));
        AssertFirst(Samples.Expected(domain, model), scored, 1e-4);
    }

    [Theory]
    [InlineData("cash-linear-v1")]
    [InlineData("cash-quantiles-v2")]
    public async Task Score_Forecasting_GivesANumberAQuantile(string model)
    {
        var scored = await Samples.ScoreAsync(Forecast(Samples.Model("cash", model)));

        Assert.Equal((960L, 5), (scored.Report.Rows, scored.Report.Width));
        Assert.Empty(scored.Report.Findings);
        AssertFirst(Samples.Expected("cash", model), scored, 1e-5);
    }

    [Fact]
    public async Task Score_QuantilesReversed_IsRefused() =>
        Assert.Equal("quantiles-cross", (await Samples.FailAsync(Forecast(Samples.Task("quantiles-reversed.onnx")))).Code);

    [Fact]
    public async Task Score_Multilabel_GivesAProbabilityALabel()
    {
        var scored = await Samples.ScoreAsync(Samples.Spec(Samples.Task("multilabel.onnx"), Samples.Task("messages.csv")));

        Assert.Equal((400L, 5), (scored.Report.Rows, scored.Report.Width));
        AssertFirst(Samples.ExpectedBeside(Samples.Task("multilabel.onnx")), scored, 1e-6);
    }

    [Fact]
    public async Task Score_Retrieval_GivesAVectorARow()
    {
        var scored = await Samples.ScoreAsync(Samples.Spec(Samples.Task("retrieval.onnx"), Samples.Task("passages.csv")));

        Assert.Equal((209L, 8), (scored.Report.Rows, scored.Report.Width));
        AssertFirst(Samples.ExpectedBeside(Samples.Task("retrieval.onnx")), scored, 1e-5);
    }

    [Fact]
    public async Task Score_VectorsOfZeros_AreRefused()
    {
        var failure = await Samples.FailAsync(Samples.Spec(Samples.Task("retrieval-zero.onnx"), Samples.Task("passages.csv")));

        Assert.Equal("zero-vectors", failure.Code);
        Assert.StartsWith("In 209 of 209 rows the embedding is all zeros (the first is row 1)", failure.Sentence, StringComparison.Ordinal);
    }

    private static ScoringSpec Forecast(string model) => Samples.Spec(model, Samples.Table("cash")) with { Quantiles = [0.05, 0.25, 0.5, 0.75, 0.95] };

    private static void AssertFirst(JsonElement expected, ScoredTable scored, double relative)
    {
        var first = expected.GetProperty("first_20").EnumerateArray().SelectMany(row => row.EnumerateArray().Select(value => value.GetDouble()));
        Assert.All(first.Zip(scored.Scores), pair => Assert.Equal(pair.First, pair.Second, relative * Math.Max(1, Math.Abs(pair.First))));
    }
}
