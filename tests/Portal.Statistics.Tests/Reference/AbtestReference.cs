using Portal.Statistics.Experiments;

namespace Portal.Statistics.Tests.Reference;

internal sealed class AbtestReference : IReferenceFile
{
    public string Name => "abtest";

    public IReadOnlyDictionary<string, object?> Answer(ReferenceCase given) => given.Kind switch
    {
        "proportions" => Proportions(given),
        "welch" => Means(given),
        "sample_size_proportions" => Size(given),
        "srm" => Ratio(given),
        "msprt_sequence" => new Dictionary<string, object?> { ["p"] = Sequence(given) },
        var kind => throw new NotSupportedException($"Nothing is known of {kind}."),
    };

    private static Dictionary<string, object?> Proportions(ReferenceCase given)
    {
        var (hits, rows) = ((long)given.Number("x1"), (long)given.Number("n1"));
        var (otherHits, otherRows) = ((long)given.Number("x2"), (long)given.Number("n2"));
        var test = ProportionTest.Measure(hits, rows, otherHits, otherRows);
        var tau = given.Number("tau");
        var variance = ExperimentArm.OfRate(rows, hits).VarianceOfMean + ExperimentArm.OfRate(otherRows, otherHits).VarianceOfMean;
        var learns = variance > 0;
        return new Dictionary<string, object?>
        {
            ["z"] = test?.Z,
            ["p"] = test?.PValue,
            ["difference"] = test?.Difference,
            ["ci95_low"] = test?.Interval.Lower,
            ["ci95_high"] = test?.Interval.Upper,
            ["fisher_p"] = test?.FisherPValue,
            ["msprt_p"] = learns ? SequentialTest.Start.Look(test!.Difference, variance!.Value, tau).PValue : null,
            ["msprt_ci95_radius"] = learns ? SequentialTest.Radius(variance!.Value, tau) : null,
        };
    }

    private static Dictionary<string, object?> Means(ReferenceCase given)
    {
        var (first, second) = (given.Column("a").Numbers, given.Column("b").Numbers);
        var test = WelchTest.Measure(ArmMean.Of(first), ArmMean.Of(second));
        var ranks = MannWhitney.Measure(first, second);
        return new Dictionary<string, object?>
        {
            ["t"] = test?.T,
            ["p"] = test?.PValue,
            ["df"] = test?.DegreesOfFreedom,
            ["ci95_low"] = test?.Interval.Lower,
            ["ci95_high"] = test?.Interval.Upper,
            ["mann_whitney_u"] = ranks?.U,
            ["mann_whitney_p"] = ranks?.PValue,
        };
    }

    private static Dictionary<string, object?> Size(ReferenceCase given)
    {
        var size = SampleSize.OfProportions(
            given.Number("p1"), given.Number("p2"), given.Number("alpha"), given.Number("power"), given.Number("ratio"));
        return new Dictionary<string, object?> { ["n1"] = size.First, ["n2"] = size.Second, ["n1_unrounded"] = size.Unrounded };
    }

    private static Dictionary<string, object?> Ratio(ReferenceCase given)
    {
        var ratio = SampleRatio.Measure(
            [.. given.Column("observed").Numbers.Select(count => (long)count)], given.Column("ratios").Numbers);
        return new Dictionary<string, object?> { ["chi2"] = ratio?.ChiSquare, ["p"] = ratio?.PValue, ["srm"] = ratio?.Mismatch };
    }

    private static double[] Sequence(ReferenceCase given)
    {
        var test = SequentialTest.Start;
        var values = new List<double>();
        foreach (var look in given.Root.GetProperty("looks").EnumerateArray())
        {
            var first = ExperimentArm.OfRate(look[1].GetInt64(), look[0].GetInt64());
            var second = ExperimentArm.OfRate(look[3].GetInt64(), look[2].GetInt64());
            test = test.Look(
                first.Values.Mean - second.Values.Mean, (first.VarianceOfMean + second.VarianceOfMean)!.Value, given.Number("tau"));
            values.Add(test.PValue);
        }

        return [.. values];
    }
}
