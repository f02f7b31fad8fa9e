using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Web.Shell;

namespace Portal.Web.Promotions;

/// <summary>What a policy's gates ask for, in words.</summary>
public static class GateTexts
{
    public static string InWords(Gate gate) => gate switch
    {
        MetricLimitGate limit => $"{MetricNames.InWords(limit.Metric)} {(MetricNames.HigherIsBetter(limit.Metric) ? "at least" : "at most")} {Limit(limit.Limit)}",
        ChampionGate { Margin: 0 } champion => $"{MetricNames.InWords(champion.Metric)} not worse than the live version",
        ChampionGate champion => $"{MetricNames.InWords(champion.Metric)} not worse than the live version by more than {Limit(champion.Margin)}",
        DisparateImpactGate impact => $"Disparate impact at least {Limit(impact.Floor)} for every protected attribute",
        LatencyGate latency => $"95 of 100 one-row calls within {Short(latency.CeilingMs)} ms",
        EvidenceAgeGate age => $"Evidence not older than {Figures.Count(age.Days, "day")}",
        _ => throw new ArgumentOutOfRangeException(nameof(gate), gate, null),
    };

    /// <summary>A limit as people write it: as many decimals as it has, at least two.</summary>
    public static string Limit(double number) => number.ToString("0.00##", Figures.Culture);

    public static string Short(double number) => number.ToString("0.###", Figures.Culture);
}
