using System.Globalization;
using System.Text;
using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Scoring.Contract;
using InputStyle = Portal.Core.Registry.InputStyle;

namespace Portal.Core.Tests.Evaluations;

/// <summary>The way of a version that is a table of texts: nothing is run, and what is not there is not made up.</summary>
public sealed class TextGenerationTests
{
    private const string References = "id,answer\nq1,the cat sat on the mat\nq2,Berlin\nq3,\"forty, two\"\n";

    private static readonly ScoringStatement s_said = new(LabelColumn: "answer", IdentifierColumn: "id");

    private static readonly ScoringRules s_rules = new(
        InputStyle.Columns, [], new Dictionary<string, IReadOnlyDictionary<string, double>>(), "answer", [], "", "", 0) { IdentifierColumn = "id", TextColumn = "text" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Run_Texts_AreComparedAndJudged(DatabaseProviderName provider)
    {
        await using var portal = await StartAsync(provider);

        // The rows stand in another order than in the data: they are brought together by identifier.
        Assert.Null((await RegisterAsync(portal, "id,text\nq3,forty two\nq1,the cat is on the mat\nq2,Paris\n")).Refusal);
        var results = await TaskJourney.EvaluatedAsync(portal, "answers");

        Assert.Equal((ModelTask.TextGeneration, 3L), (results.Task, results.Rows));

        // By hand: q3 matches without its comma; of q1 without articles, cat, on and mat of four words each are shared.
        Assert.Equal(1.0 / 3, results.Metrics[MetricNames.ExactMatch], 1e-12);
        Assert.Equal((0.75 + 0 + 1) / 3, results.Metrics[MetricNames.TokenF1], 1e-12);
        Assert.Equal(((5.0 / 6) + 0 + 1) / 3, results.Metrics[MetricNames.RougeL], 1e-12);
        Assert.Equal(MetricNames.Of(ModelTask.TextGeneration).Order(StringComparer.Ordinal), results.Metrics.Keys);
        Assert.Equal(new TextOutcome("q2", 0, 0, "Paris", "Berlin"), results.Texts![0]);
        Assert.Equal(["exact_match", "rouge_l", "token_f1"], results.Intervals.Keys);
        var verdicts = await TaskJourney.VerdictsAsync(portal, "answers");
        Assert.Equal(["champion:rouge_l", "metric:rouge_l", "disparate-impact", "latency:p95", "evidence-age"], verdicts.Select(verdict => verdict.Id));
        Assert.DoesNotContain(verdicts, verdict => verdict.Blocks);
    }

    [Theory]
    [InlineData("id,text\nq1,a\nq2,b\n", "Of 3 rows, 1 identifier (the first is 'q3') is not in the version's table.")]
    [InlineData("id,text\nq1,a\n", "Of 3 rows, 2 identifiers (the first is 'q2') are not in the version's table.")]
    [InlineData("id,text\nq1,a\nq2,b\nq3,c\nq2,d\nq2,e\n", "2 identifiers (the first is 'q2') are named a second time in the version's table")]
    [InlineData("id,text\nq1,same\nq2,same\nq3,same\n", "All 3 texts are the same, though their references are not.")]
    [InlineData("id,text\nq1,\nq2,\nq3,\n", "All 3 texts are empty.")]
    public async Task Run_TextsThatDoNotFit_GiveNoMetric(string table, string sentence)
    {
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite);
        Assert.Null((await RegisterAsync(portal, table)).Refusal);

        var row = await TaskJourney.EndedAsync(portal, "answers");

        Assert.Equal(EvaluationState.Failed, row.State);
        Assert.StartsWith(sentence, row.FailureSentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text\na\n", "at least two columns")]
    [InlineData("id,text\n", "has no rows")]
    [InlineData("id,text\nq1\n", "Row 1 has 1 fields, the header has 2")]
    [InlineData("", "no header line")]
    public async Task Register_NoTable_IsRefused(string table, string part)
    {
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite);

        var refusal = (await RegisterAsync(portal, table)).Refusal;

        Assert.Equal("version.file.no-table", refusal!.Code);
        Assert.Contains(part, refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_AModelFile_IsRefused()
    {
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite);

        var refusal = (await portal.RegisterAsync("answers", SampleFiles.Model("digits", "digits-mlp-v2"), Ct, s_said)).Refusal;

        Assert.Equal("version.file.no-table", refusal!.Code);
    }

    [Fact]
    public void Merge_WithoutAnswers_AsksForAllThree()
    {
        var table = OutputTable.Read(new MemoryStream("id,text,model\nq1,a,b\n"u8.ToArray()), Ct).Value;

        var draft = ScoringMerge.Make(ModelTask.TextGeneration, table, null, _ => null);

        Assert.Equal(ArtifactFormat.OutputTable, table.Format);
        Assert.Equal([ScoringFields.IdentifierColumn, ScoringFields.LabelColumn, ScoringFields.TextColumn], draft.Problems.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_IdentifierTwice_IsRefused()
    {
        using var table = new MemoryStream(Encoding.UTF8.GetBytes(References + "q2,Rome\n"));

        Assert.Equal("Row 4: the identifier 'q2' stands in `id` twice.", TruthTable.Read(table, ModelTask.TextGeneration, s_rules, [], 0, Ct).Failure!.Sentence);
    }

    [Fact]
    public void Join_RowsThatTheDataDoNotHave_AreTold()
    {
        using var data = new MemoryStream(Encoding.UTF8.GetBytes(References));
        var truth = (TextTruth)TruthTable.Read(data, ModelTask.TextGeneration, s_rules, [], 0, Ct).Value!.Other!;
        var rows = string.Concat(Enumerable.Range(1, 5).Select(row => string.Create(CultureInfo.InvariantCulture, $"q{row},text {row}\n")));

        var joined = truth.Join(new MemoryStream(Encoding.UTF8.GetBytes("id,text\n" + rows)), s_rules, Ct).Value!;

        Assert.Equal(["text 1", "text 2", "text 3"], joined.Texts);
        Assert.Equal(["2 identifiers (the first is 'q4') are in the version's table only; they were left aside."], joined.Findings);
    }

    private static async Task<Outcome<RegisteredVersion>> RegisterAsync(TestPortal portal, string table) => await portal.Get<RegisterVersion>().RunAsync(
        portal.As(Portal.Core.Tenancy.Role.DataScientist), new RegisterVersionRequest("answers", await portal.UploadTextAsync("texts.csv", table, Ct), Scoring: s_said), Ct);

    private static async Task<TestPortal> StartAsync(DatabaseProviderName provider)
    {
        var portal = await TestPortal.StartAsync(provider);
        var upload = await portal.UploadTextAsync("questions.csv", References, Ct);
        await portal.Get<ImportDataset>().RunAsync(
            portal.As(Portal.Core.Tenancy.Role.DataScientist),
            new ImportDatasetRequest(
                upload, "questions", new NewDataset("For a test.", DataClassification.Internal, "eu-central"),
                [new DatasetColumn("id", ColumnType.Text, ColumnRole.Identifier), new DatasetColumn("answer", ColumnType.Text, ColumnRole.Label)]),
            Ct);
        await portal.CreateModelAsync("answers", new DatasetVersionName("questions", 1), Ct, ModelTask.TextGeneration, RiskClass.Limited);
        return portal;
    }
}
