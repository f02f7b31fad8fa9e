using Portal.Core.Promotions;
using Portal.Web.Shell;

namespace Portal.Web.Promotions;

/// <summary>How an approved version comes to answer, in sentences.</summary>
public static class RolloutWords
{
    /// <summary>Such as <c>Canary: 5, then 25 % of the requests, each step held 24 hours; then all.</c></summary>
    /// <param name="first">Whether nothing is live there yet, beside which it could stand.</param>
    public static string Of(RolloutPlan plan, PromotionPlace place, bool first) =>
        place.HasFleet ? "Its devices are told it group after group; a wave that fails takes it back."
        : first ? "It answers all requests from the instant of the last approval on: nothing is live there yet."
        : Of(plan);

    private static string Of(RolloutPlan plan) => plan.Strategy switch
    {
        RolloutStrategy.AtOnce => "It answers all requests from the instant of the last approval on.",
        RolloutStrategy.Canary => $"Canary: it answers {Shares(plan)} of the requests, {Held(plan)}; then all of them. Each step can be taken back.",
        RolloutStrategy.BlueGreen => $"Blue/green: it stands ready without requests, {Held(plan)}, then answers all of them at once.",
        RolloutStrategy.Shadow => $"Shadow: it is sent copies of {Shares(plan)} of the requests, {Held(plan)}; its answers go nowhere until somebody takes the next step.",
        RolloutStrategy.Compare => $"Comparison (A/B): it answers {Shares(plan)} of the requests, {Held(plan)}, until a person decides which version stays.",
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan, null),
    };

    /// <summary>As the end of "Goes live in production …".</summary>
    /// <param name="first">Whether nothing is live there yet, beside which it could stand.</param>
    public static string Begins(RolloutPlan plan, PromotionPlace place, bool first) => place.HasFleet ? "group after group of its devices, in waves" : first ? "at once" : Begins(plan);

    private static string Begins(RolloutPlan plan) => plan.Strategy switch
    {
        RolloutStrategy.AtOnce => "at once",
        RolloutStrategy.Canary => $"step by step, beginning with {plan.Shares[0]} % of the requests",
        RolloutStrategy.BlueGreen => "beside the live version, ready to take over",
        RolloutStrategy.Shadow => "as a shadow that is sent copies of requests",
        RolloutStrategy.Compare => $"in a comparison with {plan.Shares[0]} % of the requests",
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan, null),
    };

    private static string Shares(RolloutPlan plan) => string.Join(", then ", plan.Shares.Select(share => Figures.Count(share))) + " %";

    private static string Held(RolloutPlan plan) => plan.HoldHours switch
    {
        <= 0 => "as long as somebody wants",
        < 1 => $"each step held {Figures.Count((int)Math.Ceiling(plan.HoldHours * 60), "minute")} at least",
        _ => $"each step held {Figures.Number(plan.HoldHours, plan.HoldHours == Math.Floor(plan.HoldHours) ? 0 : 1)} {(plan.HoldHours == 1 ? "hour" : "hours")} at least",
    };
}
