using Portal.Statistics.Drift;
using Xunit;

namespace Portal.Statistics.Tests.Drift;

/// <summary>What is said of a table: for none, one and several columns, with and without importances.</summary>
public sealed class DatasetSentenceTests
{
    private static readonly double[] s_hundred = [.. Enumerable.Range(1, 100)];

    /// <summary>A letter is a column: q is quiet, d drifted, m has missing values, c is critical and drifted.</summary>
    [Theory]
    [InlineData("", false, "There is no column to compare.")]
    [InlineData("q", false, "The only column did not drift.")]
    [InlineData("d", false, "The only column drifted.")]
    [InlineData("d", true, "The only column drifted.")]
    [InlineData("qq", true, "Neither of the 2 columns drifted.")]
    [InlineData("qqqq", false, "None of the 4 columns drifted.")]
    [InlineData("qqqq", true, "None of the 4 columns drifted.")]
    [InlineData("dqqq", false, "1 of 4 columns drifted.")]
    [InlineData("dqqq", true, "1 of 4 columns drifted; it has 10.0 % of the importance for the model.")]
    [InlineData("ddqq", false, "2 of 4 columns drifted.")]
    [InlineData("ddqq", true, "2 of 4 columns drifted; together they have 30.0 % of the importance for the model.")]
    [InlineData("dddd", true, "All 4 columns drifted.")]
    [InlineData("mqqq", true, "None of the 4 columns drifted. 1 column alarms for missing values.")]
    [InlineData("mmdq", true, "1 of 4 columns drifted; it has 30.0 % of the importance for the model. 2 columns alarm for missing values.")]
    [InlineData("cqqq", false, "1 of 4 columns drifted. The critical column c0 alarms.")]
    [InlineData("ccqq", false, "2 of 4 columns drifted. The critical columns c0 and c1 alarm.")]
    public void Words_OfColumns_SayWhatIsTheCase(string columns, bool weighted, string sentence)
    {
        ColumnResult[] results = [.. columns.Select((letter, at) => Column(letter, at) with { Importance = weighted ? at + 1 : null })];

        Assert.Equal(sentence, Sentence(results));
    }

    [Fact]
    public void Words_OfColumnsThatTheModelDoesNotUse_SaySo()
    {
        ColumnResult[] results = [.. "ddq".Select((letter, at) => Column(letter, at) with { Importance = at < 2 ? 0 : 1 })];

        Assert.Equal("2 of 3 columns drifted; they have no importance for the model.", Sentence(results));
        Assert.Equal("1 of 2 columns drifted; it has no importance for the model.", Sentence(results[1..]));
    }

    [Fact]
    public void Words_WhenTheSidesCanBeToldApart_SaySo() => Assert.Equal(
        "None of the 3 columns drifted. All columns together tell the window from the reference.",
        Sentence([.. "qqq".Select(Column)], Severity.Alarm));

    private static ColumnResult Column(char letter, int at)
    {
        var baseline = NumericBaseline.From(s_hundred);
        double[] moved = [.. s_hundred.Select(value => value + 50)];
        return ColumnResult.Of($"c{at}", letter switch
        {
            'q' => NumericDrift.Measure(baseline, s_hundred, []),
            'm' => NumericDrift.Measure(baseline, [.. s_hundred, .. Enumerable.Repeat(double.NaN, 100)], []),
            _ => NumericDrift.Measure(baseline, moved, []),
        }) with { IsCritical = letter == 'c' };
    }

    private static string Sentence(ColumnResult[] columns, Severity together = Severity.None) =>
        DriftRules.Dataset(columns, DriftRules.Decide(columns, DriftThresholds.Default), DriftThresholds.Default, together).Sentence;
}
