using System.Text.Json.Serialization;
using Portal.Core.Storage;

namespace Portal.Core.Promotions;

/// <summary>How an approved version comes to answer all requests.</summary>
public enum RolloutStrategy
{
    /// <summary>It answers all of them from the instant of the approval on.</summary>
    AtOnce,

    /// <summary>It answers a share of the requests, which grows step by step.</summary>
    Canary,

    /// <summary>It stands ready without requests, then answers all of them.</summary>
    BlueGreen,

    /// <summary>It is sent copies of requests; its answers go nowhere.</summary>
    Shadow,

    /// <summary>It answers a fixed share beside the live version (A/B), until a person decides which of them stays.</summary>
    Compare,
}

/// <summary>The steps by which a version goes live, as the policy asks for them. Frozen with the policy.</summary>
/// <param name="Steps">Percent of the requests, step by step. A canary's grow and may end with 100; blue/green has none; shadow and compare have one at most.</param>
/// <param name="HoldHours">How long each step lasts before the next one may be taken.</param>
public sealed record RolloutPlan(RolloutStrategy Strategy, IReadOnlyList<int> Steps, double HoldHours)
{
    public const int MostSteps = 10;
    public const double LongestHoldHours = 24 * 90;
    private const int Whole = 100;

    public static RolloutPlan AtOnce { get; } = new(RolloutStrategy.AtOnce, [], 0);

    /// <summary>The challenger's share at each step before it takes over. Of a shadow it is the share of requests that it is sent copies of.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Shares => Strategy switch
    {
        RolloutStrategy.AtOnce => [],
        RolloutStrategy.Canary => [.. Steps.Where(step => step < Whole)],
        RolloutStrategy.BlueGreen => [0],
        RolloutStrategy.Shadow => [Steps.Count == 0 ? Whole : Steps[0]],
        RolloutStrategy.Compare => [Steps.Count == 0 ? Whole / 2 : Steps[0]],
        _ => throw new InvalidOperationException($"No such strategy: {Strategy}."),
    };

    /// <summary>The plan as it is followed there: a fleet's own waves are the steps.</summary>
    public RolloutPlan In(PromotionPlace place) => place.HasFleet ? AtOnce : this;

    /// <summary>Null when the plan can be followed. Pure.</summary>
    public Refusal? Refuses() => Choices.Refuses("rollout.strategy", Strategy) ?? RefusesHold() ?? RefusesSteps();

    private Refusal? RefusesHold() =>
        HoldHours is >= 0 and <= LongestHoldHours ? null : Refusal.Invalid("rollout.holdHours", $"A step is held for 0 to {LongestHoldHours:0} hours.");

    private Refusal? RefusesSteps()
    {
        var wrong = Strategy switch
        {
            RolloutStrategy.AtOnce or RolloutStrategy.BlueGreen => Steps.Count == 0 ? null : "This way of going live has no steps.",
            RolloutStrategy.Canary => Shares.Count is >= 1 and <= MostSteps && Grows() ? null : $"A canary has 1 to {MostSteps} steps that grow from 1 to 99 percent; 100 percent may stand last.",
            RolloutStrategy.Shadow => Steps.Count == 0 || Steps is [>= 1 and <= Whole] ? null : "A shadow is sent copies of 1 to 100 percent of the requests: one step.",
            _ => Steps.Count == 0 || Steps is [>= 1 and < Whole] ? null : "A comparison gives the challenger 1 to 99 percent of the requests: one step.",
        };
        return wrong is null ? null : Refusal.Invalid("rollout.steps", wrong);
    }

    private bool Grows() => Steps[0] >= 1 && Steps[^1] <= Whole && Steps.Zip(Steps.Skip(1)).All(pair => pair.First < pair.Second);
}
