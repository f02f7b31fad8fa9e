using Portal.Core.Monitoring.Health;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Monitoring.Health;

/// <summary>Wherever a run is read: its sentence and its readings name a protected column only to those who may read them.</summary>
public sealed class ProtectedRunsTests
{
    private static readonly Role[] s_may = [Role.DataScientist, Role.ComplianceOfficer, Role.Auditor];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Run_ReadByEachRole_NamesAProtectedColumnToThoseWhoMay(DatabaseProviderName provider)
    {
        await using var world = await HealthData.StartAsync(provider);
        var drift = await world.AddMonitorAsync("drift", MonitorKind.Drift);
        var bias = await world.AddMonitorAsync("bias", MonitorKind.Bias);
        await world.AddRunAsync(drift, 0, WindowVerdict.Breach, HealthData.Of("lvrat", "w1Norm", 0.6, WindowVerdict.Breach), HealthData.Of("afam", "js2", 0.4, WindowVerdict.Breach));
        await world.AddRunAsync(bias, 0, WindowVerdict.Breach, HealthData.Of("afam = yes", "impactRatio", 0.7, WindowVerdict.Breach));
        await world.AddIncidentAsync(drift, 1, IncidentState.Open);
        await SayAsync(world, "2 of 14 columns drifted. The columns: lvrat, afam.");

        foreach (var role in Enum.GetValues<Role>())
        {
            var told = await ToldAsync(world, role);

            Assert.All(told, text => Assert.Equal((role, s_may.Contains(role), text), (role, text.Contains("afam", StringComparison.Ordinal), text)));
            Assert.True(told.Count >= 7, $"{role} was told {told.Count} times.");
        }
    }

    private static async Task SayAsync(HealthData world, string sentence)
    {
        await using var db = world.Data.Portal.Open();
        await db.MonitorRuns.ExecuteUpdateAsync(run => run.SetProperty(row => row.Sentence, sentence), Ct);
    }

    /// <summary>What each query tells of runs, each as one text.</summary>
    private static async Task<IReadOnlyList<string>> ToldAsync(HealthData world, Role role)
    {
        var (portal, actor) = (world.Data.Portal, world.Data.Portal.As(role));
        var runs = portal.Get<MonitorRunList>();
        var all = (await runs.ReadAsync(actor, new MonitorRunListRequest(new PageRequest()), Ct)).Value.Items;
        List<string> told = [.. all.Select(run => run.Sentence!), (await runs.ReadAsync(actor, new MonitorRunListRequest(new PageRequest(), "drift"), Ct)).Value.Items[0].Sentence!];
        foreach (var run in all)
        {
            var one = (await runs.FindAsync(actor, run.Id, Ct)).Value;
            told.Add(string.Join(' ', one.Readings.Select(reading => $"{reading.Subject} {reading.Sentence}").Prepend(one.Row.Sentence)));
        }

        told.AddRange((await portal.Get<MonitorList>().ReadAsync(actor, new MonitorListRequest(new PageRequest()), Ct)).Value.Items.Select(monitor => monitor.LastSentence!));
        told.Add((await portal.Get<MonitorDetail>().FindAsync(actor, "drift", Ct)).Value.Row.LastSentence!);
        told.AddRange((await portal.Get<ModelHealth>().FindAsync(actor, GovernanceData.Production, GovernanceData.Model, Ct)).Value.Monitors.Select(Text));
        told.Add(Text((await portal.Get<WatchedModels>().ReadAsync(actor, Ct)).Rows[0].Telling!));
        told.AddRange((await portal.Get<IncidentDetail>().FindAsync(actor, 1, Ct)).Value.Windows.Select(window => window.Sentence!));
        return told;
    }

    private static string Text(HealthMonitor monitor) => string.Join(' ', monitor.Runs.SelectMany(run => run.Readings.Select(reading => $"{reading.Subject} {reading.Sentence}").Prepend(run.Sentence)));
}
