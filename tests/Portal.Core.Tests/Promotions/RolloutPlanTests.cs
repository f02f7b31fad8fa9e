using Portal.Core.Promotions;
using Portal.Core.Registry;

namespace Portal.Core.Tests.Promotions;

public sealed class RolloutPlanTests
{
    /// <summary>Devices are no place to share requests out: there, waves are the steps, and what only watches is refused once something is live.</summary>
    [Theory]
    [InlineData(RolloutStrategy.AtOnce, true, true, true)]
    [InlineData(RolloutStrategy.Canary, true, true, true)]
    [InlineData(RolloutStrategy.BlueGreen, true, true, true)]
    [InlineData(RolloutStrategy.Shadow, true, true, false)]
    [InlineData(RolloutStrategy.Compare, true, true, false)]
    [InlineData(RolloutStrategy.Shadow, true, false, true)]
    [InlineData(RolloutStrategy.Compare, true, false, true)]
    [InlineData(RolloutStrategy.Shadow, false, true, true)]
    [InlineData(RolloutStrategy.Compare, false, true, true)]
    public void RefusesRollout_WhereDevicesCannotFollow(RolloutStrategy strategy, bool hasFleet, bool isLive, bool allowed)
    {
        var plan = new RolloutPlan(strategy, strategy == RolloutStrategy.Canary ? [5] : [], 1);
        var place = new PromotionPlace(EnvironmentId.New(), "branches", EnvironmentPurpose.Production, hasFleet ? "Edge" : "PrivateCluster", "eu-central") { HasFleet = hasFleet };

        Assert.Equal(allowed, PromotionRules.RefusesRollout(plan, "branches", hasFleet, isLive) is null);
        Assert.Equal(hasFleet ? RolloutPlan.AtOnce : plan, plan.In(place));
    }

    [Theory]
    [InlineData(1, 1, null, "promotion.already-live")]
    [InlineData(2, 1, 2, "promotion.rolling-out")]
    [InlineData(3, 1, 2, null)]
    [InlineData(2, 1, null, null)]
    [InlineData(2, null, null, null)]
    public void RefusesLive_WhatIsThereAlready(int candidate, int? champion, int? challenger, string? code)
    {
        VersionId[] versions = [.. Enumerable.Range(0, 4).Select(_ => VersionId.New())];

        Assert.Equal(
            code, PromotionRules.RefusesLive("mortgage version 2", "production", versions[candidate], champion is { } live ? versions[live] : null, challenger is { } beside ? versions[beside] : null)?.Code);
    }

    [Theory]
    [InlineData(RolloutStrategy.AtOnce, "", 0, true)]
    [InlineData(RolloutStrategy.AtOnce, "5", 0, false)]
    [InlineData(RolloutStrategy.Canary, "5 25 100", 24, true)]
    [InlineData(RolloutStrategy.Canary, "5 25", 24, true)]
    [InlineData(RolloutStrategy.Canary, "99", 0, true)]
    [InlineData(RolloutStrategy.Canary, "", 24, false)]
    [InlineData(RolloutStrategy.Canary, "100", 24, false)]
    [InlineData(RolloutStrategy.Canary, "0 25", 24, false)]
    [InlineData(RolloutStrategy.Canary, "25 5", 24, false)]
    [InlineData(RolloutStrategy.Canary, "25 25", 24, false)]
    [InlineData(RolloutStrategy.Canary, "25 101", 24, false)]
    [InlineData(RolloutStrategy.Canary, "1 2 3 4 5 6 7 8 9 10", 24, true)]
    [InlineData(RolloutStrategy.Canary, "1 2 3 4 5 6 7 8 9 10 11", 24, false)]
    [InlineData(RolloutStrategy.Canary, "5", -1, false)]
    [InlineData(RolloutStrategy.Canary, "5", 2160, true)]
    [InlineData(RolloutStrategy.Canary, "5", 2161, false)]
    [InlineData(RolloutStrategy.Canary, "5", double.NaN, false)]
    [InlineData(RolloutStrategy.BlueGreen, "", 1, true)]
    [InlineData(RolloutStrategy.BlueGreen, "50", 1, false)]
    [InlineData(RolloutStrategy.Shadow, "", 1, true)]
    [InlineData(RolloutStrategy.Shadow, "100", 1, true)]
    [InlineData(RolloutStrategy.Shadow, "0", 1, false)]
    [InlineData(RolloutStrategy.Shadow, "5 10", 1, false)]
    [InlineData(RolloutStrategy.Compare, "", 1, true)]
    [InlineData(RolloutStrategy.Compare, "50", 1, true)]
    [InlineData(RolloutStrategy.Compare, "100", 1, false)]
    [InlineData((RolloutStrategy)9, "", 1, false)]
    public void Plan_CanBeFollowed(RolloutStrategy strategy, string steps, double hold, bool may) => Assert.Equal(may, new RolloutPlan(strategy, Read(steps), hold).Refuses() is null);

    [Theory]
    [InlineData(RolloutStrategy.AtOnce, "", "")]
    [InlineData(RolloutStrategy.Canary, "5 25 100", "5 25")]
    [InlineData(RolloutStrategy.Canary, "5 25", "5 25")]
    [InlineData(RolloutStrategy.BlueGreen, "", "0")]
    [InlineData(RolloutStrategy.Shadow, "", "100")]
    [InlineData(RolloutStrategy.Shadow, "20", "20")]
    [InlineData(RolloutStrategy.Compare, "", "50")]
    [InlineData(RolloutStrategy.Compare, "10", "10")]
    public void Shares_BeforeTakingOver(RolloutStrategy strategy, string steps, string shares) => Assert.Equal(Read(shares), new RolloutPlan(strategy, Read(steps), 1).Shares);

    private static int[] Read(string numbers) => [.. numbers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
