using Portal.Core.Evaluations.Hardware;
using Portal.Core.Promotions;
using Portal.Core.Registry;

namespace Portal.Core.Tests.Promotions;

/// <summary>Gates about money: amounts are decimals, and what is not known is never taken for free.</summary>
public sealed class CostGateTests
{
    private static readonly CostEvidence s_cost = new("cpu-x86", 0.000250m, "USD", 0.3m, 0.05m, new(2026, 1, 1), "Price list", "Test CPU, 1 thread");

    [Theory]
    [InlineData("0.000251", Verdict.Passed)]
    [InlineData("0.00025", Verdict.Passed)] // what costs as much as is allowed is allowed
    [InlineData("0.000249", Verdict.Failed)]
    public void ThousandPredictions_CostAtMostTheCeiling(string ceiling, Verdict expected)
    {
        var verdict = Judge(new PredictionCostGate(Amount(ceiling), "USD"), s_cost);

        Assert.Equal((expected, expected == Verdict.Failed), (verdict.Verdict, verdict.Blocks));
        Assert.Equal(new GateMoney(0.00025m, Amount(ceiling), "USD"), verdict.Money);
        Assert.Equal($"1,000 predictions cost USD 0.00025 on cpu-x86, busy 30.0 % of the time; at most USD {ceiling} is allowed.", verdict.Sentence);
    }

    [Theory]
    [InlineData("30", Verdict.Passed)]
    [InlineData("29.999999", Verdict.Failed)]
    public void Month_CostsWhatItsPredictionsCost(string ceiling, Verdict expected)
    {
        var load = new ExpectedLoad(120_000_000, "as use case U-3 expects");

        var verdict = Judge(new MonthlyCostGate(Amount(ceiling), "USD"), s_cost, load);
        var beside = Judge(new MonthlyCostGate(Amount(ceiling), "USD"), s_cost, load, s_cost with { Thousand = 0.0005m });

        Assert.Equal((expected, 30m), (verdict.Verdict, verdict.Money!.Amount));
        Assert.StartsWith("120,000,000 predictions, as use case U-3 expects, cost USD 30 a month on cpu-x86; ", verdict.Sentence, StringComparison.Ordinal);
        Assert.EndsWith(" Live version 1 costs USD 60 a month on cpu-x86.", beside.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNotKnown_IsMissing_AndBlocks()
    {
        GateVerdict[] verdicts =
        [
            Judge(new PredictionCostGate(1, "USD"), null),
            Judge(new PredictionCostGate(1, "EUR"), s_cost),
            Judge(new MonthlyCostGate(1, "USD"), s_cost),
            GateRules.Judge(new PredictionCostGate(1, "USD"), new GateEvidence(SampleEvaluations.Now, ModelTask.BinaryClassification, SampleEvaluations.Version(2, null) with { Cost = s_cost }, null)).Single(),
        ];

        Assert.All(verdicts, verdict => Assert.Equal((Verdict.Missing, true), (verdict.Verdict, verdict.Blocks)));
        Assert.Contains("not measured on hardware that has a price", verdicts[0].Sentence, StringComparison.Ordinal);
        Assert.Contains("is in USD and the policy asks in EUR", verdicts[1].Sentence, StringComparison.Ordinal);
        Assert.Contains("how many predictions a month", verdicts[2].Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "USD", false)]
    [InlineData("-1", "USD", false)]
    [InlineData("0.0000001", "USD", false)]
    [InlineData("1000000001", "USD", false)]
    [InlineData("1", "usd", false)]
    [InlineData("1", "", false)]
    [InlineData("0.000001", "EUR", true)]
    public void Ceiling_IsAnAmountOfACurrency(string ceiling, string currency, bool allowed)
    {
        foreach (Gate gate in new Gate[] { new PredictionCostGate(Amount(ceiling), currency), new MonthlyCostGate(Amount(ceiling), currency) })
        {
            Assert.Equal(allowed, PolicyChecks.Refuses(PolicyTemplates.For(RiskClass.High, EnvironmentPurpose.Production) with { Gates = [gate] }) is null);
        }
    }

    [Fact]
    public void Cost_IsThatOfTheHardwareThatMeasured()
    {
        var prices = new HardwarePrices(0.5m, [new("gpu-small", "A GPU", PricedUnit.Machine, 1.8m, "EUR", new(2026, 1, 1), "Price list")]);
        var timings = SampleEvaluations.Timings();

        Assert.Null(CostEvidence.Of(prices, timings));
        Assert.Null(CostEvidence.Of(prices, null));
        var cost = CostEvidence.Of(prices, timings with { HardwareClass = "gpu-small" })!;
        Assert.Equal(("gpu-small", "EUR", PredictionCost.Of(prices.Classes[0], timings.Cores, timings.RowsPerSecond, 0.5m)), (cost.HardwareClass, cost.Currency, cost.Thousand));
    }

    private static GateVerdict Judge(Gate gate, CostEvidence? cost, ExpectedLoad? load = null, CostEvidence? live = null)
    {
        var facts = SampleEvaluations.Facts("mortgage-gbt-v2");
        var champion = live is null ? null : SampleEvaluations.Version(1, facts) with { Cost = live };
        return GateRules.Judge(gate, new GateEvidence(SampleEvaluations.Now, ModelTask.BinaryClassification, SampleEvaluations.Version(2, facts) with { Cost = cost }, champion, load)).Single();
    }

    private static decimal Amount(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
