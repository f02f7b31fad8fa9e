using Portal.Web.Shell.Charts;

namespace Portal.Web.Tests.Shell.Charts;

public sealed class ChartTests : ShellContext
{
    private static readonly Curve s_challenger = new("version 2", [new(0, 0), new(0.1, 0.7), new(1, 1)]);
    private static readonly Curve s_champion = new("version 1", [new(0, 0), new(0.2, 0.6), new(1, 1)]);

    [Fact]
    public void Curves_OfTwoVersions_AreAPictureWithItsFindingAndATable()
    {
        var cut = Render<CurveChart>(p => p
            .Add(x => x.Challenger, s_challenger).Add(x => x.Champion, s_champion)
            .Add(x => x.XLabel, "False positive rate").Add(x => x.YLabel, "True positive rate")
            .Add(x => x.Finding, "Version 2 has 0.810, version 1 has 0.787."));

        Assert.Equal("Version 2 has 0.810, version 1 has 0.787.", cut.Find("svg[role=img]").GetAttribute("aria-label"));
        Assert.Equal("M36 240L65.2 90.2L328 26", cut.Find("path.challenger").GetAttribute("d"));
        Assert.Single(cut.FindAll("path.champion"));
        Assert.Equal(6, cut.FindAll("tbody tr").Count);
    }

    [Fact]
    public void Curves_WithoutAChampion_DrawNone()
    {
        var cut = Render<CurveChart>(p => p.Add(x => x.Challenger, s_challenger).Add(x => x.XLabel, "x").Add(x => x.YLabel, "y").Add(x => x.Finding, "One curve"));

        Assert.Empty(cut.FindAll("path.champion"));
    }

    [Fact]
    public void CalibrationDot_Area_FollowsItsRows()
    {
        CalibrationBin[] bins = [new(0.05, 0.04, 400), new(0.15, 0.2, 100), new(0.9, 1, 1)];

        Assert.Equal(4, Math.Pow(CalibrationChart.Radius(400, bins) / CalibrationChart.Radius(100, bins), 2), 6);
        Assert.Equal(2.6, CalibrationChart.Radius(1, bins));
    }

    [Theory]
    [InlineData(0.622, 0.6)]
    [InlineData(0.7, 0.6)]
    [InlineData(0.03, 0)]
    [InlineData(0.995, 0.9)]
    public void GroupAxis_Start_IsTheTenthBelowTheLowestNumber(double low, double expected) =>
        Assert.Equal(expected, GroupDotPlot.AxisStart([new("afam", "afam = yes", 102, new Rate(Math.Max(low, 0.7), low, 0.99))]), 9);

    [Fact]
    public void Groups_UnderFourFifths_AreMarkedAndSaid()
    {
        GroupRate[] groups =
        [
            new("afam", "afam = no", 612, new Rate(0.967, 0.95, 0.978)),
            new("afam", "afam = yes", 102, new Rate(0.716, 0.622, 0.794), null, 0.774, 0.740, new Rate(0.740, 0.654, 0.837)),
        ];

        var cut = Render<GroupDotPlot>(p => p.Add(x => x.Groups, groups).Add(x => x.Finding, "Approval by group"));

        Assert.Equal(2, cut.FindAll("circle.dot.breach").Count);
        Assert.Contains("ratio 0.740", cut.Markup, StringComparison.Ordinal);
        Assert.Contains("⁴⁄₅ = 77.4 %", cut.Markup, StringComparison.Ordinal);
        Assert.Equal(["afam = yes", "102", "71.6 %", "62.2 % to 79.4 %", "–", "0.740", "0.654 to 0.837"], cut.FindAll("tbody tr")[1].Children.Select(cell => cell.TextContent));
    }

    [Fact]
    public void Histogram_MissingValues_StandApartAtTheRight()
    {
        HistogramBin[] bins = [new("0 to 1", 0.5), new("1 to 2", 0.4), new("missing", 0.1, Odd: true)];

        var cut = Render<Histogram>(p => p.Add(x => x.Bins, bins).Add(x => x.Finding, "Income").Add(x => x.First, "0").Add(x => x.Last, "2"));

        var regular = cut.FindAll("rect.bar-fill").Select(Right).Max();
        var odd = double.Parse(cut.Find("rect.bar-odd").GetAttribute("x")!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(odd > regular + 10);
    }

    [Fact]
    public void Sparkline_OfOneSteadyNumber_StaysInsideItsField()
    {
        var cut = Render<Sparkline>(p => p.Add(x => x.Values, [0.8, 0.8, 0.8]).Add(x => x.Finding, "Steady"));

        Assert.DoesNotContain("NaN", cut.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Lineage_OfAVersion_IsWalkedByLinksAndListedInWords()
    {
        LineageNode[] nodes =
        [
            new("data", 0, "mortgage", "data 1, 1,666 rows", LineageState.Made, "/datasets/mortgage/1"),
            new("parent", 0, "version 1", "parent, live", LineageState.Live, "/models/mortgage/1"),
            new("this", 1, "version 2", "trees", LineageState.Current, null, "data", "parent"),
        ];

        var cut = Render<LineageGraph>(p => p.Add(x => x.Nodes, nodes).Add(x => x.Finding, "Dataset and version 1 lead to version 2"));

        Assert.Equal(2, cut.FindAll("path.edge").Count);
        Assert.Equal(["/datasets/mortgage/1", "/models/mortgage/1"], cut.FindAll("svg a").Select(link => link.GetAttribute("href")));
        Assert.Contains("version 2, trees, from mortgage and version 1", cut.Find("ul").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Matrix_OfDecisions_NamesRowsAndColumns()
    {
        var cut = Render<ConfusionMatrix>(p => p
            .Add(x => x.Counts, new ConfusionMatrix.Cells(615, 13, 63, 23)).Add(x => x.Champion, new ConfusionMatrix.Cells(617, 11, 71, 15))
            .Add(x => x.PositiveLabel, "deny").Add(x => x.NegativeLabel, "approve"));

        Assert.Equal(["615right · live 617", "13wrong · live 11", "63missed · live 71", "23found · live 15"], cut.FindAll("tbody td").Select(cell => cell.TextContent));
    }

    private static double Right(AngleSharp.Dom.IElement bar) =>
        double.Parse(bar.GetAttribute("x")!, System.Globalization.CultureInfo.InvariantCulture) + double.Parse(bar.GetAttribute("width")!, System.Globalization.CultureInfo.InvariantCulture);
}
