using Portal.Core.Monitoring.Observations;

namespace Portal.Core.Monitoring.Monitors.Measuring;

/// <summary>How quickly answers came, and what they cost.</summary>
internal static class ServiceReadings
{
    private const int Thousand = 1000;

    public static WindowMeasured OfLatency(MonitorSettings settings, ObservedWindow window, ObservedWindow? before)
    {
        var (share, limit, fewest) = (settings.Percentile ?? MonitorLimits.Percentile, settings.MostMilliseconds!.Value, settings.FewestRows ?? MonitorLimits.FewestRows);
        if (window.Latency is not { } latency || latency.Rows < fewest || latency.Percentile(share) is not { } value)
        {
            return WindowVerdicts.NotEnough(window.VersionId, window.Rows, $"{window.Latency?.Rows ?? 0:N0} rows of this window say how long the answer took; below {fewest:N0} nothing is concluded.");
        }

        var verdict = value > limit ? WindowVerdict.Breach : WindowVerdict.Quiet;
        var past = before?.Latency?.Percentile(share);
        var sentence = FormattableString.Invariant($"{share:P1} of the answers came within {value:#,0.#} ms; {limit:#,0.#} ms is the limit.{(past is { } was ? FormattableString.Invariant($" In the window before it was {was:#,0.#} ms.") : "")}");
        var reading = new Reading(Reading.Table, "latency", value, null, null, WindowVerdicts.Finite(past), limit, null, null, latency.Rows, verdict, sentence)
        {
            Also = WindowVerdicts.Also(("mean", latency.Mean), ("median", latency.Percentile(0.5)), ("greatest", latency.Greatest)),
        };
        return new WindowMeasured(window.VersionId, verdict, sentence, window.Rows, [reading]);
    }

    public static WindowMeasured OfCost(MonitorSettings settings, ObservedWindow window, ObservedWindow? before)
    {
        var (limit, currency, fewest) = (settings.MostCost!.Value, settings.Currency!, settings.FewestRows ?? MonitorLimits.FewestRows);
        if (window.Rows < fewest || !window.Costs.TryGetValue(currency, out var cost))
        {
            return WindowVerdicts.NotEnough(window.VersionId, window.Rows, window.Costs.Count > 0 && !window.Costs.ContainsKey(currency)
                ? $"The costs of this window came in {string.Join(", ", window.Costs.Keys)}; the limit is in {currency}."
                : $"{window.Rows:N0} rows came in this window, {(window.Costs.Count == 0 ? "none with a cost" : "too few for a verdict")}.");
        }

        var each = PerThousand(cost, window.Rows);
        var past = before is { Rows: > 0 } && before.Costs.TryGetValue(currency, out var then) ? PerThousand(then, before.Rows) : (decimal?)null;
        var verdict = each > limit ? WindowVerdict.Breach : WindowVerdict.Quiet;
        var sentence = FormattableString.Invariant($"1,000 predictions cost {currency} {each:#,0.00####}; {currency} {limit:#,0.00####} is the limit.{(past is { } was ? FormattableString.Invariant($" In the window before it was {currency} {was:#,0.00####}.") : "")}");
        var reading = new Reading(Reading.Table, "costPerThousand", (double)each, null, null, (double?)past, (double)limit, null, null, window.Rows, verdict, sentence);
        return new WindowMeasured(window.VersionId, verdict, sentence, window.Rows, [reading]);
    }

    private static decimal PerThousand(decimal cost, long rows) => cost * Thousand / rows;
}
