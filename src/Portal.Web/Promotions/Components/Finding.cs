using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Web.Shell;

namespace Portal.Web.Promotions.Components;

/// <summary>A promotion in two sentences: what matters most, then what stands beside it.</summary>
/// <param name="Css">Of the notice: failed, missing, passed.</param>
public sealed record Finding(string First, string Rest, string Css)
{
    public static Finding Of(FrozenEvidence frozen)
    {
        var verdicts = frozen.Verdicts;
        GateVerdict[] open = [.. verdicts.Where(verdict => verdict.IsOpen).OrderBy(verdict => verdict.Verdict == Verdict.Failed ? 0 : 1)];
        GateVerdict[] waived = [.. verdicts.Where(verdict => verdict.ExceptionReason is not null)];
        var gain = Gain(frozen);
        return (open.Length, waived.Length) switch
        {
            ( > 0, _) => new($"{Figures.Count(open.Length, "gate")} of {Figures.Count(verdicts.Count)} {(open.Length == 1 ? "blocks" : "block")} it: {open[0].Title}. {open[0].Sentence}", gain, open[0].Verdict == Verdict.Failed ? "failed" : "missing"),
            (_, > 0) => new($"{Figures.Count(waived.Length, "gate")} {(waived.Length == 1 ? "was" : "were")} let pass as an exception: {string.Join(", ", waived.Select(verdict => verdict.Title))}.", $"{waived[0].Sentence} {gain}", "missing"),
            _ when verdicts.Count == 0 => new("The policy asks for no gates here.", gain, "missing"),
            _ when verdicts.Count(verdict => verdict.Verdict != Verdict.Passed) is > 0 and var silent =>
                new($"{Figures.Count(verdicts.Count - silent)} of {Figures.Count(verdicts.Count, "gate")} {(verdicts.Count - silent == 1 ? "passes" : "pass")}, and none blocks it.", gain, "passed"),
            _ => new($"All {Figures.Count(verdicts.Count)} gates pass.", gain, "passed"),
        };
    }

    private static string Gain(FrozenEvidence frozen)
    {
        var evidence = frozen.Evidence;
        if (evidence.Candidate.Evaluation is not { } now || !now.Metrics.TryGetValue(MetricNames.HeadlineOf(evidence.Task), out var value))
        {
            return "";
        }

        var metric = MetricNames.HeadlineOf(evidence.Task);
        var has = $"{MetricNames.InWords(metric)} is {Figures.Measure(value)} on {Figures.Count(now.Results.Rows, "row")}";
        if (frozen.Renewal is { } renewal)
        {
            return renewal.Evaluation is { } old && old.Metrics.TryGetValue(metric, out var then) ? $"{has}; it was {Figures.Measure(then)} when it was approved before, on {(old.DatasetVersion == now.DatasetVersion ? "the same rows" : old.Dataset)}." : $"{has}.";
        }

        if (evidence.Champion is not { } champion)
        {
            return $"{has}; nothing of the model is live there yet.";
        }

        return champion.Evaluation is { } before && before.DatasetVersion == now.DatasetVersion && before.Metrics.TryGetValue(metric, out var live)
            ? $"{has}, that of live version {champion.Number} {Figures.Measure(live)} ({Figures.SignedMeasure(value - live)})."
            : $"{has}; live version {champion.Number} was not measured on the same rows.";
    }
}
