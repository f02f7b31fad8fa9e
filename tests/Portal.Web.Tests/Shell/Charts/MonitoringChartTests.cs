using Portal.Web.Shell.Charts;

namespace Portal.Web.Tests.Shell.Charts;

/// <summary>Charts of what happens in production: what they draw, what they say, and how they are walked.</summary>
public sealed class MonitoringChartTests : ShellContext
{
    private static readonly ChartWindow[] s_weeks =
        [new("5 Oct", "week of 5 Oct 2026"), new("12 Oct", "week of 12 Oct 2026"), new("19 Oct", "week of 19 Oct 2026"), new("26 Oct", "week of 26 Oct 2026", Incomplete: true)];

    [Fact]
    public void HeatMap_OfEveryLevel_HasTheNumberAndTheWordBesideTheColour()
    {
        var cut = Render<DriftHeatMap>(p => p.Add(x => x.Windows, s_weeks).Add(x => x.Finding, "lvrat breached").Add(x => x.Rows,
        [
            new HeatRow("lvrat",
            [
                new(HeatLevel.Quiet, "0.05", 0.5, "Quiet.", "?column=lvrat&window=1"),
                new(HeatLevel.Warning, "0.18", 1, "Above 0.1.", "?column=lvrat&window=2"),
                new(HeatLevel.Breach, "0.62", 1, "Above 0.25.", "?column=lvrat&window=3"),
                new(HeatLevel.NotEnoughData, "", 0, "12 rows.", "?column=lvrat&window=4"),
            ]),
        ]));

        var cells = cut.FindAll("tbody td");
        Assert.Equal(["quiet", "warning", "breach", "few"], cells.Select(cell => cell.ClassName));
        Assert.Equal(["0.05. Quiet.", "0.18. Warning. Above 0.1.", "0.62. Breach. Above 0.25.", "Not enough data. 12 rows."], cells.Select(cell => cell.TextContent.Trim()));
        Assert.Equal("--shade:15%", cells[0].GetAttribute("style"));
        Assert.All(cells.Skip(1), cell => Assert.NotNull(cell.QuerySelector("svg")));
    }

    [Fact]
    public void HeatMap_IsOneStopOfTab_AndItsCellsAreLinks()
    {
        HeatCell Cell(int window) => new(HeatLevel.Quiet, "0.01", 0.1, "Quiet.", $"?window={window}", Chosen: window == 2);

        var cut = Render<DriftHeatMap>(p => p.Add(x => x.Windows, s_weeks).Add(x => x.Finding, "Quiet").Add(x => x.Rows,
            [new HeatRow("pirat", [.. Enumerable.Range(1, 4).Select(Cell)]), new HeatRow("hirat", [.. Enumerable.Range(1, 4).Select(Cell)])]));

        Assert.Equal(8, cut.FindAll("td a").Count);
        Assert.Single(cut.FindAll("td a[tabindex='0']"));
        Assert.Equal(2, cut.FindAll("td a[aria-current=true]").Count);
        Assert.Contains("not over yet", cut.FindAll("thead th")[4].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void HeatMap_WhoseFirstCellLeadsNowhere_IsStillReachedByTab()
    {
        HeatRow[] rows = [new("new", [HeatCell.Nothing("It was not measured in this window."), new(HeatLevel.Quiet, "0.01", 0.1, "Quiet.", "?window=2")]), new("old", [new(HeatLevel.Quiet, "0.02", 0.1, "Quiet.", "?window=1"), new(HeatLevel.Quiet, "0.03", 0.1, "Quiet.", "?window=2&old")])];

        var cut = Render<DriftHeatMap>(p => p.Add(x => x.Windows, s_weeks[..2]).Add(x => x.Finding, "Quiet").Add(x => x.Rows, rows));

        Assert.Equal("?window=2", cut.Find("td a[tabindex='0']").GetAttribute("href"));
        cut.Render(p => p.Add(x => x.Rows, [rows[0], new HeatRow("old", [rows[1].Cells[0] with { Chosen = true }, rows[1].Cells[1]])]));
        Assert.Equal("?window=1", cut.Find("td a[tabindex='0']").GetAttribute("href"));
    }

    [Fact]
    public void HeatMap_WithoutAMeasurement_SaysSo()
    {
        var cut = Render<DriftHeatMap>(p => p.Add(x => x.Windows, [s_weeks[0]]).Add(x => x.Finding, "Nothing").Add(x => x.Rows, [new HeatRow("x", [HeatCell.Nothing("No run.")])]));

        Assert.Equal("–No run.", cut.Find("td").TextContent.Trim());
        Assert.Empty(cut.FindAll("td a"));
    }

    [Fact]
    public void Distribution_OfNumbers_StandsInOneScaleWithOddBarsBehindAGap()
    {
        ComparedBin[] bins =
        [
            new("below 0.5", 0.5, 0.1, 50, 10, Edge: "0.1"), new("0.5 and more", 0.5, 0.6, 50, 60, Edge: "0.5"), new("missing", 0, 0.3, 0, 30, ComparedKind.Missing),
        ];

        var cut = Render<DistributionComparison>(p => p.Add(x => x.Bins, bins).Add(x => x.Numeric, true).Add(x => x.Finding, "lvrat moved up"));

        var wide = cut.Find("svg.wide-only");
        var (filled, outlined, odd) = (wide.QuerySelectorAll("rect.bar-window"), wide.QuerySelectorAll("rect.bar-outline"), wide.QuerySelectorAll("rect.bar-odd"));
        Assert.Equal((2, 3, 1), (filled.Length, outlined.Length, odd.Length));
        Assert.Equal(Number(filled[0], "x"), Number(outlined[0], "x"));
        Assert.Equal(5, Number(outlined[0], "height") / Number(filled[0], "height"), 1);
        Assert.True(Number(odd[0], "x") > Number(filled[1], "x") + Number(filled[1], "width") + 15);
        Assert.Equal(["missing", "30.0 %", "30", "0.0 %", "0", "+30.0"], cut.FindAll("tbody tr")[2].Children.Select(cell => cell.TextContent));
    }

    [Fact]
    public void Distribution_OfCategories_ListsThemWithBothShares()
    {
        ComparedBin[] bins = [new("no", 0.93, 0.86, 93, 86), new("yes", 0.07, 0.1, 7, 10), new("maybe", 0, 0.04, 0, 4, ComparedKind.New)];

        var cut = Render<DistributionComparison>(p => p.Add(x => x.Bins, bins).Add(x => x.Finding, "phist"));

        Assert.Equal(["no 86.0 % / 93.0 %", "yes 10.0 % / 7.0 %", "maybe 4.0 % / 0.0 %"], cut.FindAll(".compared li").Select(row => string.Join(' ', row.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))));
        Assert.Single(cut.FindAll(".compared li.odd"));
    }

    [Fact]
    public void Distribution_OfManyCategories_ShowsTheLargestAndKeepsTheOddOnes()
    {
        ComparedBin[] bins = [.. Enumerable.Range(0, 40).Select(place => new ComparedBin($"c{place}", 0.02, 0.02, 2, 2)), new("missing", 0.1, 0.2, 10, 20, ComparedKind.Missing)];

        var cut = Render<DistributionComparison>(p => p.Add(x => x.Bins, bins).Add(x => x.Finding, "Codes"));

        Assert.Equal(17, cut.FindAll(".compared li").Count);
        Assert.Equal(41, cut.FindAll("tbody tr").Count);
    }

    [Fact]
    public void Groups_OverWindows_AreHeldAgainstFourFifths()
    {
        var cut = Render<GroupsOverTime>(p => p.Add(x => x.Windows, s_weeks).Add(x => x.Finding, "afam = yes fell under four fifths").Add(x => x.Groups,
        [
            new TimeSeries("afam = yes", [new(0.9, 0.85, 0.95, 80), new(0.88, 0.8, 0.95, 82), new(0.7, 0.6, 0.78, 120, PointState.Breach), new(null)]),
        ]));

        Assert.Contains("⁴⁄₅ = 0.8", cut.Markup, StringComparison.Ordinal);
        Assert.Equal(3, cut.FindAll("svg.wide-only line.whisker").Count);
        Assert.Single(cut.FindAll("svg.wide-only circle.breach"));
        Assert.Equal(["week of 19 Oct 2026", "afam = yes", "0.700", "0.600 to 0.780", "120"], cut.FindAll("tbody tr")[2].Children.Select(cell => cell.TextContent));
    }

    [Fact]
    public void Metric_WithAGapAndTooFewRows_IsNotDrawnAcrossAndMarkedHollow()
    {
        var cut = Render<MetricOverTime>(p => p.Add(x => x.Windows, s_weeks).Add(x => x.YLabel, "ROC-AUC").Add(x => x.Finding, "ROC-AUC fell").Add(x => x.Reference, 0.81).Add(x => x.Limit, 0.77)
            .Add(x => x.Realised, [new(0.8, 0.7, 0.9, 600), new(null), new(0.58, 0.5, 0.66, 600, PointState.Breach), new(0.6, null, null, 12, PointState.TooFew)])
            .Add(x => x.Estimated, [new(0.8, 0.75, 0.85), new(0.8, 0.75, 0.85), new(0.79, 0.74, 0.84), new(0.8, 0.75, 0.85)])
            .Add(x => x.Deployments, [new TimeMark(1, "version 2")]));

        Assert.Equal(2, cut.Find("svg.wide-only path.series.c1").GetAttribute("d")!.Count(letter => letter == 'M'));
        Assert.Single(cut.FindAll("svg.wide-only path.band.est"));
        Assert.Single(cut.FindAll("svg.wide-only circle.few"));
        Assert.Single(cut.FindAll("svg.wide-only rect.open-window"));
        Assert.Contains("limit 0.770", cut.Markup, StringComparison.Ordinal);
        Assert.Contains("version 2", cut.Find("svg.wide-only").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Metric_OfOneWindow_StaysInsideItsField()
    {
        var cut = Render<MetricOverTime>(p => p.Add(x => x.Windows, [s_weeks[0]]).Add(x => x.YLabel, "ROC-AUC").Add(x => x.Finding, "One window").Add(x => x.Realised, [new(0.8)]));

        Assert.DoesNotContain("NaN", cut.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Quality_OfEachDimension_HasItsNumberWeightAndSentence()
    {
        var cut = Render<QualityBars>(p => p.Add(x => x.Finding, "Quality 98").Add(x => x.Dimensions,
        [
            new QualityBars.Dimension("Completeness", 0.983, 30, "12 of 720 required cells are missing."),
            new QualityBars.Dimension("Freshness", null, 10, "No limit was set."),
        ]));

        Assert.Equal("width:98.3%", cut.Find(".fill").GetAttribute("style"));
        Assert.Contains("does not apply", cut.FindAll("li")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("weight 30", cut.FindAll("li")[0].TextContent, StringComparison.Ordinal);
    }

    private static double Number(AngleSharp.Dom.IElement element, string name) => double.Parse(element.GetAttribute(name)!, System.Globalization.CultureInfo.InvariantCulture);
}
