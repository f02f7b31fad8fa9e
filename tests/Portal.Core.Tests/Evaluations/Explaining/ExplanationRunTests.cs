using System.Text;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Explaining;
using Portal.Core.Registry;
using Portal.Core.Tests.Evaluations.Runners;
using Portal.Scoring.Contract;

namespace Portal.Core.Tests.Evaluations.Explaining;

/// <summary>What whole evaluations say about why a version scores as it does, against tables that a test changes by hand.</summary>
public sealed class ExplanationRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-explanation-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Run_ModelThatTakesTheAttribute_FlipsAsAChangedTableDoes()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-biased-v3"));

        var results = (await world.DrainAsync(await world.StartAsync(version))).Row.Results!;

        var explanation = results.Explanation!;
        Assert.Empty(results.Findings);
        Assert.Empty(explanation.LeftOut);
        Assert.Equal((714, MetricNames.RocAuc), (explanation.Rows, explanation.Metric));
        Assert.Equal(results.Metrics[MetricNames.RocAuc], explanation.MetricOfSample!.Value, 1e-6);
        Assert.Equal([true, true], explanation.Attributes.Select(attribute => attribute.IsInput));
        var before = await ScoreAsync(EvaluationWorld.Mortgage);
        await AssertFlipAsync(explanation, before, "afam", "no", "yes");
        await AssertFlipAsync(explanation, before, "single", "yes", "no");
        var toYes = Flip(explanation, "afam", "no", "yes");
        Assert.True(toYes.Changed > 0 && toYes.MeanChange > 0 && toYes.ToPositive == toYes.Changed, "being African-American makes v3 deny");
    }

    /// <summary>Neither of these takes a protected attribute: changing it alone is nothing.</summary>
    [Theory]
    [InlineData("mortgage-gbt-v2")]
    [InlineData("mortgage-regressed-v4")]
    public async Task Run_ModelThatDoesNotTakeTheAttribute_SaysSo(string model)
    {
        await using var world = await EvaluationWorld.StartAsync();

        var explanation = (await world.DrainAsync(await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed(model))))).Row.Results!.Explanation!;

        Assert.Equal([("afam", false, 0), ("single", false, 0)], explanation.Attributes.Select(attribute => (attribute.Attribute, attribute.IsInput, attribute.Flips.Count)));
        Assert.DoesNotContain(explanation.Features, feature => feature.Feature is "afam" or "single");
        Assert.All(explanation.Features, feature => Assert.InRange(feature.Drop!.Value, feature.DropLow!.Value, feature.DropHigh!.Value));
        Assert.Equal(explanation.Features.OrderByDescending(feature => feature.Drop), explanation.Features);
    }

    [Fact]
    public async Task Run_LeakingFeature_MovesTheScoreFurthest()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var view = await world.DrainAsync(await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-biased-v3"))));

        var evidence = (await world.Portal.Get<EvaluationDetail>().EvidenceAsync(world.Scientist, view.Row.Id, Ct)).Value;

        var features = evidence.Results.Explanation!.Features;
        Assert.Contains("seed 12", evidence.Randomness, StringComparison.Ordinal);
        var insurance = evidence.Curves.Dependence.Single(curve => curve.Feature == "insurance");
        Assert.Equal(["no", "yes"], insurance.Values.Select(value => value.Value));
        Assert.Equal(insurance, evidence.Curves.Dependence.MaxBy(curve => curve.Values.Max(value => value.Mean) - curve.Values.Min(value => value.Mean)));
        Assert.True(insurance.Values[1].Mean > insurance.Values[0].Mean);
        Assert.Equal(await MeanAsync("insurance", "yes"), insurance.Values[1].Mean, 1e-6);
        var pirat = features.Single(feature => feature.Feature == "pirat");
        Assert.True(pirat.Moved!.Mean > 0 && pirat.Moved.P95 >= pirat.Moved.Mean && pirat.Step > 0);
        Assert.Null(pirat.Empty);
        Assert.Contains("`pirat` is missing", pirat.EmptyRefusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_OfATask_IsWhatTheInstallationAllows()
    {
        Assert.Null(Explained.PlanOf(ModelTask.BinaryClassification, [], rows: 0, new EvaluationOptions()));
        Assert.Null(Explained.PlanOf(ModelTask.Retrieval, [], 500_000, new EvaluationOptions()));
        Assert.Equal(500_000, Explained.PlanOf(ModelTask.Ranking, [], 500_000, new EvaluationOptions())!.Budget);
    }

    /// <summary>What a runner brings beside the scores may be wrong; the evaluation has its metrics all the same.</summary>
    [Theory]
    [InlineData(true, "do not agree with its report")]
    [InlineData(false, "older than this portal")]
    public async Task Complete_ProbesThatCannotBeUsed_CostTheExplanationOnly(bool brought, string sentence)
    {
        await using var world = await EvaluationWorld.StartAsync();
        using var runner = await TestRunner.StartAsync(world);
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        var lease = (await runner.LeaseAsync())!;
        var files = await runner.ScoreAsync(lease);

        files = brought ? files with { Probes = files.Probes[..^8] } : files with { Report = files.Report with { Probes = null } };
        Assert.True((await runner.CompleteAsync(lease, files)).IsOk);

        var results = (await world.ViewAsync(evaluation)).Row.Results!;
        Assert.Contains(sentence, Assert.Single(results.Findings), StringComparison.Ordinal);
        Assert.Contains(sentence, Assert.Single(results.Explanation!.LeftOut), StringComparison.Ordinal);
        Assert.Empty(results.Explanation.Features);
        Assert.Equal(10, results.Metrics.Count);
    }

    private async Task AssertFlipAsync(ExplanationResults explanation, double[] before, string attribute, string from, string to)
    {
        var flip = Flip(explanation, attribute, from, to);
        var own = Column(attribute);
        var after = await ScoreAsync(Changed(attribute, to));
        int[] rows = [.. Enumerable.Range(0, own.Length).Where(row => own[row] == from)];

        Assert.Equal(rows.Length, flip.Rows);
        Assert.Equal(rows.Count(row => (before[row] >= 0.5) != (after[row] >= 0.5)), flip.Changed);
        Assert.Equal(rows.Count(row => before[row] < 0.5 && after[row] >= 0.5), flip.ToPositive);
        Assert.Equal(rows.Average(row => after[row] - before[row]), flip.MeanChange!.Value, 1e-6);
        Assert.Equal(rows.Max(row => Math.Abs(after[row] - before[row])), flip.LargestChange, 1e-6);
    }

    private async Task<double> MeanAsync(string column, string value) => (await ScoreAsync(Changed(column, value))).Average();

    private static AttributeFlip Flip(ExplanationResults explanation, string attribute, string from, string to) =>
        explanation.Attributes.Single(one => one.Attribute == attribute).Flips.Single(flip => flip.From == from && flip.To == to);

    private static async Task<double[]> ScoreAsync(string table)
    {
        var path = EvaluationWorld.Seed("mortgage-biased-v3");
        var declared = ModelDeclaration.Read((await new ScoringProcess().InspectAsync(path, new ScoringLimits(), Ct)).Value!.Metadata);
        var spec = new ScoringSpec
        {
            ModelPath = path, TablePath = table, InputStyle = declared.InputStyle, FeatureOrder = declared.FeatureOrder, FeatureEncoding = declared.FeatureEncoding,
            ClassLabels = declared.ClassLabels, PositiveClass = declared.PositiveClass!, LatencyCalls = 0,
        };
        return (await new ScoringProcess().ScoreAsync(spec, onProgress: null, Ct)).Value!.Scores;
    }

    private string Changed(string column, string value)
    {
        var lines = File.ReadAllLines(EvaluationWorld.Mortgage);
        var place = Array.IndexOf(lines[0].Split(','), column);
        var path = Path.Combine(_folder.FullName, $"{column}-{value}.csv");
        File.WriteAllLines(path, lines.Index().Select(line => line.Index == 0 ? line.Item : string.Join(',', line.Item.Split(',').Select((field, at) => at == place ? value : field))), new UTF8Encoding(false));
        return path;
    }

    private static string[] Column(string name)
    {
        var lines = File.ReadAllLines(EvaluationWorld.Mortgage);
        var place = Array.IndexOf(lines[0].Split(','), name);
        return [.. lines.Skip(1).Select(line => line.Split(',')[place])];
    }
}
