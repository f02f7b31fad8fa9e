using Portal.Core.Deployments;
using Portal.Core.Monitoring.Health;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Monitoring.Observations;

namespace Portal.Core.Tests.Monitoring.Health;

/// <summary>One column of one window beside its reference, from the counters of real batches: 100 rows on the day before, 60 on the day itself.</summary>
public sealed class DriftComparisonTests
{
    private static readonly DateTimeOffset s_day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Of 400 rows that were trained on, or of the 100 of the day before; a third of the day's purposes are missing.</summary>
    [Theory]
    [InlineData(MonitorReference.TrainingSet, "amount", true, "training data", 400, null, null, null)]
    [InlineData(MonitorReference.TrainingSet, "age", true, "training data", 400, null, null, null)]
    [InlineData(MonitorReference.TrainingSet, "purpose", false, "training data", 400, "house", 266L, 20L)]
    [InlineData(MonitorReference.TrainingSet, "purpose", false, "training data", 400, "missing", 0L, 20L)]
    [InlineData(MonitorReference.TrainingSet, "sex", false, "training data", 400, "f", 200L, 30L)]
    [InlineData(MonitorReference.PreviousWindow, "amount", true, "window before", 100, null, null, null)]
    [InlineData(MonitorReference.PreviousWindow, "purpose", false, "window before", 100, "missing", 33L, 20L)]
    [InlineData(MonitorReference.FixedWindow, "purpose", false, "window before", 100, "car", 34L, 20L)]
    public async Task Column_BesideItsReference_HasTheRowsOfBothInTheSameBins(
        MonitorReference reference, string column, bool numeric, string named, long rows, string? bin, long? before, long? now)
    {
        await using var world = await StartAsync(reference);

        var compared = (await FindAsync(world, column)).Value;

        Assert.Equal((column, numeric, named, rows, 60L), (compared.Column, compared.Numeric, compared.ReferenceName, compared.ReferenceRows, compared.WindowRows));
        Assert.Equal((rows, 60L), (compared.Bins.Sum(one => one.Reference), compared.Bins.Sum(one => one.Window)));
        Assert.Equal(numeric ? 5 : 0, compared.Quantiles.Count);
        Assert.Equal(new MonitorWindow(s_day, s_day.AddDays(1)), compared.Window);
        Assert.Equal(column == "amount" ? "amount is as it was." : null, compared.Reading?.Sentence);
        if (bin is not null)
        {
            Assert.Equal((before, now), compared.Bins.Single(one => one.Label == bin) is var found ? (found.Reference, found.Window) : default);
        }
    }

    [Fact]
    public async Task Question_AboutWhatIsNotThereOrNotForTheAsker_IsRefused()
    {
        await using var world = await StartAsync(MonitorReference.TrainingSet);
        (string Environment, string Model, string Monitor, string Column, int Day, Role Role, RefusalKind Kind)[] cases =
        [
            ("nowhere", ObservationWorld.Model, "drift", "amount", 0, Role.DataScientist, RefusalKind.NotFound),
            (ObservationWorld.Live, "nothing", "drift", "amount", 0, Role.DataScientist, RefusalKind.NotFound),
            (ObservationWorld.Live, ObservationWorld.Model, "none", "amount", 0, Role.DataScientist, RefusalKind.NotFound),
            (ObservationWorld.Live, ObservationWorld.Model, "drift", "amount", -5, Role.DataScientist, RefusalKind.NotFound),
            (ObservationWorld.Live, ObservationWorld.Model, "drift", "nothing", 0, Role.DataScientist, RefusalKind.NotFound),

            // No evaluation was made, so that no score and no outcome of held-out rows is known.
            (ObservationWorld.Live, ObservationWorld.Model, "drift", "score", 0, Role.DataScientist, RefusalKind.NotFound),
            (ObservationWorld.Live, ObservationWorld.Model, "drift", "label", 0, Role.DataScientist, RefusalKind.NotFound),
            (ObservationWorld.Live, ObservationWorld.Model, "drift", "sex", 0, Role.Reviewer, RefusalKind.Forbidden),
            (ObservationWorld.Live, ObservationWorld.Model, "drift", "sex", 0, Role.Executive, RefusalKind.Forbidden),

            // Nor by the name of another model, or of another environment.
            (ObservationWorld.Live, "others", "drift", "sex", 0, Role.Reviewer, RefusalKind.NotFound),
            (ObservationWorld.Other, ObservationWorld.Model, "drift", "amount", 0, Role.DataScientist, RefusalKind.NotFound),
        ];
        await world.Portal.CreateModelAsync("others", null, Ct);
        foreach (var one in cases)
        {
            var found = await world.Portal.Get<DriftComparison>().FindAsync(world.Portal.As(one.Role), one.Environment, one.Model, one.Monitor, one.Column, s_day.AddDays(one.Day), Ct);

            Assert.Equal((one, one.Kind), (one, found.Refusal?.Kind));
        }

        Assert.Equal(RefusalKind.NotFound, (await FindAsync(world, "amount", world.Portal.Outsider)).Refusal?.Kind);
        Assert.True((await FindAsync(world, "amount", world.Portal.As(Role.Executive))).IsOk);
    }

    private static Task<Outcome<ColumnComparison>> FindAsync(ObservationWorld world, string column, Actor? actor = null) =>
        world.Portal.Get<DriftComparison>().FindAsync(actor ?? world.Scientist, ObservationWorld.Live, ObservationWorld.Model, "drift", column, s_day, Ct);

    private static async Task<ObservationWorld> StartAsync(MonitorReference reference)
    {
        var world = await ObservationWorld.StartAsync();
        Assert.True((await world.SendAsync("before", ObservationWorld.Csv(0, 100, ObservationWorld.Start.AddDays(-1)))).IsOk);
        Assert.True((await world.SendAsync("day", ObservationWorld.Csv(1000, 60))).IsOk);
        await using var db = world.Portal.Open();
        var place = db.Environments.Single(row => row.Name == ObservationWorld.Live).Id;
        var monitor = await world.Portal.AddMonitorAsync(place, world.ModelId, name: "drift");
        await db.Monitors.ExecuteUpdateAsync(
            row => row.SetProperty(one => one.Reference, reference).SetProperty(one => one.ReferenceFrom, s_day.AddDays(-1)).SetProperty(one => one.ReferenceTo, s_day).SetProperty(one => one.TimeZone, "UTC"), Ct);
        db.MonitorRuns.Add(new MonitorRun
        {
            TenantId = world.Portal.Tenant, Id = MonitorRunId.New(), MonitorId = monitor.Id, WindowFrom = s_day, WindowTo = s_day.AddDays(1), QueuedAt = s_day.AddDays(1), State = MonitorRunState.Completed,
            VersionId = world.Version, Verdict = WindowVerdict.Quiet, Sentence = "Quiet.", Rows = 60, Readings = [HealthData.Of("amount", "w1Norm", 0.02, WindowVerdict.Quiet) with { Sentence = "amount is as it was." }],
        });
        await db.SaveChangesAsync(Ct);
        return world;
    }
}
