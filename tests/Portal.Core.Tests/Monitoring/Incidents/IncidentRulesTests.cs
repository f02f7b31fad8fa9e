using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;

namespace Portal.Core.Tests.Monitoring.Incidents;

public sealed class IncidentRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    /// <summary>Every state with every act: what becomes of it, or the code of the refusal.</summary>
    private static readonly Dictionary<(IncidentState, IncidentAct), string> s_table = new()
    {
        [(IncidentState.Open, IncidentAct.Acknowledge)] = "Acknowledged",
        [(IncidentState.Open, IncidentAct.Assign)] = "Open",
        [(IncidentState.Open, IncidentAct.Silence)] = "Open",
        [(IncidentState.Open, IncidentAct.Unsilence)] = "Open",
        [(IncidentState.Open, IncidentAct.Comment)] = "Open",
        [(IncidentState.Open, IncidentAct.Resolve)] = "Resolved",
        [(IncidentState.Open, IncidentAct.Reopen)] = "incident.not-resolved",
        [(IncidentState.Acknowledged, IncidentAct.Acknowledge)] = "incident.acknowledged",
        [(IncidentState.Acknowledged, IncidentAct.Assign)] = "Acknowledged",
        [(IncidentState.Acknowledged, IncidentAct.Silence)] = "Acknowledged",
        [(IncidentState.Acknowledged, IncidentAct.Unsilence)] = "Acknowledged",
        [(IncidentState.Acknowledged, IncidentAct.Comment)] = "Acknowledged",
        [(IncidentState.Acknowledged, IncidentAct.Resolve)] = "Resolved",
        [(IncidentState.Acknowledged, IncidentAct.Reopen)] = "incident.not-resolved",
        [(IncidentState.Resolved, IncidentAct.Acknowledge)] = "incident.resolved",
        [(IncidentState.Resolved, IncidentAct.Assign)] = "incident.resolved",
        [(IncidentState.Resolved, IncidentAct.Silence)] = "incident.resolved",
        [(IncidentState.Resolved, IncidentAct.Unsilence)] = "incident.resolved",
        [(IncidentState.Resolved, IncidentAct.Comment)] = "Resolved",
        [(IncidentState.Resolved, IncidentAct.Resolve)] = "incident.resolved",
        [(IncidentState.Resolved, IncidentAct.Reopen)] = "Open",
    };

    [Fact]
    public void After_EveryStateAndAct_IsInTheTable()
    {
        var found =
            from state in Enum.GetValues<IncidentState>()
            from act in Enum.GetValues<IncidentAct>()
            let after = IncidentRules.After(state, act)
            select KeyValuePair.Create((state, act), after.IsOk ? after.Value.ToString() : after.Refusal.Code);

        Assert.Equal(s_table.OrderBy(pair => pair.Key), found.OrderBy(pair => pair.Key));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(30 * 24 * 60, true)]
    [InlineData((30 * 24 * 60) + 1, false)]
    public void Silence_UntilSoManyMinutesFromNow(int minutes, bool allowed) => Assert.Equal(allowed, IncidentRules.RefusesSilence(s_now.AddMinutes(minutes), s_now) is null);

    [Fact]
    public void Severity_RisesAndNeverFalls()
    {
        Assert.Equal(Severity.Critical, IncidentRules.Severity(Severity.Warning, [Severity.Info, Severity.Critical]));
        Assert.Equal(Severity.Critical, IncidentRules.Severity(Severity.Critical, [Severity.Info]));
        Assert.Equal(Severity.Info, IncidentRules.Severity(Severity.Info, []));
    }

    [Theory]
    [InlineData(0.31, 0.1, 3.1)]
    [InlineData(0.4, 0.8, 2)]
    [InlineData(0d, 0.8, 0.8)]
    [InlineData(null, 0.8, 0)]
    [InlineData(0.4, null, 0)]
    public void Beyond_IsTimesTheLimitOnEitherSide(double? value, double? limit, double times) => Assert.Equal(times, FindingOrder.Beyond(value, limit), 1e-9);
}
