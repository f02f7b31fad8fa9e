using Portal.Core.Evaluations;
using Portal.Core.Promotions.Renewals;
using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;

namespace Portal.Core.Promotions;

/// <summary>Whether a policy can be meant as it stands. Pure.</summary>
public static class PolicyChecks
{
    public const int MostGates = 50;
    private const int LongestAgeDays = 3650;
    private const int LongestSignatureMinutes = 24 * 60;
    private const double HighestLatencyMs = 60_000;
    private const double HighestLoss = 10;
    private const double HighestAmount = 1e12;

    public static Refusal? Refuses(PolicyRules rules)
    {
        if (rules is not { Gates: not null, Separation: not null, Terms: not null, Rollout.Steps: not null })
        {
            return Refusal.Invalid("rules", "A policy needs its gates, its separation of duties, its terms and how a version goes live.");
        }

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
            : rules.Gates.Select((gate, i) => Refuses(gate, $"gates[{i}]")).FirstOrDefault(refusal => refusal is not null)
                ?? StageChecks.Refuses(rules.Stages)
                ?? (rules.Exceptions is { } exceptions ? Choices.Refuses("exceptions.grantedBy", exceptions.GrantedBy) ?? Within("exceptions.longestDays", exceptions.LongestDays, 1, LongestAgeDays) : null)
                ?? Refuses(rules.Terms)
                ?? rules.Rollout.Refuses();
    }

    private static Refusal? Refuses(PromotionTerms terms) =>
        (terms.ExpiresAfterDays is { } days ? Within("terms.expiresAfterDays", days, 1, LongestAgeDays) : null)
        ?? (terms.SignatureMinutes is { } minutes ? Within("terms.signatureMinutes", minutes, 1, LongestSignatureMinutes) : null)
        ?? (terms.EvidenceDays is { } evidence ? Within("terms.evidenceDays", evidence, 1, RenewalRules.MostDays) : null)
        ?? (terms.LiveBefore is { } purpose ? Choices.Refuses("terms.liveBefore", purpose) : null);

    private static Refusal? Refuses(Gate gate, string field) => gate switch
    {
        MetricLimitGate limit => Metric(field, limit.Metric) ?? Within(field, limit.Limit, 0, Highest(limit.Metric)),
        ChampionGate champion => Metric(field, champion.Metric) ?? Within(field, champion.Margin, 0, Highest(champion.Metric)),
        DisparateImpactGate impact => Within(field, impact.Floor, 0, 1),
        LatencyGate latency => Within(field, latency.CeilingMs, 0.001, HighestLatencyMs),
        EvidenceAgeGate age => Within(field, age.Days, 1, LongestAgeDays),
        CostGate cost => CostGateRules.Refuses(cost, field),
        _ => throw new ArgumentOutOfRangeException(nameof(gate), gate, null),
    };

    /// <summary>The largest limit that makes sense for a metric.</summary>
    public static double Highest(string metric) => metric switch
    {
        MetricNames.LogLoss or MetricNames.Mape => HighestLoss,
        MetricNames.BrierSum => 2,
        MetricNames.Bleu or MetricNames.ChrF => 100,
        _ when MetricNames.InUnitOfLabel(metric) => HighestAmount,
        _ => 1,
    };

    private static Refusal? Metric(string field, string metric) =>
        MetricNames.Asked.Contains(metric, StringComparer.Ordinal)
            ? null
            : Refusal.Invalid(field, $"There is no metric called {metric} that can have a limit. Those that can: {string.Join(", ", MetricNames.Asked)}.");

    private static Refusal? Within(string field, double value, double lowest, double highest) =>
        value >= lowest && value <= highest
            ? null
            : Refusal.Invalid(field, $"This needs a number from {GateWords.Short(lowest)} to {GateWords.Short(highest)}.");
}
