using System.Globalization;
using Portal.Statistics.Experiments;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>The verdict of a look in words that a compliance officer can read, with the numbers that it rests on.</summary>
internal static class LookSentences
{
    public static string Of(LookPlan plan, LookVerdict verdict, IReadOnlyList<ArmLook> arms, IReadOnlyList<GuardrailLook> guardrails, SampleRatio? ratio)
    {
        var champion = arms[0];
        return verdict switch
        {
            LookVerdict.SampleRatioMismatch => Mismatch(plan, arms, ratio),
            LookVerdict.GuardrailBroken => Broken(guardrails.First(guard => guard.Verdict == GuardrailVerdict.Broken)),
            LookVerdict.ChallengerBetter => $"Stop: version {Leader(plan, arms).Version} is better than the champion, version {champion.Version}. {Told(plan, champion, Leader(plan, arms))}{Open(guardrails, Leader(plan, arms))}",
            LookVerdict.ChampionBetter => $"Stop: the champion, version {champion.Version}, is better. {Told(plan, champion, Leader(plan, arms))}",
            LookVerdict.NoDifference => $"Stop: no challenger was shown to be better with the rows that were planned. {Told(plan, champion, Leader(plan, arms))}",
            LookVerdict.KeepRunning when arms.Any(arm => arm.Rows == 0) => $"Keep running: {Waiting(plan, arms)}",
            LookVerdict.KeepRunning => $"Keep running: what is seen may still be chance. {Told(plan, champion, Leader(plan, arms))}",
            _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
        };
    }

    /// <summary>A value of a metric with its unit.</summary>
    public static string Value(ExperimentMetric metric, double value) =>
        metric.IsRate() ? Text($"{100 * value:0.0#} %") : metric == ExperimentMetric.Latency ? Text($"{value:0.0##} ms") : Text($"{value:0.0###}");

    /// <summary>A difference of two values, with its sign.</summary>
    public static string Difference(ExperimentMetric metric, double value) =>
        metric.IsRate() ? Text($"{100 * value:+0.0#;−0.0#;0.0} points") : metric == ExperimentMetric.Latency ? Text($"{value:+0.0##;−0.0##;0.0} ms") : Text($"{value:+0.0###;−0.0###;0.0}");

    /// <summary>Of several challengers, the one that the sentence is about: decided before undecided, then the best.</summary>
    private static ArmLook Leader(LookPlan plan, IReadOnlyList<ArmLook> arms) => arms.Skip(1)
        .OrderByDescending(arm => arm.Verdict == LookVerdict.ChallengerBetter)
        .ThenByDescending(arm => (plan.HigherIsBetter ? 1 : -1) * (arm.Difference ?? 0)).First();

    private static string Told(LookPlan plan, ArmLook champion, ArmLook challenger)
    {
        if (challenger.Difference is not { } difference)
        {
            return Waiting(plan, [champion, challenger]);
        }

        var metric = plan.Metric;
        var interval = challenger is { Low: { } low, High: { } high }
            ? Text($" (always-valid {1 - (plan.Alpha / (plan.Arms.Count - 1)):0.#### %} interval {Difference(metric, low)} to {Difference(metric, high)})")
            : "";
        var rows = plan.Mode == ExperimentMode.Shadow ? Text($"on {challenger.Rows:N0} rows that both have scored") : Text($"on {challenger.Rows:N0} and {champion.Rows:N0} rows");
        return $"{Capital(metric.InWords())}: {Value(metric, challenger.Estimate ?? 0)} against {Value(metric, champion.Estimate ?? 0)}, a difference of {Difference(metric, difference)}{interval}, {rows}; p = {P(challenger.P ?? 1)}.";
    }

    private static string Waiting(LookPlan plan, IReadOnlyList<ArmLook> arms)
    {
        var waits = arms.Where(arm => arm.Rows == 0).Select(arm => $"version {arm.Version}").ToList();
        var what = plan.Metric is ExperimentMetric.Accuracy or ExperimentMetric.AbsoluteError ? "rows with a known truth" : plan.Metric.IsReported() ? "reported outcomes" : "rows";
        return plan.Mode == ExperimentMode.Shadow ? $"there are no {what} yet that both versions have scored." : $"there are no {what} of {string.Join(" and ", waits)} yet.";
    }

    private static string Mismatch(LookPlan plan, IReadOnlyList<ArmLook> arms, SampleRatio? ratio)
    {
        var overall = ratio is { Mismatch: true };
        var counts = string.Join(" to ", arms.Select(arm => (overall ? arm.Units : arm.Rows).ToString("N0", CultureInfo.InvariantCulture)));
        var planned = string.Join(" to ", arms.Select((_, at) => Text($"{plan.Arms[at].Share / 100.0:0.##}")));
        if (plan.Mode == ExperimentMode.Shadow)
        {
            return Text($"Blocked: the versions have not scored the same rows ({counts}, p = {P(ratio!.PValue)}). Look for batches that were sent for one version only, answers that the shadow timed out on, and rows that only one of them can read.");
        }

        return overall
            ? Text($"Blocked: the arms have {counts} rows where {planned} were planned; by chance that happens with p = {P(ratio!.PValue)}. Look for a service that splits otherwise than the assignment says, for rows of one arm that are lost, sent twice or filtered after the split, and for errors that fall back to the champion.")
            : Text($"Blocked: of the arms {counts} rows have a known outcome, which does not fit the planned {planned} although the arms themselves do. Look for labels that reach one version and not the other, such as outcomes that are known only of those who were accepted.");
    }

    private static string Broken(GuardrailLook guard) =>
        $"Stop: version {guard.Version} makes the {guard.Metric.InWords()} worse by {Difference(guard.Metric, guard.Harm ?? 0).TrimStart('+')}, at least {Difference(guard.Metric, guard.LeastHarm ?? 0).TrimStart('+')}, where {Difference(guard.Metric, guard.Margin).TrimStart('+')} is tolerated.";

    private static string Open(IReadOnlyList<GuardrailLook> guardrails, ArmLook leader)
    {
        var open = guardrails.Where(guard => guard.Version == leader.Version && guard.Verdict == GuardrailVerdict.Undecided).Select(guard => guard.Metric.InWords()).ToList();
        return open.Count == 0 ? "" : $" Whether it keeps the {string.Join(" and the ", open)} is not known yet.";
    }

    private static string P(double p) => p < 0.0001 ? Text($"{p:0.#E+0}") : Text($"{p:0.####}");

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
