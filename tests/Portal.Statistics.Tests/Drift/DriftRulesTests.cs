using Portal.Statistics.Drift;

namespace Portal.Statistics.Tests.Drift;

public sealed class DriftRulesTests
{
    private static readonly double[] s_hundred = [.. Enumerable.Range(0, 100).Select(number => number / 10.0)];
    private static readonly string?[] s_yesNo = [.. Enumerable.Range(0, 100).Select(number => number % 4 == 0 ? "yes" : "no")];

    /// <summary>Hard inputs: a clear verdict or "not enough data", and never an exception.</summary>
    public static TheoryData<string, double[], double[], DriftStatus, Severity> HardNumbers => new()
    {
        { "equal", s_hundred, s_hundred, DriftStatus.Ok, Severity.None },
        { "moved", s_hundred, [.. s_hundred.Select(value => value + 5)], DriftStatus.Drifted, Severity.Alarm },
        { "both empty", [], [], DriftStatus.NoData, Severity.None },
        { "window empty", s_hundred, [], DriftStatus.NoData, Severity.None },
        { "reference empty", [], s_hundred, DriftStatus.NoData, Severity.None },
        { "window all missing", s_hundred, [.. s_hundred.Select(_ => double.NaN)], DriftStatus.NoData, Severity.Alarm },
        { "both all missing", [.. s_hundred.Select(_ => double.NaN)], [.. s_hundred.Select(_ => double.NaN)], DriftStatus.NoData, Severity.None },
        { "window all infinite", s_hundred, [.. s_hundred.Select(_ => double.PositiveInfinity)], DriftStatus.NoData, Severity.Alarm },
        { "one row", s_hundred, [1e9], DriftStatus.InsufficientData, Severity.None },
        { "one row each", [1], [2], DriftStatus.InsufficientData, Severity.None },
        { "29 rows", s_hundred, [.. s_hundred.Take(29).Select(value => value + 50)], DriftStatus.InsufficientData, Severity.None },
        { "both constant", [.. s_hundred.Select(_ => 0.1)], [.. s_hundred.Select(_ => 0.1)], DriftStatus.Ok, Severity.None },
        { "constant moved", [.. s_hundred.Select(_ => 0.1)], [.. s_hundred.Select(_ => 0.2)], DriftStatus.ReferenceConstant, Severity.Alarm },
        { "constant moved, few rows", [.. s_hundred.Select(_ => 0.1)], [0.2, 0.2], DriftStatus.InsufficientData, Severity.None },
        { "a tenth infinite", s_hundred, [.. s_hundred.Select((value, row) => row % 10 == 0 ? double.PositiveInfinity : value)], DriftStatus.Ok, Severity.Alarm },
        { "a third missing", s_hundred, [.. s_hundred.Select((value, row) => row % 3 == 0 ? double.NaN : value)], DriftStatus.Ok, Severity.Alarm },
        { "one value of 1e300", s_hundred, [.. s_hundred.Skip(1), 1e300], DriftStatus.Ok, Severity.None },
        { "extremes", [.. s_hundred.Select((_, row) => row % 2 == 0 ? double.MaxValue : -double.MaxValue)], s_hundred, DriftStatus.Drifted, Severity.Alarm },
    };

    public static TheoryData<string, string?[], string?[], DriftStatus, Severity> HardLabels => new()
    {
        { "equal", s_yesNo, s_yesNo, DriftStatus.Ok, Severity.None },
        { "both empty", [], [], DriftStatus.NoData, Severity.None },
        { "window all missing", s_yesNo, [.. s_yesNo.Select(_ => (string?)null)], DriftStatus.NoData, Severity.Alarm },
        { "one row", s_yesNo, ["maybe"], DriftStatus.InsufficientData, Severity.None },
        { "all new", s_yesNo, [.. s_yesNo.Select(_ => "maybe")], DriftStatus.Drifted, Severity.Alarm },
        { "5 new of 100", s_yesNo, [.. s_yesNo.Skip(5), "a", "b", "c", "d", "e"], DriftStatus.Ok, Severity.Alarm },
        { "4 new of 100", s_yesNo, [.. s_yesNo.Skip(4), "a", "b", "c", "d"], DriftStatus.Ok, Severity.None },
        { "case counts", s_yesNo, [.. s_yesNo.Select(label => label == "yes" ? "Yes" : "no")], DriftStatus.Drifted, Severity.Alarm },
        { "one category", [.. s_yesNo.Select(_ => "x")], [.. s_yesNo.Select(_ => "x")], DriftStatus.Ok, Severity.None },
        { "empty text", [.. s_yesNo.Select(_ => "")], [.. s_yesNo.Select(_ => "")], DriftStatus.Ok, Severity.None },
        { "identifier", [.. s_hundred.Select(value => $"id {value}")], [.. s_hundred.Select(value => $"new id {value}")], DriftStatus.Ok, Severity.None },
    };

    [Theory]
    [MemberData(nameof(HardNumbers))]
    public void Decide_HardNumbers_HasAClearVerdict(string what, double[] reference, double[] current, DriftStatus status, Severity severity)
    {
        var verdict = DriftRules.Decide([ColumnResult.Of(what, NumericDrift.Measure(NumericBaseline.From(reference), current))], DriftThresholds.Default)[0];

        Assert.Equal((status, severity), (verdict.Status, verdict.Severity));
        Assert.StartsWith(what, verdict.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", verdict.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HardLabels))]
    public void Decide_HardLabels_HasAClearVerdict(string what, string?[] reference, string?[] current, DriftStatus status, Severity severity)
    {
        var verdict = DriftRules.Decide([ColumnResult.Of(what, CategoricalDrift.Measure(CategoricalBaseline.From(reference), current))], DriftThresholds.Default)[0];

        Assert.Equal((status, severity), (verdict.Status, verdict.Severity));
        Assert.StartsWith(what, verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_TextWhereNumbersWere_IsAMismatchAndTheOthersAreJudged()
    {
        var other = ColumnResult.Of("age", NumericDrift.Measure(NumericBaseline.From(s_hundred), s_hundred));

        var verdicts = DriftRules.Decide([ColumnResult.OfMismatch("income", "text where numbers were"), other], DriftThresholds.Default);

        Assert.Equal((DriftStatus.TypeMismatch, Severity.Alarm), (verdicts[0].Status, verdicts[0].Severity));
        Assert.Equal(DriftStatus.Ok, verdicts[1].Status);
    }

    [Theory]
    [InlineData(0.05, Severity.None)] // A shift far below a warning, at so many rows significant all the same.
    [InlineData(0.15, Severity.Warn)]
    [InlineData(0.3, Severity.Alarm)]
    public void Decide_ManyRows_GoesByTheEffect(double shift, Severity severity)
    {
        double[] reference = [.. Enumerable.Range(0, 50_000).Select(row => row / 50_000.0)];
        var baseline = NumericBaseline.From(reference);
        double[] current = [.. reference.Select(value => value + shift * baseline.Deviation!.Value)];

        var verdict = DriftRules.Decide([ColumnResult.Of("x", NumericDrift.Measure(baseline, current))], DriftThresholds.Default)[0];

        Assert.Equal(severity, verdict.Severity);
        Assert.Equal(shift, verdict.Effect!.Value, 1e-9);
        Assert.InRange(verdict.AdjustedPValue!.Value, 0, 1e-3);
        Assert.Null(verdict.DetectableEffect);
    }

    [Fact]
    public void Decide_Score_IsJudgedByPsi()
    {
        double[] moved = [.. s_hundred.Select(value => value * value / 10)];
        var column = ColumnResult.Of("score", NumericDrift.Measure(NumericBaseline.From(s_hundred), moved)) with { IsScore = true };

        var verdict = DriftRules.Decide([column], DriftThresholds.Default)[0];

        Assert.Equal(DriftMeasure.Psi, verdict.Measure);
        Assert.Equal(DriftStatus.Drifted, verdict.Status);
        Assert.InRange(verdict.DetectableEffect!.Value, 0.25, 0.4);
    }

    [Fact]
    public void Decide_HeavyTail_IsJudgedOverDeciles()
    {
        double[] tail = [.. Enumerable.Range(1, 1000).Select(row => Math.Pow(1000.0 / row, 2))];

        var verdict = DriftRules.Decide([ColumnResult.Of("x", NumericDrift.Measure(NumericBaseline.From(tail), tail))], DriftThresholds.Default)[0];

        Assert.Equal(DriftMeasure.JensenShannon, verdict.Measure);
    }

    [Theory]
    [InlineData("N N A", Severity.None)]
    [InlineData("A N A", Severity.Alarm)]
    [InlineData("W N A", Severity.Warn)]
    [InlineData("A A W", Severity.Warn)]
    [InlineData("A A N", Severity.None)]
    [InlineData("A A N N W", Severity.None)]
    [InlineData("A", Severity.None)]
    [InlineData("N N !", Severity.Alarm)]
    [InlineData("", Severity.None)]
    public void Debounce_LatestWindows_NeedTwoOfThree(string windows, Severity severity)
    {
        ColumnVerdict[] verdicts = [.. windows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(window => Verdict(window))];

        Assert.Equal(severity, DriftRules.Debounce(verdicts));
    }

    [Fact]
    public void AdaptiveLimit_TenChunks_IsTheMedianAndThreeSpreads()
    {
        Assert.Null(DriftRules.AdaptiveLimit([1, 2, 3, 4, 5, 6, 7, 8, 9]));
        Assert.Equal(5.5 + 3 * 1.4826 * 2.5, DriftRules.AdaptiveLimit([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])!.Value, 1e-12);
    }

    [Fact]
    public void Dataset_WeightsAndCriticalColumns_AreHeeded()
    {
        var quiet = NumericDrift.Measure(NumericBaseline.From(s_hundred), s_hundred);
        var moved = NumericDrift.Measure(NumericBaseline.From(s_hundred), [.. s_hundred.Select(value => value + 5)], []);
        ColumnResult[] columns = [.. Enumerable.Range(0, 5).Select(number => ColumnResult.Of($"c{number}", number == 0 ? moved : quiet))];

        Assert.Equal((Severity.Warn, 0.2), Dataset(columns));
        Assert.Equal((Severity.Alarm, 0.4), Dataset([.. columns.Select((column, number) => column with { Importance = number == 0 ? 8 : 3 })]));
        Assert.Equal((Severity.Alarm, 0.2), Dataset([columns[0] with { IsCritical = true }, .. columns[1..]]));
        Assert.Equal((Severity.None, 0.0), Dataset(columns[1..]));
        Assert.Equal((Severity.Alarm, 0.0), Dataset(columns[1..], Severity.Alarm));
    }

    private static (Severity Severity, double Share) Dataset(ColumnResult[] columns, Severity together = Severity.None)
    {
        var verdict = DriftRules.Dataset(columns, DriftRules.Decide(columns, DriftThresholds.Default), DriftThresholds.Default, together);
        return (verdict.Severity, Math.Round(verdict.DriftedShare!.Value, 12));
    }

    private static ColumnVerdict Verdict(string window)
    {
        var severity = window switch { "N" => Severity.None, "W" => Severity.Warn, _ => Severity.Alarm };
        return new ColumnVerdict
        {
            Name = "x",
            Status = severity == Severity.None ? DriftStatus.Ok : DriftStatus.Drifted,
            Severity = severity,
            DriftSeverity = severity,
            Effect = window == "!" ? 0.5 : 0.3,
            Limits = new EffectLimits(0.1, 0.25),
            Sentence = "",
        };
    }
}
