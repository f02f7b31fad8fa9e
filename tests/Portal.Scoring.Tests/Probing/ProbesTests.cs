using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Tests.Probing;

/// <summary>What-if questions to real models in the real process, against the plain runtime that is given the same rows.</summary>
public sealed class ProbesTests
{
    private static readonly ProbePlan s_plan = new() { Attributes = ["afam", "single"] };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The whole table is the sample, and the logit model is small enough to be asked again by hand.</summary>
    [Fact]
    public async Task Probe_LogitModel_GivesWhatThePlainRuntimeGives()
    {
        var scored = await Samples.ScoreAsync(Spec("mortgage-logit-v1"));

        var answers = Answers(scored);
        var probes = scored.Report.Probes!;
        Assert.Equal(714, probes.Rows);
        Assert.Equal(scored.Scores, answers.Single(answer => answer.Probe.Kind == ProbeKind.AsIs).Scores!, (a, b) => Math.Abs(a - b) < 1e-6);
        using var plain = new PlainModel(Samples.Model("mortgage", "mortgage-logit-v1"), Samples.Mortgage);
        foreach (var (probe, scores) in answers.Where(answer => answer.Probe.Kind == ProbeKind.Set))
        {
            Assert.Equal(plain.Score((column, _, own) => column == probe.Column ? probe.Value! : own), scores!, (a, b) => Math.Abs(a - b) < 1e-6);
        }

        var order = new SeededDraws(ProbeSample.Seed + (1UL << 32)).Order(714);
        var first = probes.Columns[0].Name;
        var values = Samples.Column(Samples.Mortgage, first);
        Assert.Equal(plain.Score((column, row, own) => column == first ? values[order[row]] : own), answers.First(answer => answer.Probe.Kind == ProbeKind.Shuffled).Scores!, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public async Task Probe_NumbersAndCategories_AreChangedEachInItsWay()
    {
        var report = (await Samples.ScoreAsync(Spec("mortgage-biased-v3"))).Report.Probes!;

        Assert.Null(report.Failure);
        Assert.Empty(report.LeftOut);
        Assert.Equal(["afam", "single"], report.Columns.Select(column => column.Name).Where(s_plan.Attributes.Contains).Order(StringComparer.Ordinal));
        Assert.Equal(["no", "yes"], Set(report, "afam"));
        Assert.Equal(["1", "2", "3", "4", "5", "6"], Set(report, "chist"));
        var pirat = Set(report, "pirat").Select(value => double.Parse(value!, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(12, pirat.Count);
        Assert.Equal(pirat.Order(), pirat);
        Assert.Equal(5 * report.Columns.Count, report.Probes.Count(probe => probe.Kind == ProbeKind.Shuffled));
        var moved = report.Columns.Where(column => column.Step is not null).Select(column => column.Name);
        Assert.Equal(moved, report.Probes.Where(probe => probe.Kind == ProbeKind.Higher).Select(probe => probe.Column));
        Assert.Contains("pirat", moved);
        Assert.DoesNotContain("chist", moved);
        Assert.Contains("a number is expected", report.Probes.Single(probe => probe is { Kind: ProbeKind.Empty, Column: "pirat" }).Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mortgage-biased-v3", true)]
    [InlineData("mortgage-logit-v1", false)]
    public async Task Probe_ProtectedAttribute_IsTriedWhereTheModelTakesIt(string model, bool isTaken)
    {
        var report = (await Samples.ScoreAsync(Spec(model))).Report.Probes!;

        Assert.Equal(isTaken, report.Columns.Any(column => column.Name == "afam"));
        Assert.Equal(isTaken, report.Probes.Any(probe => probe.Column == "afam"));
    }

    [Fact]
    public async Task Probe_Twice_GivesTheSameBytes()
    {
        var first = await Samples.ScoreAsync(Spec("mortgage-gbt-v2"));
        var second = await Samples.ScoreAsync(Spec("mortgage-gbt-v2") with { BatchRows = 100 });

        Assert.Equal(first.Report.Probes!.ScoresSha256, second.Report.Probes!.ScoresSha256);
        Assert.Equal(first.ProbeScores, second.ProbeScores);
    }

    [Theory]
    [InlineData("articles", "articles-net-v2")]
    [InlineData("digits", "digits-logit-v1")]
    [InlineData("credit", "credit-amount-v1")]
    public async Task Probe_OtherTasks_HaveAnswersToo(string domain, string model)
    {
        var spec = Samples.Spec(Samples.Model(domain, model), Samples.Table(domain)) with { Probes = new ProbePlan() };

        var scored = await Samples.ScoreAsync(spec);

        Assert.Null(scored.Report.Probes!.Failure);
        Assert.Equal(scored.ProbeScores.Length, Answers(scored).Sum(answer => answer.Scores?.Length ?? 0));
    }

    [Fact]
    public async Task Probe_LargeTable_AsksASampleWithinTheBudget()
    {
        var spec = Spec("mortgage-gbt-v2") with { Probes = s_plan with { Rows = 300, Budget = 60_000 } };

        var scored = await Samples.ScoreAsync(spec);

        Assert.Equal(300, scored.Report.Probes!.Rows);
        var rows = ProbeSample.Rows(714, 300);
        var asIs = Answers(scored).Single(answer => answer.Probe.Kind == ProbeKind.AsIs).Scores!;
        Assert.Equal(rows.Select(row => scored.Scores[row]), asIs, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.InRange(scored.ProbeScores.Length, 1, 60_000);
    }

    [Fact]
    public async Task Probe_TooSlow_CostsTheExplanationOnly()
    {
        var spec = Spec("mortgage-gbt-v2");
        var plain = await Samples.ScoreAsync(spec with { Probes = null });

        var scored = await Samples.ScoreAsync(spec with { Probes = s_plan with { Seconds = -1 } });

        Assert.Contains("too slow", scored.Report.Probes!.Failure, StringComparison.Ordinal);
        Assert.Equal(plain.Report.ScoresSha256, scored.Report.ScoresSha256);
        Assert.Null(plain.Report.Probes);
        Assert.Empty(scored.ProbeScores);
    }

    /// <summary>The report with all probes is longer than what the process may say: it is killed when the scores are there.</summary>
    [Fact]
    public async Task Probe_ProcessKilledMeanwhile_CostsTheExplanationOnly()
    {
        var spec = Spec("mortgage-biased-v3");

        var scored = await Samples.ScoreAsync(spec with { Limits = spec.Limits with { OutputBytes = 3_000 } });

        Assert.Contains("the limit", scored.Report.Probes!.Failure, StringComparison.Ordinal);
        Assert.Equal(714, scored.Scores.Length);
    }

    [Fact]
    public async Task Probe_FileThatIsNotWhatTheReportSays_IsThrownAway()
    {
        var scored = await Samples.ScoreAsync(Spec("mortgage-logit-v1"));
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, new byte[scored.ProbeScores.Length * sizeof(double)], Ct);

        var (report, scores) = await ProbeScores.ReadAsync(OutputKind.PositiveProbability, scored.Report, path, Ct);
        File.Delete(path);

        Assert.Contains("do not agree", report.Probes!.Failure, StringComparison.Ordinal);
        Assert.Empty(scores);
    }

    private static ScoringSpec Spec(string model) => Samples.Spec(Samples.Model("mortgage", model), Samples.Mortgage) with { Probes = s_plan };

    private static IEnumerable<string?> Set(ProbeReport report, string column) =>
        report.Probes.Where(probe => probe.Kind == ProbeKind.Set && probe.Column == column).Select(probe => probe.Value);

    private static List<(Probe Probe, double[]? Scores)> Answers(ScoredTable scored)
    {
        var (answers, place, length) = (new List<(Probe, double[]?)>(), 0, scored.Report.Probes!.Rows * scored.Report.Width);
        foreach (var probe in scored.Report.Probes.Probes)
        {
            answers.Add((probe, probe.Refusal is null ? scored.ProbeScores[place..(place += length)] : null));
        }

        Assert.Equal(scored.ProbeScores.Length, place);
        return answers;
    }

    /// <summary>A model of one input a column, run row by row without anything of ours.</summary>
    private sealed class PlainModel(string path, string table) : IDisposable
    {
        private readonly InferenceSession _session = new(path);

        public double[] Score(Func<string, int, string, string> change)
        {
            var columns = _session.InputNames.ToDictionary(name => name, name => Samples.Column(table, name));
            var rows = columns.Values.First().Length;
            var scores = new double[rows];
            for (var row = 0; row < rows; row++)
            {
                var current = row;
                var values = columns.Select(column => Value(column.Key, change(column.Key, current, column.Value[current]))).ToArray();
                using var options = new RunOptions();
                using var answers = _session.Run(options, [.. columns.Keys], values, ["probabilities"]);
                scores[row] = answers[0].GetTensorDataAsSpan<float>()[1];
                Array.ForEach(values, value => value.Dispose());
            }

            return scores;
        }

        public void Dispose() => _session.Dispose();

        private OrtValue Value(string name, string text)
        {
            var input = _session.InputMetadata[name];
            long[] shape = input.Dimensions.Length == 2 ? [1, 1] : [1];
            if (input.IsString)
            {
                var value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);
                value.StringTensorSetElementAt(text, 0);
                return value;
            }

            return input.ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int64
                ? OrtValue.CreateTensorValueFromMemory([long.Parse(text, CultureInfo.InvariantCulture)], shape)
                : OrtValue.CreateTensorValueFromMemory([float.Parse(text, CultureInfo.InvariantCulture)], shape);
        }
    }
}
