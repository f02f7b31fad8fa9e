using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Web.Promotions.Components;

namespace Portal.Web.Tests.Promotions;

public sealed class GateGroupsTests
{
    [Fact]
    public void Of_GatesOfManyTasks_PutsThoseOfEveryModelFirstAndKeepsTheirOrder()
    {
        Gate[] gates =
        [
            new MetricLimitGate(MetricNames.R2, 0.2), new ChampionGate(MetricNames.RocAuc, 0.01), new LatencyGate(20), new MetricLimitGate(MetricNames.Accuracy, 0.7),
            new MetricLimitGate(MetricNames.Ece, 0.1), new EvidenceAgeGate(30),
        ];

        var groups = GateGroups.Of(gates, GateGroups.MetricOf);

        Assert.Equal(["Every model", "Binary classification", "Binary and multi-class classification", "Regression"], groups.Select(group => group.Title));
        Assert.Equal([gates[2], gates[5]], groups[0].Gates);
        Assert.Equal([gates[1], gates[4]], groups[1].Gates);
    }

    [Fact]
    public void Of_NoGates_IsEmpty() => Assert.Empty(GateGroups.Of<Gate>([], GateGroups.MetricOf));
}
