using Portal.Core.Monitoring.Experiments;
using Portal.Statistics.Experiments;
using Portal.Web.Monitoring.Experiments;
using Portal.Web.Monitoring.Experiments.Components;
using Portal.Web.Tests.Shell;
using static Portal.Web.Tests.Monitoring.Experiments.ExperimentSample;

namespace Portal.Web.Tests.Monitoring.Experiments;

public sealed class ExperimentComponentsTests : ShellContext
{
    [Fact]
    public void Chart_SaysTheFinding_AndHasTheLooksBehindIt()
    {
        var cut = Render<DifferenceChart>(p => p.Add(x => x.View, View(looks: [Look(1, 0.05, 0.2), Look(2, 0.04, 0.1), Look(30, 0.03, 0.02)])).Add(x => x.Version, 2));

        Assert.Equal("Difference of version 2 to the champion, share of favourable outcomes: +3.00 points at the last of 3 looks, interval +1.00 points to +5.00 points, which leaves out 0.", cut.Find("svg").GetAttribute("aria-label"));
        Assert.Equal(3, cut.FindAll("details tbody tr").Count);
        Assert.NotEmpty(cut.FindAll("path.band[d^=M]"));
    }

    [Fact]
    public void Chart_OfOneLook_StandsInTheMiddle() => Assert.Contains("1 look", Render<DifferenceChart>(p => p.Add(x => x.View, View(looks: [Look(1, 0, 0.2)])).Add(x => x.Version, 2)).Find("svg").GetAttribute("aria-label"), StringComparison.Ordinal);

    [Fact]
    public void Arms_ShowRowsAgainstThePlan_BeforeAndAfterALook()
    {
        var before = Render<ArmsCard>(p => p.Add(x => x.View, View()));
        var after = Render<ArmsCard>(p => p.Add(x => x.View, View(looks: [Look(10, 0.03, 0.02)])));

        Assert.Contains("Nothing was counted yet.", before.Markup, StringComparison.Ordinal);
        Assert.Equal(["0of 8,000 planned", "0of 8,000 planned"], before.FindAll("td[data-label=Rows]").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(["70.00 %", "73.00 %"], after.FindAll("td[data-label='Share of favourable outcomes']").Select(cell => cell.TextContent));
        Assert.Equal(["–", "+3.00 points"], after.FindAll("td[data-label=Difference]").Select(cell => cell.TextContent));
    }

    [Theory]
    [InlineData(0.4, "As planned")]
    [InlineData(0.0000001, "Not as planned")]
    public void Ratio_SaysWhetherTheSizesAreAsPlanned(double p, string word) =>
        Assert.Equal(word, Render<RatioCard>(q => q.Add(x => x.View, View(looks: [Look(10, 0, 0.1, ratioP: p)]))).Find(".chip").TextContent);

    [Theory]
    [InlineData(GuardrailVerdict.Kept, "Kept")]
    [InlineData(GuardrailVerdict.Undecided, "Not known yet")]
    [InlineData(GuardrailVerdict.Broken, "Broken")]
    public void Guardrail_SaysItsVerdict(GuardrailVerdict verdict, string word)
    {
        var cut = Render<GuardrailsCard>(p => p.Add(x => x.View, View(looks: [Look(10, 0, 0.1, guardrail: Guardrail(verdict))])));

        Assert.Equal((word, "+2.500 ms"), (cut.Find(".chip").TextContent, cut.Find("td[data-label='Worse by']").TextContent));
    }

    [Fact]
    public void Shadow_SaysWhoIsRightWhereTheyDiffer_OrWhatIsMissing()
    {
        var labelled = Render<ShadowCard>(p => p.Add(x => x.Look, new ShadowLook(3, 1000, 400, 0.913, -0.02, 0.08, 12, 31, 0.0061, 0.0475, 0.014, 0.081)));
        var waiting = Render<ShadowCard>(p => p.Add(x => x.Look, new ShadowLook(3, 0, 0, null, null, null)));

        Assert.Contains("the challenger is right in 31 rows and the champion in 12: accuracy +4.75 points (95 % interval +1.40 to +8.10).", labelled.Find(".sub").TextContent, StringComparison.Ordinal);
        Assert.Contains("91.3 % of them", labelled.Markup, StringComparison.Ordinal);
        Assert.Contains("version=3", waiting.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Size_IsSaidInRowsAndWeeks_OrWhyNot()
    {
        var form = new ExperimentForm { Effect = "2", Baseline = "10" };
        Assert.Contains("Choose a challenger", Render<SizeEstimate>(p => p.Add(x => x.Draft, form.ToDraft()).Add(x => x.WeeklyRows, 854)).Markup, StringComparison.Ordinal);
        form.Challengers.Add(2);

        Assert.Equal("Needs about 3,841 rows in each arm: about 9 weeks at last week's traffic of 854 rows.", Render<SizeEstimate>(p => p.Add(x => x.Draft, form.ToDraft()).Add(x => x.WeeklyRows, 854)).Find("p.strong").TextContent);
        Assert.Contains("nobody can say how long", Render<SizeEstimate>(p => p.Add(x => x.Draft, form.ToDraft()).Add(x => x.WeeklyRows, 0)).Markup, StringComparison.Ordinal);
        form.Effect = "";
        Assert.Contains("The difference worth having lies above 0.", Render<SizeEstimate>(p => p.Add(x => x.Draft, form.ToDraft()).Add(x => x.WeeklyRows, 854)).Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("E-12", 12)]
    [InlineData("e-3", 3)]
    [InlineData("3", 3)]
    [InlineData("E-", null)]
    [InlineData("-1", null)]
    [InlineData("99999999999", null)]
    public void Number_IsReadFromTheAddress(string text, int? number) => Assert.Equal(number, ExperimentsPages.NumberOf(text));
}
