using System.Globalization;
using Portal.Core.Evaluations;
using Portal.Core.Promotions;

namespace Portal.Web.Promotions.Components;

public enum GateKind
{
    MetricLimit,
    Champion,
    DisparateImpact,
    Latency,
    EvidenceAge,
    PredictionCost,
    MonthlyCost,
}

/// <summary>A gate while it is edited: what stands in its fields, whether or not it is a number yet.</summary>
public sealed class GateDraft
{
    private GateDraft(GateKind kind, string metric, string number) => (Kind, Metric, Number, FirstMetric) = (kind, metric, number, metric.Length > 0 ? metric : null);

    public GateKind Kind { get; }

    public string Metric { get; set; }

    /// <summary>The metric before anything was changed; null for a gate without one.</summary>
    public string? FirstMetric { get; }

    public string Number { get; set; }

    /// <summary>Of an amount; empty for gates about anything else.</summary>
    public string Currency { get; set; } = "";

    public bool HasCurrency => Kind is GateKind.PredictionCost or GateKind.MonthlyCost;

    public bool HasMetric => Kind is GateKind.MetricLimit or GateKind.Champion;

    public string Title => Kind switch
    {
        GateKind.MetricLimit => MetricNames.HigherIsBetter(Metric) ? "Metric at least" : "Metric at most",
        GateKind.Champion => "Not worse than the live version",
        GateKind.DisparateImpact => "Disparate impact",
        GateKind.Latency => "Latency, 95th percentile",
        GateKind.PredictionCost => "Cost of 1,000 predictions",
        GateKind.MonthlyCost => "Cost of a month",
        _ => "Age of the evidence",
    };

    public string NumberLabel => Kind switch
    {
        GateKind.MetricLimit => MetricNames.HigherIsBetter(Metric) ? "At least" : "At most",
        GateKind.Champion => "Margin",
        GateKind.DisparateImpact => "At least",
        GateKind.Latency => "At most, in milliseconds",
        GateKind.PredictionCost or GateKind.MonthlyCost => "At most",
        _ => "At most, in days",
    };

    public string Hint => Kind switch
    {
        GateKind.MetricLimit => $"{Range}; {(MetricNames.HigherIsBetter(Metric) ? "higher is better" : "lower is better")}",
        GateKind.Champion => $"{Range}: how much worse it may be, on the same data",
        GateKind.DisparateImpact => "0 to 1: lowest over highest selection rate; four fifths is 0.8",
        GateKind.Latency => "for calls with one row",
        GateKind.PredictionCost => "on the hardware that the evaluation ran on, at its usual load",
        GateKind.MonthlyCost => "with the predictions that the use case expects, or that production sends, whichever is more",
        _ => "1 to 3650, counted from the end of the evaluation",
    };

    private string Range => MetricNames.InUnitOfLabel(Metric) ? "In the unit of the label" : $"0 to {Write(PolicyChecks.Highest(Metric))}";

    public string Step => Kind switch
    {
        GateKind.EvidenceAge => "1",
        GateKind.Latency or GateKind.PredictionCost or GateKind.MonthlyCost => "any",
        _ => "0.001",
    };

    /// <summary>With the limit that is usual for its kind.</summary>
    public static GateDraft New(GateKind kind) => kind switch
    {
        GateKind.MetricLimit => new(kind, MetricNames.RocAuc, "0.7"),
        GateKind.Champion => new(kind, MetricNames.RocAuc, "0.005"),
        GateKind.DisparateImpact => new(kind, "", "0.8"),
        GateKind.Latency => new(kind, "", "20"),
        GateKind.EvidenceAge => new(kind, "", "30"),
        GateKind.PredictionCost => new(kind, "", "0.01") { Currency = "USD" },
        GateKind.MonthlyCost => new(kind, "", "1000") { Currency = "USD" },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static GateDraft Of(Gate gate) => gate switch
    {
        MetricLimitGate limit => new(GateKind.MetricLimit, limit.Metric, Write(limit.Limit)),
        ChampionGate champion => new(GateKind.Champion, champion.Metric, Write(champion.Margin)),
        DisparateImpactGate impact => new(GateKind.DisparateImpact, "", Write(impact.Floor)),
        LatencyGate latency => new(GateKind.Latency, "", Write(latency.CeilingMs)),
        EvidenceAgeGate age => new(GateKind.EvidenceAge, "", Write(age.Days)),
        CostGate cost => new(cost is PredictionCostGate ? GateKind.PredictionCost : GateKind.MonthlyCost, "", cost.Ceiling.ToString("0.############", CultureInfo.InvariantCulture)) { Currency = cost.Currency },
        _ => throw new ArgumentOutOfRangeException(nameof(gate), gate, null),
    };

    /// <summary>Null while its field does not hold a number.</summary>
    public Gate? ToGate() => HasCurrency ? ToCostGate()
        : Kind == GateKind.EvidenceAge
        ? int.TryParse(Number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) ? new EvidenceAgeGate(days) : null
        : double.TryParse(Number, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? Kind switch
            {
                GateKind.MetricLimit => new MetricLimitGate(Metric, number),
                GateKind.Champion => new ChampionGate(Metric, number),
                GateKind.DisparateImpact => new DisparateImpactGate(number),
                _ => new LatencyGate(number),
            }
            : null;

    private CostGate? ToCostGate() => !decimal.TryParse(Number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? null
        : Kind == GateKind.PredictionCost ? new PredictionCostGate(amount, Currency.Trim().ToUpperInvariant())
        : new MonthlyCostGate(amount, Currency.Trim().ToUpperInvariant());

    private static string Write(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
