using Portal.Scoring.Contract;

namespace Portal.Scoring.Tests.Hostile;

/// <summary>Models made here to do harm or to be silently wrong: each contained, with what stopped it named.</summary>
public sealed class OwnHostileModelsTests : IDisposable
{
    private readonly HostileRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("external-absolute", "external-data-escapes", "outside its own folder")]
    [InlineData("external-drive", "external-data-escapes", "outside its own folder")]
    [InlineData("external-parent", "external-data-escapes", "outside its own folder")]
    [InlineData("external-memory", "external-data", "keeps weights in another file")]
    [InlineData("external-good", "external-data", "put the model and its data files into one zip or tar package")]
    [InlineData("external-twice", "corrupt", "a tensor says twice where its data lie")]
    [InlineData("declares-too-much", "corrupt", "a tensor declares 8,000,000,000 bytes and holds 8")]
    [InlineData("declares-beyond-numbers", "corrupt", "a tensor declares more bytes than there can be")]
    [InlineData("negative-dimension", "corrupt", "a tensor has a negative dimension")]
    [InlineData("no-data", "load-failed", "ONNX Runtime cannot load the model")]
    [InlineData("endless-name", "corrupt", "a text is longer than 4 MB")]
    [InlineData("endless-metadata", "corrupt", "more than 1000 metadata entries")]
    [InlineData("opset-of-the-future", "load-failed", "ONNX Runtime cannot load the model")]
    [InlineData("format-of-the-future", "load-failed", "ONNX Runtime cannot load the model")]
    [InlineData("nested", "corrupt", "nested deeper than 32")]
    [InlineData("million-operators", "corrupt", "more than 500000 operators")]
    [InlineData("circle", "load-failed", "ONNX Runtime cannot load the model")]
    [InlineData("function-circle", "function-recursion", "call each other in a circle")]
    [InlineData("function-doubling", "function-expansion", "more than 500,000 operators (the limit)")]
    public async Task Inspect_ModelThatMeansHarm_IsRefusedAtTheDoor(string model, string code, string sentence)
    {
        var answer = await _run.InspectAsync(HostileModels.Make(model));

        Assert.Null(answer.Value);
        Assert.Equal((FailureKind.Refused, code), (answer.Failure!.Kind, answer.Failure.Code));
        Assert.Contains(sentence, answer.Failure.Sentence, StringComparison.Ordinal);
        _run.AssertGone(answer.Failure);
    }

    [Theory]
    [InlineData("growing-loop", "memory-limit", "stopped after 0.8 GB of memory (the limit)")]
    [InlineData("slow-operator", "memory-limit, cpu-limit, time-limit", "(the limit)")]
    [InlineData("too-many-rows", "output-differs", "but it came out as [71400000, 1] for 714 rows")]
    [InlineData("one-row-for-all", "output-differs", "but it came out as [1, 1] for 714 rows")]
    [InlineData("other-type", "load-failed", "ONNX Runtime cannot load the model")]
    [InlineData("random", "unstable-output", "A model that draws random numbers cannot be evaluated.")]
    [InlineData("above-one", "not-probabilities", "of 714 scores lie outside 0 to 1")]
    public async Task Score_ModelThatMisbehaves_GivesNoScores(string model, string codes, string sentence)
    {
        var spec = _run.Spec(HostileModels.Make(model));
        var answer = await _run.ScoreAsync(spec with { Limits = spec.Limits with { WallSeconds = 6 } });

        Assert.Null(answer.Value);
        Assert.Contains(answer.Failure!.Code, codes.Split(", "));
        Assert.Contains(sentence, answer.Failure.Sentence, StringComparison.Ordinal);
        _run.AssertGone(answer.Failure);
    }

    [Fact]
    public async Task Score_ProbabilitiesThatAreNoDistribution_GivesNoScores()
    {
        var answer = await _run.ScoreAsync(_run.Spec(HostileModels.Make("no-distribution")) with { ClassLabels = ["0", "1"], PositiveClass = "1" });

        Assert.Equal("not-a-distribution", answer.Failure!.Code);
        Assert.Contains("In 714 of 714 rows the probabilities of the classes do not add up to 1", answer.Failure.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_LabelsThatContradictTheProbabilities_AreFoundAndTheProbabilitiesCount()
    {
        var answer = await _run.ScoreAsync(_run.Spec(HostileModels.Make("label-lies")) with { ClassLabels = ["0", "1"], PositiveClass = "1" });
        var honest = await _run.ScoreAsync(_run.Spec(HostileModels.Make("honest")));

        var finding = Assert.Single(answer.Value!.Report.Findings);
        Assert.Equal(("label-contradicts-scores", 714L), (finding.Code, finding.Count));
        Assert.Equal(honest.Value!.Scores, answer.Value.Scores);
    }

    [Fact]
    public async Task Score_BytesThatAreAnotherFormatToo_AreReadAsOnnxOnly()
    {
        var answer = await _run.ScoreAsync(_run.Spec(HostileModels.Make("other-format-inside")));

        Assert.Null(answer.Failure);
        Assert.Equal(714, answer.Value!.Report.Rows);
    }

    [Fact]
    public async Task Score_FileBeyondItsLimit_IsStopped()
    {
        var spec = _run.Spec(HostileModels.Make("honest"));

        var answer = await _run.ScoreAsync(spec with { Limits = spec.Limits with { FileBytes = 1024 } });

        Assert.Equal((FailureKind.Stopped, "file-limit"), (answer.Failure!.Kind, answer.Failure.Code));
        _run.AssertGone(answer.Failure);
    }

    [Fact]
    public async Task Score_HonestModelAfterAllOfThem_GivesItsOwnArithmetic()
    {
        var answer = await _run.ScoreAsync(_run.Spec(HostileModels.Make("honest")));

        var first = Samples.Column(Samples.Mortgage, "pirat").Zip(Samples.Column(Samples.Mortgage, "lvrat"))
            .Select(pair => HostileModels.Honest(double.Parse(pair.First, System.Globalization.CultureInfo.InvariantCulture), double.Parse(pair.Second, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(first.Zip(answer.Value!.Scores), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }
}
