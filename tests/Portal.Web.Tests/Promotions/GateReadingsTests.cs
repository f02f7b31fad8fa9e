using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Web.Promotions;
using Portal.Web.Promotions.Components;
using Portal.Web.Shell.Components;
using Portal.Web.Tests.Shell;

namespace Portal.Web.Tests.Promotions;

public sealed class GateReadingsTests : ShellContext
{
    private static readonly GateVerdict s_failed = new("disparate-impact:afam", "Disparate impact, afam", Verdict.Failed, 0.7401, 0.8, true, "", "71.6 % against 96.7 %.", Blocks: true);
    private static readonly GateVerdict s_missing = new("champion:roc_auc", "ROC-AUC against the live version", Verdict.Missing, null, null, true, "", "Not measured.", Blocks: true);
    private static readonly GateVerdict[] s_onlyFailed = [s_failed];
    private static readonly GateVerdict s_passed = new("latency:p95", "Latency, 95th percentile", Verdict.Passed, 0.12, 20, false, "ms", "Fast.", Blocks: false);

    [Fact]
    public void Of_Verdict_WritesNumberAndLimitInTheirUnit()
    {
        var reading = GateReadings.Of(s_passed);

        Assert.Equal("0.120 ms", reading.Value);
        Assert.Equal("at most 20.0 ms", reading.LimitInWords);
        Assert.Equal(Tone.Passed, reading.Verdict);
    }

    [Fact]
    public void Of_NumberThatLooksLikeItsLimit_GetsMoreDigits()
    {
        var reading = GateReadings.Of(s_failed with { Value = 0.79996 });

        Assert.Equal("0.79996", reading.Value);
    }

    [Fact]
    public void Of_GateThatWasLetPass_IsWaivedWithItsReason()
    {
        var reading = GateReadings.Of(s_failed with { ExceptionReason = "Pilot with 20 cases." });

        Assert.Equal(Tone.Waived, reading.Verdict);
        Assert.Contains("Pilot with 20 cases.", reading.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_OfVerdicts_CountsWhatThereIs() => Assert.Equal("1 failed · 1 missing · 1 passed", GateReadings.Summary([s_passed, s_failed, s_missing]));

    [Fact]
    public void Rows_OfOpenGates_OfferAnExceptionToWhoMayGrantIt()
    {
        GateVerdict[] verdicts = [s_passed, s_missing, s_failed];
        GateVerdict? asked = null;
        var cut = Render<PromotionGates>(parameters => parameters
            .Add(gates => gates.Verdicts, verdicts)
            .Add(gates => gates.OnGrant, verdict => asked = verdict));

        Assert.Equal(["Disparate impact, afam", "ROC-AUC against the live version", "Latency, 95th percentile"], cut.FindAll(".gate .name").Select(name => name.TextContent));
        Assert.Equal(2, cut.FindAll(".gate button").Count);
        cut.Find("button[aria-label='Grant exception for Disparate impact, afam']").Click();
        Assert.Equal(s_failed, asked);
    }

    [Fact]
    public void Rows_ForOthers_OfferNothing() =>
        Assert.Empty(Render<PromotionGates>(parameters => parameters.Add(gates => gates.Verdicts, s_onlyFailed)).FindAll("button"));

    [Fact]
    public void Gates_InWords_SayDirectionAndUnit()
    {
        Assert.Equal("Log-loss at most 0.35", GateTexts.InWords(new MetricLimitGate(MetricNames.LogLoss, 0.35)));
        Assert.Equal("ROC-AUC not worse than the live version by more than 0.005", GateTexts.InWords(new ChampionGate(MetricNames.RocAuc, 0.005)));
        Assert.Equal("Disparate impact at least 0.80 for every protected attribute", GateTexts.InWords(new DisparateImpactGate(0.8)));
        Assert.Equal("95 of 100 one-row calls within 20 ms", GateTexts.InWords(new LatencyGate(20)));
        Assert.Equal("Evidence not older than 1 day", GateTexts.InWords(new EvidenceAgeGate(1)));
    }

    [Theory]
    [InlineData("0.8", true)]
    [InlineData("", false)]
    [InlineData("four fifths", false)]
    [InlineData("NaN", false)]
    public void Draft_OfAField_IsAGateOnceItHoldsANumber(string text, bool isGate)
    {
        var draft = GateDraft.New(GateKind.DisparateImpact);
        draft.Number = text;

        Assert.Equal(isGate, draft.ToGate() is not null);
    }

    [Fact]
    public void Draft_OfAGate_GivesTheSameGateBack()
    {
        Gate[] gates = [new MetricLimitGate(MetricNames.Ece, 0.1), new ChampionGate(MetricNames.RocAuc, 0.005), new DisparateImpactGate(0.8), new LatencyGate(0.25), new EvidenceAgeGate(30)];

        Assert.Equal(gates, gates.Select(gate => GateDraft.Of(gate).ToGate()));
    }
}
