using Portal.Core.Promotions;
using Portal.Web.Promotions;

namespace Portal.Web.Tests.Promotions;

public sealed class RolloutWordsTests
{
    [Theory]
    [InlineData(24, false, false, "Canary: it answers 5, then 25 % of the requests, each step held 24 hours at least; then all of them. Each step can be taken back.", "step by step, beginning with 5 % of the requests")]
    [InlineData(1, false, false, "Canary: it answers 5, then 25 % of the requests, each step held 1 hour at least; then all of them. Each step can be taken back.", "step by step, beginning with 5 % of the requests")]
    [InlineData(0.01, false, false, "Canary: it answers 5, then 25 % of the requests, each step held 1 minute at least; then all of them. Each step can be taken back.", "step by step, beginning with 5 % of the requests")]
    [InlineData(24, false, true, "It answers all requests from the instant of the last approval on: nothing is live there yet.", "at once")]
    [InlineData(24, true, false, "Its devices are told it group after group; a wave that fails takes it back.", "group after group of its devices, in waves")]
    public void Canary_IsSaidAsItIsFollowedThere(double holdHours, bool hasFleet, bool first, string sentence, string begins)
    {
        var plan = new RolloutPlan(RolloutStrategy.Canary, [5, 25, 100], holdHours);
        var place = new PromotionPlace(EnvironmentId.New(), "branches", EnvironmentPurpose.Production, hasFleet ? "Edge" : "PrivateCluster", "eu-central") { HasFleet = hasFleet };

        Assert.Equal(sentence, RolloutWords.Of(plan, place, first));
        Assert.Equal(begins, RolloutWords.Begins(plan, place, first));
    }
}
