using System.Text.Json.Serialization;
using Portal.Core.Datasets;

namespace Portal.Core.Promotions;

/// <summary>A rule over evidence, as a policy states it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MetricLimitGate), "metric-limit")]
[JsonDerivedType(typeof(ChampionGate), "champion")]
[JsonDerivedType(typeof(DisparateImpactGate), "disparate-impact")]
[JsonDerivedType(typeof(LatencyGate), "latency")]
[JsonDerivedType(typeof(EvidenceAgeGate), "evidence-age")]
[JsonDerivedType(typeof(PredictionCostGate), "prediction-cost")]
[JsonDerivedType(typeof(MonthlyCostGate), "monthly-cost")]
public abstract record Gate
{
    /// <summary>Of what a verdict is called: the kind of the gate and, for disparate impact, a column of the data.</summary>
    public const int LongestId = 40 + DatasetColumn.LongestName;
}

/// <summary>A floor for metrics of which more is better, a ceiling for errors.</summary>
public sealed record MetricLimitGate(string Metric, double Limit) : Gate;

/// <summary>Not worse than the live version by more than the margin, on the same dataset version. Passes when nothing is live.</summary>
public sealed record ChampionGate(string Metric, double Margin) : Gate;

/// <summary>For every protected attribute: lowest over highest selection rate among the groups with enough rows.</summary>
public sealed record DisparateImpactGate(double Floor) : Gate;

/// <summary>The 95th percentile of one-row calls.</summary>
public sealed record LatencyGate(double CeilingMs) : Gate;

public sealed record EvidenceAgeGate(int Days) : Gate;

/// <summary>What running it may cost at most.</summary>
/// <param name="Currency">ISO 4217; the price of the hardware is in it, because prices are not converted here.</param>
public abstract record CostGate(decimal Ceiling, string Currency) : Gate;

/// <summary>Of 1,000 predictions, at the usual load of the hardware that the evaluation ran on.</summary>
public sealed record PredictionCostGate(decimal Ceiling, string Currency) : CostGate(Ceiling, Currency);

/// <summary>Of a month, with as many predictions as are expected.</summary>
public sealed record MonthlyCostGate(decimal Ceiling, string Currency) : CostGate(Ceiling, Currency);
