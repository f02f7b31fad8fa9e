using Portal.Core.Promotions;

namespace Portal.Core.Tests.Promotions;

public sealed class RolloutPlanTests
{
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
