using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Hardware;
using Portal.Scoring.Contract;

namespace Portal.Core.Tests.Evaluations.Hardware;

/// <summary>Which measurement prices which class: measured before assumed, and never guessed.</summary>
public sealed class HardwareCostTests
{
    private static readonly HardwarePrices s_prices = new(0.5m,
    [
        new("gpu-x", "a GPU", PricedUnit.Machine, 3.6m, "EUR", new DateOnly(2026, 11, 22), "a list"),
        new("cpu-x86", "cores", PricedUnit.Core, 0.036m, "USD", new DateOnly(2026, 11, 22), "a list"),
        new("cpu-arm", "cores", PricedUnit.Core, 0.018m, "USD", new DateOnly(2026, 11, 22), "a list"),
    ]);

    [Fact]
    public void Of_ProcessorWithoutAClass_IsPricedByTheCoreAndNothingElseIs()
    {
        var costs = HardwareCostRules.Of(s_prices, [Measured(1000, cores: 2)]).Rows;

        Assert.Equal(["cpu-x86", "gpu-x", "cpu-arm"], costs.Select(row => row.Price.Class));
        Assert.Equal([CostBasis.PricedAs, CostBasis.NotMeasured, CostBasis.NotMeasured], costs.Select(row => row.Basis));
        Assert.Equal((0.00002m, 0.00004m), (costs[0].AtFullLoad, costs[0].AtUsualLoad));
        Assert.All(costs.Skip(1), row => Assert.True(row is { RowsPerSecond: null, AtFullLoad: null, AtUsualLoad: null, MeasuredOn: null }));
    }

    [Fact]
    public void Of_RunnerOfAClass_IsMeasured()
    {
        var costs = HardwareCostRules.Of(s_prices, [Measured(4000, of: "GPU-X", onProcessor: false), Measured(1000, of: "cpu-arm", cores: 4)]).Rows;

        Assert.Equal(["gpu-x", "cpu-arm", "cpu-x86"], costs.Select(row => row.Price.Class));
        Assert.Equal([CostBasis.Measured, CostBasis.Measured, CostBasis.NotMeasured], costs.Select(row => row.Basis));
        Assert.Equal(0.00025m, costs[0].AtFullLoad);
        Assert.Equal(0.00002m, costs[1].AtFullLoad);
    }

    /// <summary>What a GPU without a class costs is not known, and it is no processor either.</summary>
    [Fact]
    public void Of_GpuWithoutAClass_PricesNothing() =>
        Assert.All(HardwareCostRules.Of(s_prices, [Measured(4000, onProcessor: false)]).Rows, row => Assert.Equal(CostBasis.NotMeasured, row.Basis));

    [Fact]
    public void Of_SeveralOfAClass_TakesTheNewest() =>
        Assert.Equal(2000, HardwareCostRules.Of(s_prices, [Measured(2000, of: "gpu-x"), Measured(9000, of: "gpu-x")]).Rows[0].RowsPerSecond);

    /// <summary>Evaluations of earlier versions know neither cores nor speed by batch.</summary>
    [Fact]
    public void Of_EarlierEvaluation_PricesNothing() =>
        Assert.All(HardwareCostRules.Of(s_prices, [new MeasuredSpeed(EvaluationId.New(), Timings(1000, "CPU"))]).Rows, row => Assert.Null(row.AtFullLoad));

    /// <summary>The most rows a second of the profile count, whatever the scoring itself took.</summary>
    private static MeasuredSpeed Measured(double best, string? of = null, int cores = 2, bool onProcessor = true) => new(
        EvaluationId.New(),
        Timings(10, "a device") with
        {
            HardwareClass = of,
            Cores = cores,
            Architecture = "x64",
            IsOnProcessor = onProcessor,
            Speed = new ScoringSpeed(200, 1000, [new SpeedPoint(1, 1, 10, best / 10, 1, 2), new SpeedPoint(64, 2, 10, best, 1, 2)]),
        });

    private static EvaluationTimings Timings(double rows, string device) => new(1, 1, 1, 1, 10, rows, 1000, device, "ONNX Runtime", true);
}
