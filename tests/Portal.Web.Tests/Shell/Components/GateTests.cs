using Portal.Web.Shell.Components;

namespace Portal.Web.Tests.Shell.Components;

public sealed class GateTests : ShellContext
{
    [Theory]
    [InlineData(0.810, 0.782, 0.810, 0.782)]
    [InlineData(0.05, 5.0, 0.005, 0.5)]
    [InlineData(12.0, 5.0, 0.952, 0.397)]
    public void Scaled_NumberAndLimit_ShareOneBar(double value, double limit, double fill, double mark)
    {
        var gate = new GateReading(Tone.Passed, "Gate", "Sentence").Scaled(value, limit);

        Assert.Equal(fill, gate.Fill!.Value, 3);
        Assert.Equal(mark, gate.Mark!.Value, 3);
    }

    [Fact]
    public void Row_OfABreach_SaysNumberLimitAndVerdict()
    {
        var gate = new GateReading(Tone.Failed, "Disparate impact, afam", "71.6 % against 96.7 %.", "0.740", "0.800").Scaled(0.740, 0.800);

        var cut = Render<GateRow>(p => p.Add(x => x.Gate, gate));

        Assert.Contains("failed", cut.Find("li").ClassList);
        Assert.Equal("Disparate impact, afam: 0.740, at least 0.800, failed", cut.Find("[role=img]").GetAttribute("aria-label"));
        Assert.Equal("Failed", cut.Find(".chip").TextContent);
        Assert.Equal("width:74%", cut.Find(".fill").GetAttribute("style"));
        Assert.Equal("left:80%", cut.Find(".limit").GetAttribute("style"));
    }

    [Fact]
    public void Row_WithoutANumber_HasAMarkButNoFill()
    {
        var gate = new GateReading(Tone.Missing, "Cost", "No price.", null, "€ 0.50", GateDirection.AtMost).Scaled(null, 0.5);

        var cut = Render<GateRow>(p => p.Add(x => x.Gate, gate));

        Assert.Empty(cut.FindAll(".fill"));
        Assert.Single(cut.FindAll(".limit"));
        Assert.Contains("at most € 0.50", cut.Find(".meter").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void List_OfGates_BeginsWithBreaches()
    {
        GateReading[] gates = [new(Tone.Passed, "a", ""), new(Tone.Waived, "b", ""), new(Tone.Failed, "c", ""), new(Tone.Missing, "d", "")];

        var cut = Render<GateList>(p => p.Add(x => x.Gates, gates));

        Assert.Equal(["c", "d", "b", "a"], cut.FindAll(".name").Select(name => name.TextContent));
    }
}
