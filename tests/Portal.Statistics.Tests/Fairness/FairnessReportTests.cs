using Portal.Statistics.Counters;
using Portal.Statistics.Fairness;
using Portal.Statistics.Slices;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Fairness;

public sealed class FairnessReportTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500, 350, ImpactVerdict.Fail, "below four fifths, and more than chance")]
    [InlineData(25, 17, ImpactVerdict.Review, "below four fifths, but a gap that chance may give")]
    [InlineData(500, 450, ImpactVerdict.Review, "not below four fifths, but a gap that is more than chance")]
    [InlineData(500, 496, ImpactVerdict.Pass, "not below four fifths, and a gap that chance may give")]
    [InlineData(30, 24, ImpactVerdict.Pass, "not below four fifths, and a gap that chance may give")]
    [InlineData(75, 60, ImpactVerdict.Review, "not below four fifths, but a gap that is more than chance")]
    public void Measure_SelectionRates_VerdictNeedsEffectAndSignificance(int selected, int otherSelected, ImpactVerdict verdict, string says)
    {
        var rows = selected == 500 ? 1000 : selected == 25 ? 50 : 100;

        var impact = Measure(("a", selected, rows), ("b", otherSelected, rows)).Impact;

        Assert.Equal("a", impact.Reference);
        Assert.Equal(verdict, impact.Groups[1].Verdict);
        Assert.Equal(verdict, impact.Verdict);
        Assert.Equal(verdict == ImpactVerdict.Fail, impact.Alarms);
        Assert.StartsWith("The lowest impact ratio is", impact.Sentence, StringComparison.Ordinal);
        Assert.Contains(says, impact.Groups[1].Sentence, StringComparison.Ordinal);
        Assert.Contains($"({otherSelected} of {rows:N0})", impact.Groups[1].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_VeryManyRows_SignificantButTinyDifferencePasses()
    {
        var impact = Measure(("a", 500_000, 1_000_000), ("b", 495_000, 1_000_000)).Impact.Groups[1];

        Assert.True(impact.AdjustedPValue < 0.001);
        Assert.Equal(ImpactVerdict.Pass, impact.Verdict);
        Assert.Contains("too small to matter", impact.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_NoRows_HasNothingToSay()
    {
        var report = FairnessReport.Measure(new FairnessCounts(), new FairnessOptions { BootstrapSamples = 100 }, Token);

        Assert.Empty(report.Groups);
        Assert.Null(report.Impact.Reference);
        Assert.Null(report.Impact.Verdict);
        Assert.StartsWith("No group has the 30 rows", report.Impact.Sentence, StringComparison.Ordinal);
        Assert.Null(report.Audit);
        Assert.Null(report.Theil);
        Assert.All(report.Measures.Values, measure => Assert.True(measure is { All.Difference: null, Interval: null, Alarms: false }));
    }

    [Fact]
    public void Measure_OneGroup_HasNoGapAndNoVerdict()
    {
        var report = Measure(new FairnessOptions { BootstrapSamples = 100 }, ("a", 10, 100));

        Assert.Null(report.Measures[FairnessMeasure.DemographicParity].Eligible.Difference);
        Assert.Equal(100, report.Measures[FairnessMeasure.DemographicParity].SkippedSamples);
        Assert.Null(report.Impact.Verdict);
        Assert.Equal(1, report.Impact.Groups[0].Ratio);
    }

    [Fact]
    public void Measure_GroupOfOne_IsListedWithoutVerdictAndLeftOutOfExports()
    {
        var report = Measure(("a", 50, 100), ("b", 50, 100), ("c", 1, 1));

        Assert.Equal(0, report.Measures[FairnessMeasure.DemographicParity].Eligible.Difference);
        Assert.Equal(0.5, report.Measures[FairnessMeasure.DemographicParity].All.Difference);
        Assert.Null(report.Impact.Groups[2].Verdict);
        Assert.Contains("too few rows", report.Impact.Groups[2].Sentence, StringComparison.Ordinal);
        Assert.True(report.Impact.Groups[2].SmallShare);

        var export = report.ForExport();
        Assert.True(export.Groups[2] is { Suppressed: true, Rows: 1, Selection.Value: null });
        Assert.Equal(["a", "b"], export.Impact.Groups.Select(group => group.Group));
        Assert.Equal(["a", "b"], export.Audit!.Categories.Select(category => category.Category));
        Assert.Equal(0, export.Measures[FairnessMeasure.DemographicParity].All.Difference);
    }

    [Theory]
    [InlineData(2, 500)]
    [InlineData(4, 500)]
    [InlineData(10, 100)]
    [InlineData(10, 1_000)]
    public void Measure_ThousandWindowsOfEqualGroups_RarelyAlarms(int groups, int rows)
    {
        var stream = new RandomStream((ulong)(groups * rows));
        var (failed, alarmed, gaps) = (0, 0, 0);
        for (var window = 0; window < 1_000; window++)
        {
            var report = Measure([.. Enumerable.Range(0, groups).Select(group => ($"g{group}", (int)BinomialDraw.Next(ref stream, rows, 0.4), rows))]);
            failed += report.Impact.Verdict == ImpactVerdict.Fail ? 1 : 0;
            alarmed += report.Impact.Alarms ? 1 : 0;
            gaps += report.Measures[FairnessMeasure.DemographicParity].Alarms ? 1 : 0;
        }

        output.WriteLine($"{groups} equal groups of {rows} rows, 1,000 windows: {alarmed} alarms ({failed} before the groups are taken together), {gaps} alarms of the gap");

        // α and twice the standard error of 1,000 windows.
        Assert.InRange(alarmed, 0, 64);
        Assert.InRange(gaps, 0, 64);
    }

    [Fact]
    public void ForExport_FewOfOneOutcome_HidesWhatIsCountedAmongThem()
    {
        var counts = Labelled(("a", 50, 3, 1), ("b", 50, 20, 10));

        var group = FairnessReport.Measure(counts, cancellation: Token).ForExport().Groups[0];

        Assert.Null(group.TruePositive.Value);
        Assert.NotNull(group.FalsePositive.Value);
        Assert.False(group.Suppressed);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(100, true)]
    public void Measure_NobodyOrEverybodySelected_DoesNotAlarm(int selected, bool ratio)
    {
        var report = Measure(new FairnessOptions { BootstrapSamples = 200 }, ("a", selected, 100), ("b", selected, 100));

        Assert.Equal(ratio, report.Impact.Groups[1].Ratio is 1);
        Assert.Equal(ratio ? ImpactVerdict.Pass : null, report.Impact.Groups[1].Verdict);
        Assert.Equal(1, report.Impact.Groups[1].PValue);
        Assert.Equal(0, report.Measures[FairnessMeasure.DemographicParity].Interval!.Value.Upper);
        Assert.False(report.Measures[FairnessMeasure.DemographicParity].Alarms);
    }

    [Fact]
    public void Measure_NoLabels_HasSelectionAlone()
    {
        var report = Measure(("a", 80, 100), ("b", 40, 100));

        Assert.Equal(0.4, report.Measures[FairnessMeasure.DemographicParity].Eligible.Difference!.Value, 12);
        Assert.Null(report.Measures[FairnessMeasure.EqualisedOdds].All.Difference);
        Assert.Null(report.Groups[0].TruePositive.Value);
        Assert.Null(report.Groups[0].Accuracy.Value);
        Assert.Null(report.Theil);
        Assert.True(report.Measures[FairnessMeasure.DemographicParity].Alarms);
    }

    [Fact]
    public void Measure_FewPositives_GivesNoVerdictOnTheirRate()
    {
        // 9 truly favourable rows in b: TPR 0 beside 1, but too few to alarm.
        var few = FairnessReport.Measure(Labelled(("a", 50, 50, 50), ("b", 50, 9, 0)), cancellation: Token).Measures[FairnessMeasure.EqualOpportunity];
        var enough = FairnessReport.Measure(Labelled(("a", 50, 50, 50), ("b", 50, 10, 0)), cancellation: Token).Measures[FairnessMeasure.EqualOpportunity];

        Assert.Equal(1, few.Eligible.Difference);
        Assert.Null(few.LargestSignificant);
        Assert.False(few.Alarms);
        Assert.Equal("b", enough.LargestSignificant!.Group);
        Assert.True(enough.Alarms);
    }

    [Fact]
    public void Audit_UnknownCategory_IsStatedAndLeftOut()
    {
        var audit = Measure(("F", 30, 100), ("M", 60, 100), ("(missing)", 10, 10)).Audit!;

        Assert.Equal(10, audit.UnknownRows);
        Assert.Equal([0.5, 1], audit.Categories.Select(category => category.ImpactRatio!.Value));
    }

    [Fact]
    public void ScoringRates_FromCounters_LieWithinTheirError()
    {
        var (codes, scores) = (Enumerable.Range(0, 3000).Select(row => row % 3).ToArray(), new double[3000]);
        var stream = new RandomStream(5);
        for (var row = 0; row < scores.Length; row++)
        {
            scores[row] = Math.Pow(stream.NextUnit(), codes[row] + 1);
        }

        var counts = new FairnessCounts();
        counts.Add(["a", "b", "c"], codes, new bool[3000], [], scores);

        var (exact, read) = (ScoringRates.Of(["a", "b", "c"], codes, scores), ScoringRates.Of(counts));
        Assert.All(exact.Groups.Zip(read.Groups), pair => Assert.InRange(pair.First.Rate.Value!.Value - pair.Second.Rate.Value!.Value, -1e-12, pair.Second.Error + 1e-12));
        Assert.All(read.Groups, group => Assert.InRange(group.Error, 0, 0.02));
        Assert.Equal(exact.Median!.Value, read.Median!.Value, 0.01);
    }

    [Fact]
    public void ConditionalDisparity_FactorThatExplainsEverything_LeavesNothing()
    {
        // Simpson's paradox: within each department both groups are selected alike.
        var strata = new[] { Selection(("a", 80, 100), ("b", 8, 10)), Selection(("a", 1, 10), ("b", 10, 100)) };

        var disparity = ConditionalDisparity.OfDecisions(strata);

        Assert.Equal(0, disparity.Groups[1].Conditional!.Value, 12);
        Assert.True(disparity.Groups[1].Disparity > 0.3);
        Assert.Equal((2, 0), (disparity.Strata, disparity.StrataLeftOut));
        Assert.Equal(2, ConditionalDisparity.OfOutcomes(strata).StrataLeftOut);
    }

    [Fact]
    public void SelectionSlices_HiddenGroup_IsFound()
    {
        int[] region = [.. Enumerable.Range(0, 400).Select(row => row % 4)];
        var slices = SelectionSlices.Of([new SliceColumn("region", ["n", "e", "s", "w"], region)], [.. region.Select((code, row) => code != 2 && row % 3 > 0)], cancellation: Token);

        Assert.Equal("region = s", slices.Slices[0].Name);
        Assert.True(slices.Slices[0].Significant);
    }

    private static FairnessReport Measure(params (string Group, int Selected, int Rows)[] groups) => Measure(new FairnessOptions(), groups);

    private static FairnessReport Measure(FairnessOptions options, params (string Group, int Selected, int Rows)[] groups) =>
        FairnessReport.Measure(Selection(groups), options, Token);

    private static FairnessCounts Selection(params (string Group, int Selected, int Rows)[] groups)
    {
        var counts = new FairnessCounts();
        foreach (var (group, selected, rows) in groups)
        {
            counts.Add([group], new int[rows], [.. Enumerable.Range(0, rows).Select(row => row < selected)]);
        }

        return counts;
    }

    /// <summary>Nobody of the truly unfavourable is selected.</summary>
    private static FairnessCounts Labelled(params (string Group, int Negatives, int Positives, int Selected)[] groups)
    {
        var counts = new FairnessCounts();
        foreach (var (group, negatives, positives, selected) in groups)
        {
            counts.Add(
                [group],
                new int[negatives + positives],
                [.. Enumerable.Range(0, negatives + positives).Select(row => row < selected)],
                [.. Enumerable.Range(0, negatives + positives).Select(row => row < positives ? Outcome.Positive : Outcome.Negative)]);
        }

        return counts;
    }
}
