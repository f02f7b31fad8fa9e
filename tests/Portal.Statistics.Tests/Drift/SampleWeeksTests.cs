using Portal.Statistics.Drift;

namespace Portal.Statistics.Tests.Drift;

/// <summary>Four weeks of two demos. How drift was put into weeks 3 and 4 is written in <c>seed/mortgage/README.md</c> and
/// <c>tests/samples/README.md</c>: mortgage by <c>lvrat</c> and <c>chist</c>, with <c>pirat</c>, <c>phist</c>, <c>afam</c> and <c>deny</c> moving along;
/// credit by <c>duration_months</c>, <c>checking_status</c> and <c>age_group</c>, with <c>amount_dm</c> and <c>property</c> moving along.</summary>
public sealed class SampleWeeksTests
{
    private const string MortgageMoved = "lvrat chist";

    [Theory]
    [InlineData("mortgage", 1, "", "")]
    [InlineData("mortgage", 2, "", "")]
    [InlineData("mortgage", 3, MortgageMoved, "pirat hirat phist deny")]
    [InlineData("mortgage", 4, MortgageMoved, "pirat mhist afam deny")]
    [InlineData("credit", 1, "", "savings existing_credits")]
    [InlineData("credit", 2, "", "")]
    [InlineData("credit", 3, "duration_months amount_dm property", "checking_status residence_years other_installment_plans housing existing_credits job telephone class")]
    [InlineData("credit", 4, "duration_months amount_dm", "checking_status credit_history savings employment residence_years property other_installment_plans housing existing_credits class")]
    public void Decide_Week_FlagsWhatMoved(string sample, int week, string alarms, string warnings)
    {
        var rows = new SampleWeek(sample, $"production-week{week}");

        Assert.Equal(alarms, rows.Of(Severity.Alarm));
        Assert.Equal(warnings, rows.Of(Severity.Warn));
    }

    /// <summary>Credit's weeks are drawn from its 300 evaluation rows and not from the reference's law. Against the rows that they come
    /// from, nothing moved; the two warnings above are how those 300 differ from the 700.</summary>
    [Theory]
    [InlineData("mortgage", 1)]
    [InlineData("mortgage", 2)]
    [InlineData("credit", 1)]
    [InlineData("credit", 2)]
    public void Decide_QuietWeekAgainstTheRowsItWasDrawnFrom_FlagsNothing(string sample, int week)
    {
        var rows = new SampleWeek(sample, $"production-week{week}", "evaluation");

        Assert.Equal("", rows.Of(Severity.Alarm) + rows.Of(Severity.Warn));
    }

    [Theory]
    [InlineData("mortgage", "lvrat chist pirat deny")]
    [InlineData("credit", "duration_months amount_dm checking_status property housing")]
    public void Debounce_FourWeeks_IsQuietForTwoAndTellsInTheFourth(string sample, string told)
    {
        SampleWeek[] weeks = [.. Enumerable.Range(1, 4).Select(week => new SampleWeek(sample, $"production-week{week}"))];
        Severity Told(string column, int week) => DriftRules.Debounce(
            [.. weeks.Take(week).Select(rows => rows.Verdicts.Single(verdict => verdict.Name == column))]);

        foreach (var column in weeks[0].Columns)
        {
            Assert.Equal(Severity.None, Told(column.Name, 1));
            Assert.Equal(Severity.None, Told(column.Name, 2));
        }

        Assert.All(told.Split(' '), column => Assert.NotEqual(Severity.None, Told(column, 4)));
    }

    /// <summary>What SciPy measured of the same files.</summary>
    [Theory]
    [InlineData("mortgage", 1)]
    [InlineData("mortgage", 3)]
    [InlineData("credit", 2)]
    [InlineData("credit", 4)]
    public void Measure_Week_AgreesWithSciPy(string sample, int week)
    {
        var rows = new SampleWeek(sample, $"production-week{week}");

        foreach (var column in rows.Columns)
        {
            double Expected(string name) => rows.Expected.GetProperty(column.Name).GetProperty(name).GetDouble();
            if (column.Numeric is { } numeric)
            {
                Assert.Equal(Expected("ks_statistic"), numeric.KsDistance!.Value, 1e-9);
                Assert.Equal(Expected("wasserstein"), numeric.W1!.Value, 1e-8 * Expected("wasserstein"));
                Assert.Equal(Expected("wasserstein_over_ref_std"), numeric.W1Normalised!.Value, 2e-3 * Expected("wasserstein_over_ref_std"));
            }
            else
            {
                Assert.Equal(Expected("chi2"), column.Categorical!.Homogeneity!.ChiSquare, 1e-7);
                Assert.Equal(Expected("chi2_p"), column.Categorical.Homogeneity.ChiSquarePValue, 1e-7);
            }
        }
    }
}
