using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Costs.Savings;
using Portal.Core.Costs.Sums;
using Portal.Core.Deployments;
using Portal.Core.Evaluations;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Tests.Costs.Savings;

/// <summary>From rows as evaluations, observations and charges leave them, to savings.</summary>
public sealed class MeasuredUseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LiveModel_OnMachinesThatAreOnForNobody_HasItsSavingsFound()
    {
        await using var world = await GovernanceData.StartAsync(DatabaseProviderName.Sqlite, RiskClass.Minimal);
        await world.AddVersionAsync("mortgage-gbt-v2");
        await world.MakeLiveAsync(1);
        await world.AddVersionAsync("mortgage-gbt-v2");
        await MeasureAsync(world.Portal, 1, rows: 10, precision: "FP32");
        await MeasureAsync(world.Portal, 2, rows: 25, precision: "INT8");
        var (live, hours) = await ObserveAsync(world.Portal);
        await SpendAsync(world.Portal, live);

        Assert.Equal(3, await world.Portal.Get<FindSavings>().RunAsync(Ct));

        var found = (await world.Portal.Get<SavingsList>().ReadAsync(world.Portal.As(Role.Auditor), new SavingsListRequest(new PageRequest()), Ct)).Value.Items.ToDictionary(row => row.Kind, row => row);
        Assert.Equal([SavingKind.IdleAccelerator, SavingKind.OffHours, SavingKind.Quantisation], found.Keys.Order());
        Assert.Equal(9_344m - (9_344m * (hours + 5) / 168), decimal.Round(found[SavingKind.OffHours].Monthly, 6), 2);
        Assert.Equal(3 * 3.2m * 730, found[SavingKind.IdleAccelerator].Monthly);
        Assert.Equal(9_344m * 0.6m, found[SavingKind.Quantisation].Monthly, 2);
        Assert.All(found.Values, row => Assert.Contains("mortgage in production", row.Title, StringComparison.Ordinal));
    }

    /// <summary>As if a runner with an A10G had measured it.</summary>
    private static async Task MeasureAsync(TestPortal portal, int number, double rows, string precision)
    {
        await using var db = portal.Open();
        var version = await db.Versions.SingleAsync(row => row.Number == number, Ct);
        var signature = JsonSerializer.Deserialize(version.Signature, ContractJson.Default.ModelSignature)!;
        db.Entry(version).Property(row => row.Signature).CurrentValue = JsonSerializer.Serialize(signature with { Precision = precision }, ContractJson.Default.ModelSignature);
        var evaluation = await db.Evaluations.SingleAsync(row => row.VersionId == version.Id, Ct);
        evaluation.Timings = SampleEvaluations.Timings() with { RowsPerSecond = rows, HardwareClass = "gpu-a10g", IsOnProcessor = false, Cores = 8, Architecture = "x64" };
        await db.SaveChangesAsync(Ct);
    }

    /// <summary>Rows from 8 to 19 o'clock on the working days of four weeks.</summary>
    private static async Task<(LiveDeployment Live, int Hours)> ObserveAsync(TestPortal portal)
    {
        await using var db = portal.Open();
        var live = await db.LiveDeployments.SingleAsync(Ct);
        var version = await db.Versions.SingleAsync(row => row.Id == live.VersionId, Ct);
        var dataset = await db.Evaluations.Select(row => row.DatasetVersionId).FirstAsync(Ct);
        var baseline = new Baseline { TenantId = portal.Tenant, Id = BaselineId.New(), VersionId = version.Id, DatasetVersionId = dataset, Digest = version.Digest, MadeAt = portal.Clock.GetUtcNow() };
        db.Baselines.Add(baseline);
        var today = new DateTimeOffset(portal.Clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        for (var day = today.AddDays(-28); day < today; day = day.AddDays(1))
        {
            foreach (var hour in Enumerable.Range(8, 11).Where(_ => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)))
            {
                db.WindowCounters.Add(new WindowCounters { TenantId = portal.Tenant, EnvironmentId = live.EnvironmentId, ModelId = live.ModelId, VersionId = version.Id, BaselineId = baseline.Id, Hour = day.AddHours(hour), Rows = 20_000 });
            }
        }

        await db.SaveChangesAsync(Ct);
        return (live, 55);
    }

    /// <summary>Four machines all day for 28 days, at 3.20 an hour.</summary>
    private static async Task SpendAsync(TestPortal portal, LiveDeployment live)
    {
        var today = DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime);
        var facts = new CostFacts(CostBasis.Billed, "Acme", "Compute", "GPU", "A10G", "eu-central", "USD", Model: live.ModelId, Environment: live.EnvironmentId);
        var tally = new CostTally();
        for (var day = today.AddDays(-28); day < today; day = day.AddDays(1))
        {
            tally.Add(day, facts, new CostAmounts(4 * 24 * 3.2m, 4 * 24 * 3.2m, GpuHours: 4 * 24, Rows: 1));
        }

        await using var db = portal.Open();
        await CostLedger.AddAsync(db, portal.Tenant, Guid.CreateVersion7(), tally, Ct);
        await db.SaveChangesAsync(Ct);
    }
}
