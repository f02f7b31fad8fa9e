using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>One thing that two versions of a policy say differently.</summary>
/// <param name="What">The gate, stage or term.</param>
/// <param name="From">What it said; null where it is new.</param>
/// <param name="To">What it says; null where it is gone.</param>
public sealed record PolicyChange(string What, string? From, string? To)
{
    public string Sentence => (From, To) switch
    {
        (null, _) => $"{What} is new: {To}.",
        (_, null) => $"{What} is gone; it said: {From}.",
        _ => $"{What}: from {From} to {To}.",
    };
}

/// <summary>What an edit of a policy changed, for people. Pure; empty only for rules that ask for the same.</summary>
public static class PolicyDifferences
{
    private const string No = "no";
    private const string Yes = "yes";

    public static IReadOnlyList<PolicyChange> Between(PolicyRules before, PolicyRules after)
    {
        List<PolicyChange> changes = [.. Gates(before.Gates, after.Gates), .. Stages(before.Stages, after.Stages), .. Terms(before, after)];
        return changes.Count > 0 || Same(before, after)
            ? changes
            : [.. Order("Order of the gates", before.Gates.Select(GateRules.TitleOf), after.Gates.Select(GateRules.TitleOf)), .. Order("Order of the stages", before.Stages.Select(stage => stage.Name), after.Stages.Select(stage => stage.Name))];
    }

    private static IEnumerable<PolicyChange> Gates(IReadOnlyList<Gate> before, IReadOnlyList<Gate> after)
    {
        var (was, now) = (ById(before), ById(after));
        foreach (var id in was.Keys.Union(now.Keys, StringComparer.Ordinal))
        {
            var (old, young) = (was.GetValueOrDefault(id), now.GetValueOrDefault(id));
            if (old != young)
            {
                yield return new(GateRules.TitleOf((young ?? old)!), old is null ? null : PolicySentences.Of(old), young is null ? null : PolicySentences.Of(young));
            }
        }
    }

    private static IEnumerable<PolicyChange> Stages(IReadOnlyList<Stage> before, IReadOnlyList<Stage> after)
    {
        var (was, now) = (ByName(before), ByName(after));
        foreach (var name in was.Keys.Union(now.Keys, StringComparer.Ordinal))
        {
            var (old, young) = (was.GetValueOrDefault(name), now.GetValueOrDefault(name));
            if (!Same(old, young))
            {
                yield return new($"Stage {(young ?? old)!.Name}", InStep(old), InStep(young));
            }
        }
    }

    private static IEnumerable<PolicyChange> Terms(PolicyRules before, PolicyRules after)
    {
        (string What, string From, string To)[] said =
        [
            ("The requester decides", YesNo(!before.Separation.Requester), YesNo(!after.Separation.Requester)),
            ("The owner of the model decides", YesNo(!before.Separation.Owner), YesNo(!after.Separation.Owner)),
            ("Exceptions", Exceptions(before.Exceptions), Exceptions(after.Exceptions)),
            ("Expires after", Days(before.Terms.ExpiresAfterDays), Days(after.Terms.ExpiresAfterDays)),
            ("Sign-in confirmed within", Minutes(before.Terms.SignatureMinutes), Minutes(after.Terms.SignatureMinutes)),
            ("Live before in", before.Terms.LiveBefore?.InWords() ?? "no other place", after.Terms.LiveBefore?.InWords() ?? "no other place"),
            ("Approved use case needed", YesNo(before.Terms.UseCase), YesNo(after.Terms.UseCase)),
            ("Approved again after", Days(before.Terms.EvidenceDays), Days(after.Terms.EvidenceDays)),
            ("Automatic rollback", YesNo(before.Terms.AutomaticRollback), YesNo(after.Terms.AutomaticRollback)),
            ("Going live", Plan(before.Rollout), Plan(after.Rollout)),
        ];
        return said.Where(one => one.From != one.To).Select(one => new PolicyChange(one.What, one.From, one.To));
    }

    private static IEnumerable<PolicyChange> Order(string what, IEnumerable<string> before, IEnumerable<string> after)
    {
        var (from, to) = (string.Join(", ", before), string.Join(", ", after));
        return from == to ? [] : [new PolicyChange(what, from, to)];
    }

    private static Dictionary<string, Gate> ById(IEnumerable<Gate> gates) => gates.GroupBy(GateRules.IdOf, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);

    private static Dictionary<string, Stage> ByName(IEnumerable<Stage> stages) =>
        stages.GroupBy(stage => Names.Normalize(stage.Name), StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);

    private static bool Same<T>(T before, T after) => CanonicalJson.Write(new { it = before }).AsSpan().SequenceEqual(CanonicalJson.Write(new { it = after }));

    private static string? InStep(Stage? stage) => stage is null ? null : $"step {stage.Step}, {PolicySentences.Of(stage)}";

    private static string YesNo(bool value) => value ? Yes : No;

    private static string Exceptions(ExceptionRules? rules) =>
        rules is null ? "none" : $"by {rules.GrantedBy.OneInWords()}, for {PolicySentences.Count(rules.LongestDays, "day")} at most";

    private static string Days(int? days) => days is { } number ? PolicySentences.Count(number, "day") : "never";

    private static string Minutes(int? minutes) => minutes is { } number ? PolicySentences.Count(number, "minute") : "no limit";

    private static string Plan(RolloutPlan plan) => plan.Strategy switch
    {
        RolloutStrategy.AtOnce => "at once",
        RolloutStrategy.Canary => $"canary {string.Join(", ", plan.Steps)} %, {PolicySentences.Hours(plan.HoldHours)} a step",
        RolloutStrategy.BlueGreen => $"blue/green, {PolicySentences.Hours(plan.HoldHours)} ready",
        RolloutStrategy.Shadow => $"shadow of {plan.Shares[0]} %, {PolicySentences.Hours(plan.HoldHours)}",
        RolloutStrategy.Compare => $"comparison (A/B) at {plan.Shares[0]} %, {PolicySentences.Hours(plan.HoldHours)}",
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan, null),
    };
}
