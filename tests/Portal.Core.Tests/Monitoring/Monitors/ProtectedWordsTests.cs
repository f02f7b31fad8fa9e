using System.Text.Json.Nodes;
using Portal.Core.Monitoring.Monitors;

namespace Portal.Core.Tests.Monitoring.Monitors;

public sealed class ProtectedWordsTests
{
    [Theory]
    [InlineData(MonitorKind.Drift, "None of the 14 columns drifted.", "afam single", "None of the 14 columns drifted.")]
    [InlineData(MonitorKind.Drift, "1 of 14 columns drifted. The column: afam.", "afam single", "1 of 14 columns drifted. The column: a protected attribute.")]
    [InlineData(MonitorKind.Drift, "Most of all: lvrat, afam, single.", "afam single", "Most of all: lvrat, a protected attribute, a protected attribute.")]
    [InlineData(MonitorKind.Drift, "The average coverage of age moved.", "age", "The average coverage of a protected attribute moved.")]
    [InlineData(MonitorKind.Drift, "applicant-race moved, race_2 did not.", "race applicant-race", "a protected attribute moved, race_2 did not.")]
    [InlineData(MonitorKind.Drift, "The column: afam.", "afam attribute", "The column: a protected attribute.")]
    [InlineData(MonitorKind.Drift, "The columns: a+b(c), x.", "a+b(c)", "The columns: a protected attribute, x.")]
    [InlineData(MonitorKind.Drift, "The column: Sex.", "sex", "The column: Sex.")]
    [InlineData(MonitorKind.DataQuality, "12 % of sex is missing.", "sex", "12 % of a protected attribute is missing.")]
    [InlineData(MonitorKind.Drift, "The column: age.", "", "The column: age.")]
    [InlineData(MonitorKind.Bias, "Women get it 0.7 times as often.", "sex", ProtectedWords.Instead)]
    [InlineData(MonitorKind.Bias, "Women get it 0.7 times as often.", "", ProtectedWords.Instead)]
    [InlineData(MonitorKind.Bias, null, "sex", null)]
    [InlineData(MonitorKind.Drift, null, "sex", null)]
    public void Sentence_NamesNoProtectedColumn(MonitorKind kind, string? sentence, string columns, string? told) =>
        Assert.Equal(told, ProtectedWords.Hide(kind, sentence, columns.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void Readings_OfProtectedColumnsGo_AndOthersNameThemNot()
    {
        Reading[] readings = [Of(Reading.Table, "The critical column sex alarms."), Of("sex", "sex drifted."), Of("income", "income drifted.")];

        var told = ProtectedWords.Hide(MonitorKind.Drift, readings, ["sex"]);

        Assert.Equal([(Reading.Table, "The critical column a protected attribute alarms."), ("income", "income drifted.")], told.Select(reading => (reading.Subject, reading.Sentence)));
        Assert.Empty(ProtectedWords.Hide(MonitorKind.Bias, readings, []));
    }

    [Fact]
    public void Message_LeavesWithoutTheName_ButWithNamesOfOtherThings()
    {
        var message = JsonNode.Parse("""{"modelId":"state","model":"state","state":"state","title":"Drift: state, income","moved":[{"subject":"state","value":0.3},{"subject":"income"}],"number":7}""")!.AsObject();

        var told = ProtectedWords.Unname(message, ["state"]);

        Assert.Equal(
            """{"modelId":"state","model":"state","state":"state","title":"Drift: a protected attribute, income","moved":[{"subject":"a protected attribute","value":0.3},{"subject":"income"}],"number":7}""",
            told.ToJsonString());
    }

    private static Reading Of(string subject, string sentence) => new(subject, "js2", 0.3, null, null, null, 0.1, null, null, 600, WindowVerdict.Breach, sentence);
}
