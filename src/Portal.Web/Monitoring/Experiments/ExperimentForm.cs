using System.Globalization;
using Portal.Core.Monitoring.Experiments;
using Portal.Core.Registry;

namespace Portal.Web.Monitoring.Experiments;

/// <summary>The form of a new experiment as it is typed: rates in percent and points, as people say them.</summary>
public sealed class ExperimentForm
{
    private const double InPercent = 100;

    public string Name { get; set; } = "";

    public string Hypothesis { get; set; } = "";

    public ExperimentMode Mode { get; set; }

    /// <summary>Numbers of the chosen versions.</summary>
    public SortedSet<int> Challengers { get; } = [];

    /// <summary>Percent of the units that each challenger answers.</summary>
    public string Share { get; set; } = "50";

    public ExperimentMetric Metric { get; set; }

    public bool Higher { get; set; } = true;

    public string Effect { get; set; } = "";

    public string Baseline { get; set; } = "";

    public string Spread { get; set; } = "";

    public string Alpha { get; set; } = "0.05";

    public string Power { get; set; } = "0.8";

    /// <summary>A day, in UTC; for a shadow.</summary>
    public string CountsFrom { get; set; } = "";

    public string EndsAt { get; set; } = "";

    /// <summary>What latency may lose, in ms; empty for no such guardrail.</summary>
    public string LatencyMargin { get; set; } = "";

    /// <summary>What accuracy may lose, in points.</summary>
    public string AccuracyMargin { get; set; } = "";

    /// <summary>The metrics that a model can be compared by.</summary>
    public static IReadOnlyList<ExperimentMetric> MetricsOf(ModelTask task, ExperimentMode mode) =>
    [
        .. task == ModelTask.BinaryClassification ? [ExperimentMetric.FavourableRate, ExperimentMetric.Accuracy] : Array.Empty<ExperimentMetric>(),
        .. task == ModelTask.Regression ? [ExperimentMetric.AbsoluteError] : Array.Empty<ExperimentMetric>(),
        .. mode == ExperimentMode.AB ? [ExperimentMetric.Latency, ExperimentMetric.Cost, ExperimentMetric.ReportedRate, ExperimentMetric.ReportedMean] : Array.Empty<ExperimentMetric>(),
    ];

    /// <summary>Takes over what the live version had in the last week.</summary>
    public void Learn(ExperimentOutlookView outlook)
    {
        var metrics = MetricsOf(outlook.Task, Mode);
        Metric = metrics.Contains(Metric) || metrics.Count == 0 ? Metric : metrics[0];
        Higher = Metric.Direction() ?? Higher;
        (Baseline, Spread) = outlook.Seen.TryGetValue(Metric, out var seen)
            ? (Text(seen.Mean * (Metric.IsRate() ? InPercent : 1)), seen.Spread is { } spread ? Text(spread) : "")
            : ("", "");
    }

    /// <summary>What is not a number becomes one that the rules refuse with a sentence.</summary>
    public ExperimentDraft ToDraft()
    {
        var scale = Metric.IsRate() ? InPercent : 1;
        return new ExperimentDraft(
            Name.Trim(), Hypothesis.Trim(), Mode, [.. Challengers.Select(version => new ChallengerDraft(version, Shares.Of(Number(Share), Mode)))], Metric, Higher, Number(Effect) / scale, Number(Baseline) / scale,
            Metric.IsRate() ? null : Number(Spread), Number(Alpha), Number(Power), Guardrails(), Mode == ExperimentMode.Shadow ? Day(CountsFrom) : null, Day(EndsAt));
    }

    private List<ExperimentGuardrail> Guardrails()
    {
        var guardrails = new List<ExperimentGuardrail>();
        if (Mode == ExperimentMode.AB && LatencyMargin.Trim().Length > 0)
        {
            guardrails.Add(new ExperimentGuardrail(ExperimentMetric.Latency, Number(LatencyMargin), HigherIsBetter: false));
        }

        if (AccuracyMargin.Trim().Length > 0)
        {
            guardrails.Add(new ExperimentGuardrail(ExperimentMetric.Accuracy, Number(AccuracyMargin) / InPercent, HigherIsBetter: true));
        }

        return guardrails;
    }

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static DateTimeOffset? Day(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new DateTimeOffset(day, TimeSpan.Zero) : null;

    private static string Text(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
