using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Hardware;
using Portal.Scoring.Contract;
using Portal.Web.Evaluations;
using Portal.Web.Evaluations.Components;
using Portal.Web.Shell;
using Portal.Web.Tests.Shell;

namespace Portal.Web.Tests.Evaluations;

/// <summary>What a page says about the cost of running a version, and about the device that it was measured on.</summary>
public sealed class SpeedCardTests : ShellContext
{
    [Fact]
    public void Card_Measured_TellsHeadlinePointsAndPrices()
    {
        var text = Card(Priced(EvidenceSample.Biased));

        Assert.All(
            [
                "It ran on the CPU: a processor, 1 thread.", "1,900,000", "310 ms", "79.0 MB", "41,476 bytes, FP32",
                "Fastest with 512 rows a call and 2 threads: 27.1 times as many rows a second as one row a call on one thread.",
                "1,200,000 rows/s", "p95 0.026 ms", "USD 0.0000110 on cpu-x86, busy 50 % of the time",
            ],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Costs_MeasuredAndNot_SayOnWhatAndAtWhosePrice()
    {
        var rows = Render<HardwareCostCard>(parameters => parameters.Add(card => card.Costs, Priced(EvidenceSample.Biased).Costs!)).FindAll("tbody tr").Select(row => row.TextContent).ToList();

        Assert.All(
            ["cpu-x86", "Measured on CPU: a processor, 1 of 2 cores used, whose class nobody named; priced by the core as this one.", "1,900,000", "USD 0.0000100", "USD 0.000011", "USD 0.0375 a core on 22 Nov 2026", "a list"],
            part => Assert.Contains(part, rows[0], StringComparison.Ordinal));
        Assert.All(["gpu-x", "Not measured: evaluate this version on a runner of this class. Speed is not guessed.", "EUR 3.605 a machine"], part => Assert.Contains(part, rows[1], StringComparison.Ordinal));
    }

    [Fact]
    public void Card_SizeThatWasNotMeasured_SaysWhy() => Assert.Contains("not measured: it would have taken too long", Card(EvidenceSample.Biased), StringComparison.Ordinal);

    [Fact]
    public void Card_EarlierEvaluation_ShowsWhatThereIs()
    {
        var reading = EvidenceSample.Biased;

        var text = Card(reading with { View = reading.View with { Timings = reading.View.Timings! with { Speed = null, Cores = 0 }, Precision = null } });

        Assert.Contains("no price for this device", text, StringComparison.Ordinal);
        Assert.Contains("120,000", text, StringComparison.Ordinal);
        Assert.DoesNotContain("By rows a call", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Card_WithChampion_ShowsBoth() =>
        Assert.Contains(
            "310 ms / 310 ms",
            Render<SpeedCard>(parameters => parameters.Add(card => card.Reading, EvidenceSample.Biased).Add(card => card.Champion, EvidenceSample.Live)).Find("section").TextContent,
            StringComparison.Ordinal);

    [Fact]
    public void Card_StoodIn_SaysThatItFellBack()
    {
        var reading = On(EvidenceSample.Biased, device => device with { InsteadOf = "CUDA" });

        Assert.Contains("It ran on the CPU: a processor, 1 thread. CUDA was asked for and is not on that machine, so it fell back as the request allows.", Card(reading), StringComparison.Ordinal);
        Assert.Contains("CUDA, which is not on that machine", Render<EvidenceFacts>(parameters => parameters.Add(card => card.Reading, reading)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_OnAGpu_NameItAndItsDriver()
    {
        var reading = On(EvidenceSample.Biased, device => device with { Kind = "CUDA", Accelerator = new("NVIDIA A10G", 24L << 30, "580.65.06", "13.0", "CUDAExecutionProvider 1.29.0") });

        var facts = Render<EvidenceFacts>(parameters => parameters.Add(card => card.Reading, reading)).Find("dl").TextContent;

        Assert.Contains("CUDA: NVIDIA A10G", facts, StringComparison.Ordinal);
        Assert.Contains("driver 580.65.06, CUDA 13.0, CUDAExecutionProvider 1.29.0", facts, StringComparison.Ordinal);
        Assert.Contains("It ran on the GPU by CUDA: NVIDIA A10G, 24 GiB.", Card(reading), StringComparison.Ordinal);
    }

    [Fact]
    public void RunningCost_QuantisedBesideFull_ShowsRatiosAndBothKinds()
    {
        var (full, quantised) = (EvidenceSample.Live.View, EvidenceSample.Biased.View with { ModelBytes = 15_346, Precision = "INT8" });

        var card = Render<RunningCostCard>(parameters => parameters.Add(cost => cost.First, quantised).Add(cost => cost.Second, full)).Find("section").TextContent;

        Assert.Contains("Version 3 keeps its weights as INT8, version 2 as FP32: what that changes in accuracy stands above. Both ran on the same kind of device", card, StringComparison.Ordinal);
        Assert.Contains("0.37 ×", card, StringComparison.Ordinal);
        Assert.Contains("1.00 ×", card, StringComparison.Ordinal);
    }

    [Fact]
    public void RunningCost_OtherDevice_SaysThatOnlySizesCompare()
    {
        var view = EvidenceSample.Live.View;

        var card = Render<RunningCostCard>(parameters => parameters
            .Add(cost => cost.First, view with { Timings = view.Timings! with { Device = "CUDA: NVIDIA A10G" } })
            .Add(cost => cost.Second, view));

        Assert.Contains("of these figures only the sizes compare the versions", card.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1234.5", "EUR 1,234.50")]
    [InlineData("0.0335", "EUR 0.0335")]
    [InlineData("0.000000018611", "EUR 0.0000000186")]
    [InlineData("0.000000000001", "EUR 0.000000000001")]
    [InlineData("0", "EUR 0.00")]
    public void UnitPrice_HoweverSmall_ShowsDigitsThatCount(string amount, string expected) =>
        Assert.Equal(expected, Figures.UnitPrice(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), "EUR"));

    private string Card(EvidenceReading reading) => Render<SpeedCard>(parameters => parameters.Add(card => card.Reading, reading)).Find("section").TextContent;

    private static EvidenceReading On(EvidenceReading reading, Func<ScoringDevice, ScoringDevice> change) =>
        reading with { Evidence = reading.Evidence with { Machine = reading.Evidence.Machine with { Device = change(reading.Evidence.Machine.Device) } } };

    private static EvidenceReading Priced(EvidenceReading reading) => reading with { Costs = CostsOf(reading) };

    private static HardwareCostTable CostsOf(EvidenceReading reading) => new(0.5m,
    [
        new(new("cpu-x86", "A core", PricedUnit.Core, 0.0375m, "USD", new DateOnly(2026, 11, 22), "a list"), CostBasis.PricedAs, 1_900_000, 0.00001m, 0.000011m, reading.View.Timings!.Device, reading.View.Row.Id),
        new(new("gpu-x", "A GPU", PricedUnit.Machine, 3.605m, "EUR", new DateOnly(2026, 11, 22), "a list"), CostBasis.NotMeasured, null, null, null, null, null),
    ]);
}
