using System.Globalization;
using Portal.Core.Evaluations;
using Portal.Core.Registry;

namespace Portal.Core.Promotions;

/// <summary>What each gate says about the evidence. Pure.</summary>
public static class GateRules
{
    // What is equal on paper may differ in the last bits: 0.787 - 0.005 is not 0.782.
    private const double Tolerance = 1e-12;

    /// <summary>
    /// The verdicts in the order of the gates; disparate impact has one for each protected attribute. One policy serves models of
    /// every task: gates about metrics of other tasks are left out, but never all that ask for quality.
    /// </summary>
    public static IReadOnlyList<GateVerdict> Judge(IReadOnlyCollection<Gate> gates, GateEvidence evidence)
    {
        Gate[] asked = [.. gates.Where(gate => MetricOf(gate) is not { } metric || MetricNames.Of(evidence.Task).Contains(metric, StringComparer.Ordinal))];
        var verdicts = asked.SelectMany(gate => Judge(gate, evidence));
        var qualityIsAsked = gates.Any(gate => MetricOf(gate) is not null);
        return qualityIsAsked && !asked.Any(gate => MetricOf(gate) is not null) ? [NoQuality(evidence.Task), .. verdicts] : [.. verdicts];
    }

    public static IReadOnlyList<GateVerdict> Judge(Gate gate, GateEvidence evidence)
    {
        var ask = Ask.Of(gate);
        if (evidence.Candidate.Evaluation is not { } candidate)
        {
            return [ask.Missing($"Version {evidence.Candidate.Number} has no completed evaluation on the model's evaluation data.")];
        }

        return gate switch
        {
            MetricLimitGate limit => [Limit(ask, limit, candidate)],
            ChampionGate champion => [Champion(ask, champion, candidate, evidence.Candidate, evidence.Champion)],
            DisparateImpactGate impact => FairnessGateRules.Judge(impact, evidence.Task, candidate),
            LatencyGate latency => [Latency(ask, latency, candidate)],
            EvidenceAgeGate age => [Age(ask, age, candidate, evidence.At)],
            CostGate cost => [CostGateRules.Judge(cost, evidence)],
            _ => throw new ArgumentOutOfRangeException(nameof(gate), gate, null),
        };
    }

    /// <summary>The metric that a gate looks at; null for gates that look at something else.</summary>
    public static string? MetricOf(Gate gate) => gate switch
    {
        MetricLimitGate limit => limit.Metric,
        ChampionGate champion => champion.Metric,
        _ => null,
    };

    /// <summary>Stable within a policy: two gates of one policy never share it.</summary>
    public static string IdOf(Gate gate) => Ask.Of(gate).Id;

    /// <summary>What a gate asks for, in words.</summary>
    public static string TitleOf(Gate gate) => Ask.Of(gate).Title;

    internal static bool Meets(double value, double limit, bool atLeast) => atLeast ? value >= limit - Tolerance : value <= limit + Tolerance;

    private static GateVerdict NoQuality(ModelTask task) => new(
        "no-quality-gate", "Quality", Verdict.Missing, null, null, true, "", $"No gate of the policy looks at a metric of {task.InWords()}, so nothing says whether this version is good enough. Add one to the policy.", Blocks: true);

    private static GateVerdict Limit(Ask ask, MetricLimitGate gate, EvaluationFacts candidate)
    {
        if (!candidate.Metrics.TryGetValue(gate.Metric, out var value))
        {
            return ask.Missing($"{MetricNames.InWords(gate.Metric)} is not defined for this evaluation.");
        }

        var (number, limit) = GateWords.Apart(value, gate.Limit);
        return ask.Say(value, gate.Limit, $"{MetricNames.InWords(gate.Metric)} is {number}; {(ask.AtLeast ? "at least" : "at most")} {limit} is {(ask.AtLeast ? "asked" : "allowed")}.");
    }

    private static GateVerdict Champion(Ask ask, ChampionGate gate, EvaluationFacts candidate, VersionEvidence version, VersionEvidence? champion)
    {
        if (!candidate.Metrics.TryGetValue(gate.Metric, out var value))
        {
            return ask.Missing($"{MetricNames.InWords(gate.Metric)} is not defined for this evaluation.");
        }

        if (champion is null)
        {
            return ask.Pass(value, "Nothing is live there yet, so there is nothing to compare with.");
        }

        if (champion.Id == version.Id)
        {
            return ask.Pass(value, "This is the version that is live there, so there is nothing else to compare it with.");
        }

        if (champion.Evaluation is not { } live)
        {
            return ask.Missing($"Live version {champion.Number} has no completed evaluation to compare with.");
        }

        if (live.DatasetVersion != candidate.DatasetVersion)
        {
            return ask.Missing($"Live version {champion.Number} was evaluated on other data ({live.Dataset}, not {candidate.Dataset}), so the numbers can't be compared. Evaluate it on {candidate.Dataset}.");
        }

        if (!live.Metrics.TryGetValue(gate.Metric, out var reference))
        {
            return ask.Missing($"{MetricNames.InWords(gate.Metric)} of live version {champion.Number} is not defined.");
        }

        var limit = ask.AtLeast ? reference - gate.Margin : reference + gate.Margin;
        return ask.Say(value, limit, $"Live version {champion.Number} has {GateWords.Apart(reference, value).Value}; {Allowance(gate.Margin, ask.AtLeast)}.");
    }

    private static string Allowance(double margin, bool atLeast) => (margin, atLeast) switch
    {
        (0, true) => "nothing below it is allowed",
        (0, false) => "nothing above it is allowed",
        (_, true) => $"at most {GateWords.Short(margin)} below it is allowed",
        (_, false) => $"at most {GateWords.Short(margin)} above it is allowed",
    };

    private static GateVerdict Latency(Ask ask, LatencyGate gate, EvaluationFacts candidate)
    {
        if (candidate.Timings is not { } timings)
        {
            return candidate.Results.Task == ModelTask.TextGeneration
                ? ask.Missing("The texts were made elsewhere, so nothing is known of how long that took.") with { Blocks = false }
                : ask.Missing("The evaluation took no times.");
        }

        var (number, limit) = GateWords.Apart(timings.LatencyP95Ms, gate.CeilingMs);
        return ask.Say(timings.LatencyP95Ms, gate.CeilingMs, $"95 of 100 calls with one row took at most {number} ms on {timings.Device}; {limit} ms are allowed.");
    }

    private static GateVerdict Age(Ask ask, EvidenceAgeGate gate, EvaluationFacts candidate, DateTimeOffset at)
    {
        var days = Math.Max(0, (at - candidate.EndedAt).TotalDays);
        var old = days < 1 ? "less than a day" : string.Create(CultureInfo.InvariantCulture, $"{days:0.#} {(days < 1.05 ? "day" : "days")}");
        return ask.Say(days, gate.Days, $"The evaluation is {old} old; at most {gate.Days} {(gate.Days == 1 ? "day is" : "days are")} allowed.");
    }

    /// <summary>What a gate asks for, ready to be answered.</summary>
    private sealed record Ask(string Id, string Title, bool AtLeast, string Unit, double? Written)
    {
        public static Ask Of(Gate gate) => gate switch
        {
            MetricLimitGate limit => new($"metric:{limit.Metric}", MetricNames.InWords(limit.Metric), MetricNames.HigherIsBetter(limit.Metric), "", limit.Limit),
            ChampionGate champion => new($"champion:{champion.Metric}", $"{MetricNames.InWords(champion.Metric)} against the live version", MetricNames.HigherIsBetter(champion.Metric), "", null),
            DisparateImpactGate impact => new(FairnessGateRules.Id, FairnessGateRules.Title, true, "", impact.Floor),
            LatencyGate latency => new("latency:p95", "Latency, 95th percentile", false, "ms", latency.CeilingMs),
            EvidenceAgeGate age => new("evidence-age", "Age of the evidence", false, "days", age.Days),
            CostGate cost => new(CostGateRules.IdOf(cost), CostGateRules.TitleOf(cost), false, cost.Currency, null),
            _ => throw new ArgumentOutOfRangeException(nameof(gate), gate, null),
        };

        public GateVerdict Missing(string sentence) => new(Id, Title, Verdict.Missing, null, Written, AtLeast, Unit, sentence, Blocks: true);

        public GateVerdict Pass(double value, string sentence) => new(Id, Title, Verdict.Passed, value, null, AtLeast, Unit, sentence, Blocks: false);

        public GateVerdict Say(double value, double limit, string sentence)
        {
            var passed = Meets(value, limit, AtLeast);
            return new(Id, Title, passed ? Verdict.Passed : Verdict.Failed, value, limit, AtLeast, Unit, sentence, Blocks: !passed);
        }
    }
}
