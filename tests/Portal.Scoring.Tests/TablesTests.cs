using System.Text;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Tests;

/// <summary>Tables that do not fit: the answer names row and column.</summary>
public sealed class TablesTests : IDisposable
{
    private readonly string _table = Path.Combine(Path.GetTempPath(), $"table-{Guid.CreateVersion7():N}.csv");
    private readonly string[] _rows = File.ReadAllLines(Samples.Mortgage);

    public void Dispose() => File.Delete(_table);

    [Theory]
    [InlineData(4, "n/a", "Row 118: `lvrat` is 'n/a', a number is expected.")]
    [InlineData(4, "", "Row 118: `lvrat` is missing, a number is expected.")]
    [InlineData(4, "87%", "Row 118: `lvrat` is '87%', a number is expected.")]
    [InlineData(4, "NaN", "Row 118: `lvrat` is 'NaN', a number is expected.")]
    [InlineData(4, "Infinity", "Row 118: `lvrat` is 'Infinity', a number is expected.")]
    [InlineData(5, "2.5", "Row 118: `chist` is '2.5', a whole number is expected.")]
    public async Task Score_ValueThatIsNoNumber_NamesRowAndColumn(int column, string value, string sentence)
    {
        Change(118, column - 1, value);

        var failure = await Samples.FailAsync(Samples.Spec(Samples.Model("mortgage", "mortgage-logit-v1"), _table));

        Assert.Equal(new ScoringFailure(FailureKind.Refused, "unreadable-value", sentence), failure);
    }

    [Theory]
    [InlineData("mortgage-logit-v1", "the model was given zeros instead")]
    [InlineData("mortgage-gbt-v2", "the model was given no number for them (NaN)")]
    public async Task Score_CategoryThatTheModelNeverSaw_IsAFinding(string model, string treatment)
    {
        Change(3, 6, "maybe");
        Change(9, 6, "YES");

        var scored = await Samples.ScoreAsync(Samples.Spec(Samples.Model("mortgage", model), _table));

        var finding = Assert.Single(scored.Report.Findings);
        Assert.Equal(2, finding.Count);
        Assert.Equal($"`phist` has values in 2 rows that the model's encoding does not know ('YES', 'maybe'); {treatment}.", finding.Sentence);
    }

    [Fact]
    public async Task Score_NumberCodeThatTheModelNeverSaw_IsAFinding()
    {
        Change(3, 4, "9");

        var scored = await Samples.ScoreAsync(Samples.Spec(Samples.Model("mortgage", "mortgage-logit-v1"), _table));

        Assert.StartsWith("`chist` has values in 1 row ", Assert.Single(scored.Report.Findings).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_RowWithTooFewFields_SaysWhich()
    {
        _rows[7] = "only,three,fields";
        await File.WriteAllLinesAsync(_table, _rows, TestContext.Current.CancellationToken);

        var failure = await Samples.FailAsync(Samples.Spec(Samples.Model("mortgage", "mortgage-gbt-v2"), _table));

        Assert.Equal("Row 7 has 3 fields, the header has 15.", failure.Sentence);
    }

    [Fact]
    public async Task Score_HeaderOnly_IsRefused()
    {
        await File.WriteAllTextAsync(_table, _rows[0] + "\n", TestContext.Current.CancellationToken);

        Assert.Equal("table-empty", (await Samples.FailAsync(Samples.Spec(Samples.Model("mortgage", "mortgage-gbt-v2"), _table))).Code);
    }

    [Fact]
    public async Task Score_WindowsTableWithByteOrderMark_GivesTheSameScores()
    {
        var plain = await Samples.ScoreAsync(Samples.Spec(Samples.Model("mortgage", "mortgage-logit-v1"), Samples.Mortgage));
        await File.WriteAllTextAsync(_table, string.Join("\r\n", _rows) + "\r\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), TestContext.Current.CancellationToken);

        var windows = await Samples.ScoreAsync(Samples.Spec(Samples.Model("mortgage", "mortgage-logit-v1"), _table));

        Assert.Equal(plain.Report.ScoresSha256, windows.Report.ScoresSha256);
    }

    [Fact]
    public async Task Score_MoreRowsThanAllowed_IsRefused()
    {
        var spec = Samples.Spec(Samples.Model("mortgage", "mortgage-gbt-v2"), Samples.Mortgage);

        Assert.Equal("too-many-rows", (await Samples.FailAsync(spec with { RowLimit = 700 })).Code);
    }

    private void Change(int row, int column, string value)
    {
        var fields = _rows[row].Split(',');
        fields[column] = value;
        _rows[row] = string.Join(',', fields);
        File.WriteAllLines(_table, _rows);
    }
}
