using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Reference;

internal sealed class RngReference : IReferenceFile
{
    public string Name => "rng";

    public IReadOnlyDictionary<string, object?> Answer(ReferenceCase given)
    {
        var seed = given.Root.GetProperty("seed").GetUInt64();
        var (bits, units, bells, all) = (new RandomStream(seed), new RandomStream(seed), new RandomStream(seed), new RandomStream(seed));
        return new Dictionary<string, object?>
        {
            ["u64_first3"] = new[] { bits.Next(), bits.Next(), bits.Next() },
            ["unit_first3"] = new[] { units.NextUnit(), units.NextUnit(), units.NextUnit() },
            ["ih12_first3"] = new[] { GeneratedColumn.NextBell(ref bells), GeneratedColumn.NextBell(ref bells), GeneratedColumn.NextBell(ref bells) },
            ["unit_sum_first1000"] = Enumerable.Range(0, 1000).Aggregate(0.0, (sum, _) => sum + all.NextUnit()),
        };
    }
}
