using Portal.Core.Evaluations;

namespace Portal.Core.Promotions;

/// <summary>Whether a policy can be meant as it stands. Pure.</summary>
public static class PolicyChecks
{
    public const int MostGates = 50;
    private const int LongestAgeDays = 3650;
    private const double HighestLatencyMs = 60_000;
    private const double HighestLogLoss = 10;

    public static Refusal? Refuses(PolicyRules rules)
    {
        if (rules.Gates.Count > MostGates)
        {
            return Refusal.Invalid("gates", $"A policy has at most {MostGates} gates.");
        }

        if (rules.Gates.Any(gate => gate is null))
        {
            return Refusal.Invalid("gates", "Each gate needs its kind and its limit.");
        }

        var twice = rules.Gates.GroupBy(GateRules.IdOf).FirstOrDefault(same => same.Count() > 1);
        return twice is not null
            ? Refusal.Invalid("gates", $"{GateRules.TitleOf(twice.First())} is asked for twice.")
            : rules.Gates.Select((gate, i) => Refuses(gate, $"gates[{i}]")).FirstOrDefault(refusal => refusal is not null);
    }

    private static Refusal? Refuses(Gate gate, string field) => gate switch
    {
        MetricLimitGate limit => Metric(field, limit.Metric) ?? Within(field, limit.Limit, 0, limit.Metric == MetricNames.LogLoss ? HighestLogLoss : 1),
        ChampionGate champion => Metric(field, champion.Metric) ?? Within(field, champion.Margin, 0, 1),
        DisparateImpactGate impact => Within(field, impact.Floor, 0, 1),
        LatencyGate latency => Within(field, latency.CeilingMs, 0.001, HighestLatencyMs),
        EvidenceAgeGate age => Within(field, age.Days, 1, LongestAgeDays),
        _ => throw new ArgumentOutOfRangeException(nameof(gate), gate, null),
    };

    private static Refusal? Metric(string field, string metric) =>
        MetricNames.All.Contains(metric, StringComparer.Ordinal)
            ? null
            : Refusal.Invalid(field, $"There is no metric called {metric}. Those that are: {string.Join(", ", MetricNames.All)}.");

    private static Refusal? Within(string field, double value, double lowest, double highest) =>
        value >= lowest && value <= highest
            ? null
            : Refusal.Invalid(field, $"This needs a number from {GateWords.Short(lowest)} to {GateWords.Short(highest)}.");
}
