using Portal.Scoring.Contract;

namespace Portal.Scoring.Tests;

/// <summary>Each broken or hostile model through the real process: answered in words, and gone.</summary>
public sealed class HostileModelsTests
{
    private const string MortgageTable = "mortgage";

    [Theory]
    [InlineData("empty", "empty", "The file is empty (0 bytes).")]
    [InlineData("not-onnx", "not-onnx", "This is not an ONNX file. It is a PNG picture.")]
    [InlineData("corrupt", "corrupt", "This is not a readable ONNX file: it ends in the middle of a field. It may have been cut off on its way; upload it again.")]
    [InlineData("external-data", "external-data-escapes", "The model wants to read data from a file outside its own folder. Save it as one file with all weights inside.")]
    [InlineData("custom-op", "unknown-operator-domain", "The model uses the operator `ScoreWithSecretSauce` of the domain `com.example.custom`, which ONNX Runtime does not know. Export it with standard operators.")]
    public async Task Inspect_FileThatIsNoModel_IsRefusedAtTheDoor(string model, string code, string sentence)
    {
        var answer = await new ScoringProcess().InspectAsync(Samples.Bad(model), new ScoringLimits(), TestContext.Current.CancellationToken);

        Assert.Null(answer.Value);
        Assert.Equal(new ScoringFailure(FailureKind.Refused, code, sentence), answer.Failure);
        Assert.Equal(answer.Failure, await Samples.FailAsync(Samples.Spec(Samples.Bad(model), Samples.Mortgage)));
    }

    [Theory]
    [InlineData("wrong-input", "missing-column", "The dataset lacks the column `zip_median_income` that the model needs.")]
    [InlineData("wrong-feature-count", "feature-count", "The model wants 11 features, its declared feature order names 10.")]
    [InlineData("wrong-rank", "input-rank", "The input `features` has rank 3 (N × 10 × 1); rows of a table fill inputs of rank 1 or 2, such as [N] or [N, F].")]
    [InlineData("nan-output", "not-finite", "426 of 714 scores are not finite (the first in row 2). No metric was computed: labels that the model gives for such rows mean nothing.")]
    public async Task Score_ModelThatDoesNotFit_IsRefused(string model, string code, string sentence)
    {
        var failure = await Samples.FailAsync(Samples.Spec(Samples.Bad(model), Samples.Mortgage));

        Assert.Equal(new ScoringFailure(FailureKind.Refused, code, sentence), failure);
    }

    [Theory]
    [InlineData("huge-alloc")]
    [InlineData("memory-bomb-6gb")]
    public async Task Score_ModelThatAsksForTooMuchMemory_IsStoppedByTheLimit(string model)
    {
        var failure = await Samples.FailAsync(Samples.Spec(Samples.Bad(model), Samples.Mortgage));

        Assert.Equal(FailureKind.Stopped, failure.Kind);
        Assert.Equal("Scoring was stopped after 1.0 GB of memory (the limit). The model asked for more than it may use.", failure.Sentence);
    }

    [Fact]
    public async Task Score_EndlessModel_IsStoppedByTheWallClock()
    {
        var spec = Samples.Spec(Samples.Bad("endless-loop"), Samples.Mortgage);

        var failure = await Samples.FailAsync(spec with { Limits = spec.Limits with { WallSeconds = 2 } });

        Assert.Equal("time-limit", failure.Code);
        Assert.Equal("Scoring was stopped after 2 s (the limit). The model did not come to an end.", failure.Sentence);
    }

    [Fact]
    public async Task Score_EndlessModel_IsStoppedByTheProcessorLimit()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Limits on processor time exist on Linux and macOS.");
        var spec = Samples.Spec(Samples.Bad("endless-loop"), Samples.Mortgage);

        var failure = await Samples.FailAsync(spec with { Limits = spec.Limits with { CpuSeconds = 2 } });

        Assert.Equal("cpu-limit", failure.Code);
    }

    [Fact]
    public async Task Score_Cancelled_IsKilled()
    {
        using var cancel = new CancellationTokenSource();
        var spec = Samples.Spec(Samples.Bad("endless-loop"), Samples.Mortgage);

        var answer = await new ScoringProcess().ScoreAsync(
            spec,
            progress =>
            {
                if (progress.Phase == "scoring")
                {
                    cancel.Cancel();
                }
            },
            cancel.Token);

        Assert.Equal(FailureKind.Cancelled, answer.Failure!.Kind);
    }

    [Fact]
    public async Task Score_AfterEveryHostileModel_TheNextOneIsScored()
    {
        foreach (var model in Directory.EnumerateFiles(Path.Combine(Samples.Root, "tests", "samples", "bad-models")).Order(StringComparer.Ordinal))
        {
            var spec = Samples.Spec(model, Samples.Mortgage);
            await Samples.FailAsync(spec with { Limits = spec.Limits with { WallSeconds = 2 } });
        }

        Assert.Equal(714, (await Samples.ScoreAsync(Samples.Spec(Samples.Model(MortgageTable, "mortgage-gbt-v2"), Samples.Mortgage))).Report.Rows);
    }
}
