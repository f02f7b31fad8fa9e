using Portal.Core.Evaluations;
using Portal.Web.Evaluations;
using Portal.Web.Evaluations.Components;
using Portal.Web.Tests.Shell;

namespace Portal.Web.Tests.Evaluations;

public sealed class SliceCardsTests : ShellContext
{
    private static readonly WorstSlicesResults s_worst = new(
        MetricNames.LogLoss, 20_000, 1_000_000, "Welch's t test", "Benjamini–Hochberg", 0.05, 30, 812, 41, ["single", "afam", "pirat"],
        [new("identifier", ["application_id"]), new("more than 200 values", ["a", "b", "c", "d", "e", "f", "g"])],
        [
            new("phist = yes and pirat 0.39 or more", 61, 0.91, 0.24, 0.67, 0.41, 0.93, 1e-7, 2e-5, true),
            new("condomin = yes", 208, 0.33, 0.25, 0.08, -0.01, 0.17, 0.02, 0.31, false),
        ]);

    [Fact]
    public void Worst_Found_IsToldInWordsChartAndTable()
    {
        var card = Worst(s_worst);

        Assert.Equal("Where it fails most", card.Find("h2").TextContent);
        Assert.Equal("Log-loss is 0.910 where phist = yes and pirat 0.39 or more (61 rows), against 0.240 for the rest. Drawn is how much higher it is than the rest's, with 95 % intervals.", card.Find(".sub").TextContent);
        Assert.Equal(["phist = yes and pirat 0.39 or more", "61", "0.910", "0.240", "+0.670", "+0.410 to +0.930", "p < 0.0001", "worse"], Cells(card, 0));
        Assert.Equal(["+0.080", "−0.010 to +0.170", "p = 0.310", "can be chance"], Cells(card, 1).Skip(4));
        Assert.Equal((1, 1), (card.FindAll("svg.wide-only circle.dot.breach").Count, card.FindAll("svg.wide-only circle.ring").Count));
        Assert.Equal("812 slices tried in 20,000 of 1,000,000 rows", card.Find("footer > span").TextContent);
        Assert.Contains("Left out: application_id (identifier); a, b, c, d, e and 2 more (more than 200 values).", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Worst_NoneSignificant_SaysSo()
    {
        var card = Worst(s_worst with { Slices = [s_worst.Slices[1]] });

        Assert.StartsWith("No slice is clearly worse than the rest.", card.Find(".sub").TextContent, StringComparison.Ordinal);
        Assert.Empty(card.FindAll("circle.breach"));
    }

    [Fact]
    public void Worst_NoneAtAll_ShowsWhatWasSearched()
    {
        var card = Worst(s_worst with { Slices = [], RowsSearched = 714, Rows = 714 });

        Assert.Equal("No slice is clearly worse than the rest.", card.Find(".sub").TextContent);
        Assert.Empty(card.FindAll("svg.chart"));
        Assert.Contains("Every value of 3 columns", card.Find(".body").TextContent, StringComparison.Ordinal);
        Assert.Equal("812 slices tried in 714 rows", card.Find("footer > span").TextContent);
    }

    [Fact]
    public void Worst_NotSearched_IsNotShown() =>
        Assert.Empty(Render<WorstSlicesCard>(parameters => parameters.Add(card => card.Reading, EvidenceSample.Biased)).Markup.Trim());

    [Fact]
    public void Slices_OfMembers_StandFirstUnderTheirOwnHeading()
    {
        var metrics = new Dictionary<string, double> { [MetricNames.RocAuc] = 0.61, [MetricNames.Accuracy] = 0.8 };
        var reading = EvidenceSample.Biased.With(results => results with
        {
            NamedSlices = [new("High debt", "pirat >= 0.4", 120, true, metrics), new("Nobody", "pirat > 9", 0, false, new Dictionary<string, double>())],
            Slices = [new("afam = yes", ["afam"], 102, true, new Dictionary<string, double> { [MetricNames.RocAuc] = 0.72 })],
        });

        var card = Render<SlicesCard>(parameters => parameters.Add(slices => slices.Reading, reading));

        Assert.Equal("ROC-AUC is worst for High debt: 0.610 over 120 rows, 0.826 over all.", card.Find(".sub").TextContent);
        Assert.Equal(
            ["Slices of this model", "High debtpirat >= 0.4", "Nobody · no row matchespirat > 9", "Protected groups", "afam = yes"],
            card.FindAll("tbody th").Select(cell => cell.TextContent));
        Assert.Equal(["120", "0.610", "–", "0.800", "–", "–"], card.FindAll("tbody tr")[1].QuerySelectorAll("td").Select(cell => cell.TextContent));
    }

    private IRenderedComponent<WorstSlicesCard> Worst(WorstSlicesResults worst)
    {
        var reading = EvidenceSample.Biased.With(results => results with { WorstSlices = worst });
        return Render<WorstSlicesCard>(parameters => parameters.Add(card => card.Reading, reading));
    }

    private static IEnumerable<string> Cells(IRenderedComponent<WorstSlicesCard> card, int row) =>
        card.FindAll(".behind tbody tr")[row].QuerySelectorAll("td").Select(cell => cell.TextContent);
}
