using System.Globalization;
using Portal.Core.Evaluations;
using Portal.Core.Promotions.Renewals;
using Portal.Core.Promotions.Stages;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>What a policy asks, in plain sentences for whoever has to follow it. Pure.</summary>
public static class PolicySentences
{
    private static readonly string[] s_numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>The whole policy, in the order in which a promotion meets it.</summary>
    public static IReadOnlyList<string> Of(PolicyRules rules) =>
    [
        .. OfTerms(rules.Terms),
        OfGates(rules),
        .. OfStages(rules.Stages),
        Of(rules.Separation),
        .. OfDeciding(rules),
        Of(rules.Rollout),
        .. OfRenewal(rules),
    ];

    public static string Of(Gate gate) => gate switch
    {
        MetricLimitGate limit => $"{MetricNames.InWords(limit.Metric)} {(MetricNames.HigherIsBetter(limit.Metric) ? "at least" : "at most")} {Limit(limit.Limit)}",
        ChampionGate { Margin: 0 } champion => $"{MetricNames.InWords(champion.Metric)} not worse than the live version",
        ChampionGate champion => $"{MetricNames.InWords(champion.Metric)} not worse than the live version by more than {Limit(champion.Margin)}",
        DisparateImpactGate impact => $"Disparate impact at least {Limit(impact.Floor)} for every protected attribute",
        LatencyGate latency => $"95 of 100 one-row calls within {latency.CeilingMs.ToString("0.###", CultureInfo.InvariantCulture)} ms",
        EvidenceAgeGate age => $"Evidence not older than {Count(age.Days, "day")}",
        PredictionCostGate cost => $"1,000 predictions cost at most {GateWords.Amount(cost.Ceiling, cost.Currency)}",
        MonthlyCostGate cost => $"Running it costs at most {GateWords.Amount(cost.Ceiling, cost.Currency)} a month",
        _ => throw new ArgumentOutOfRangeException(nameof(gate), gate, null),
    };

    /// <summary>Such as <c>two reviewers, within 3 days; reminded 24 hours before; after that a tenant administrator as well</c>.</summary>
    public static string Of(Stage stage) => string.Concat((string[])
    [
        Who(stage),
        .. stage.Deadline is { } deadline ? [Of(deadline)] : Array.Empty<string>(),
        .. stage.LooksAt is { Count: > 0 } parts ? [$"; asked again when {Join(parts.Select(part => part.InWords()), "or")} changes"] : Array.Empty<string>(),
    ]);

    public static string Of(SeparationOfDuties separation) => (separation.Requester, separation.Owner) switch
    {
        (true, true) => "Whoever registered the version, asked for the promotion or owns the model has no say; nobody decides on two stages.",
        (true, false) => "Whoever registered the version or asked for the promotion has no say; nobody decides on two stages.",
        (false, true) => "Whoever registered the version or owns the model has no say; nobody decides on two stages.",
        _ => "Whoever registered the version has no say; nobody decides on two stages.",
    };

    public static string Of(ExceptionRules? exceptions) => exceptions is null
        ? "What a gate blocks stays blocked: there are no exceptions."
        : $"{Sentence(exceptions.GrantedBy.OneInWords())} may let a gate that blocks pass, with a reason and for {Count(exceptions.LongestDays, "day")} at most.";

    public static string Of(RolloutPlan plan) => plan.Strategy switch
    {
        RolloutStrategy.AtOnce => "Once approved, the version answers all requests at once.",
        RolloutStrategy.Canary => $"Once approved, the version answers {Join(plan.Shares.Select(share => $"{share} %"), "then")} of the requests, each step for {Hours(plan.HoldHours)}, then all.",
        RolloutStrategy.BlueGreen => $"Once approved, the version stands ready without requests for {Hours(plan.HoldHours)}, then answers all at once (blue/green).",
        RolloutStrategy.Shadow => $"Once approved, the version is sent copies of {plan.Shares[0]} % of the requests for {Hours(plan.HoldHours)}, and its answers go nowhere (shadow).",
        RolloutStrategy.Compare => $"Once approved, the version answers {plan.Shares[0]} % of the requests beside the live one for {Hours(plan.HoldHours)}; then a person decides which of them stays (A/B).",
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan, null),
    };

    /// <summary>What the terms ask, one sentence each; nothing where they ask nothing.</summary>
    public static IEnumerable<string> OfTerms(PromotionTerms terms) =>
    [
        .. terms.UseCase ? ["The model must belong to an approved use case."] : Array.Empty<string>(),
        .. terms.LiveBefore is { } purpose ? [$"The version must be live in {purpose.InWords()}, or have been."] : Array.Empty<string>(),
    ];

    /// <summary>Who decides, one sentence for each step.</summary>
    public static IEnumerable<string> OfStages(IReadOnlyList<Stage> stages)
    {
        if (stages.Count == 0)
        {
            return ["Nobody has to approve: what no gate blocks goes live."];
        }

        var steps = stages.GroupBy(stage => stage.Step).OrderBy(step => step.Key).ToList();
        return steps.Select((step, index) =>
            $"{(index > 0 ? "Then" : steps.Count > 1 ? "First" : "It is decided on by")} {Join(step.Select(stage => $"{Of(stage)} ({stage.Name})"), "and, at the same time,")}.");
    }

    /// <summary>That what is live is approved again; nothing where evidence never ages.</summary>
    private static IEnumerable<string> OfRenewal(PolicyRules rules) => rules.Terms.EvidenceDays is { } days
        ? [$"What is live is approved again, on new evidence and by the same stages, before its evidence is {Count(days, "day")} old; the portal asks for that {Count(RenewalRules.Notice(days).TotalDays, "day")} before, and opens an incident when the day passes."]
        : [];

    internal static string Limit(double number) => number.ToString("0.00##", CultureInfo.InvariantCulture);

    /// <summary>72 hours are 3 days; 36 stay hours.</summary>
    public static string Hours(double hours) =>
        hours >= 48 && hours % 24 == 0 ? Count(hours / 24, "day") : Count(hours, "hour");

    internal static string Count(double number, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:0.##} {one}{(number.Equals(1.0) ? "" : "s")}");

    private static string OfGates(PolicyRules rules) => rules.Gates.Count == 0
        ? "No gate is judged: any version may be asked for."
        : $"{Sentence(Number(rules.Gates.Count))} {(rules.Gates.Count == 1 ? "gate is" : "gates are")} judged on the evidence. {Of(rules.Exceptions)}";

    private static IEnumerable<string> OfDeciding(PolicyRules rules) =>
    [
        .. rules.Terms.SignatureMinutes is { } minutes && rules.ApprovalRequired ? [$"Deciders confirm their sign-in within {Count(minutes, "minute")} of signing."] : Array.Empty<string>(),
        .. rules.Terms.ExpiresAfterDays is { } days ? [$"A promotion that nobody has decided on ends after {Count(days, "day")}."] : Array.Empty<string>(),
        .. rules.Terms.AutomaticRollback ? Array.Empty<string>() : ["The portal never takes a version back by itself, whatever a monitor asks for."],
    ];

    private static string Of(StageDeadline deadline) => string.Concat((string[])
    [
        $", within {Hours(deadline.Hours)}",
        .. deadline.RemindHours is { } remind ? [$"; reminded {Hours(remind)} before"] : Array.Empty<string>(),
        .. deadline.EscalatesTo is { } role ? [$"; after that {role.OneInWords()} as well"] : Array.Empty<string>(),
    ]);

    private static string Who(Stage stage)
    {
        var deciders = stage.Deciders;
        if (stage.Quorum is null)
        {
            return deciders.Members.Count == 1 ? deciders.Members[0] : $"all of {Join(deciders.Members, "and")}";
        }

        var kinds = deciders.Roles.Count + (deciders.Team is null ? 0 : 1) + deciders.Members.Count;
        var many = stage.Needed > 1;
        IEnumerable<string> who =
        [
            .. deciders.Roles.Select(role => role.InWords() + (many ? "s" : "")),
            .. deciders.Team is { } team ? [$"{(many ? "members" : "member")} of the team {team}"] : Array.Empty<string>(),
            .. deciders.Members,
        ];
        return kinds == 1 && deciders.Members.Count == 1 ? deciders.Members[0]
            : deciders.Members.Count == kinds ? $"{Number(stage.Needed)} of {Join(who, "and")}"
            : kinds == 1 || !many ? $"{Number(stage.Needed)} {Join(who, "or")}"
            : $"{Number(stage.Needed)} out of {Join(who, "and")}";
    }

    private static string Number(int number) => number < s_numbers.Length ? s_numbers[number] : number.ToString(CultureInfo.InvariantCulture);

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string Join(IEnumerable<string> words, string last)
    {
        string[] all = [.. words];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])}{(last == "then" ? ", " : " ")}{last} {all[^1]}";
    }
}
