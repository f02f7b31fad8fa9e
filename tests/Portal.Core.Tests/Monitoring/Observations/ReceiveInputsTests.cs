using Portal.Core.Monitoring.Observations;
using Portal.Core.Monitoring.Observations.Counting;
using Portal.Core.Monitoring.Observations.Receiving;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Monitoring.Observations;

/// <summary>A batch is taken once, by its key, and counted with all others.</summary>
public sealed class ReceiveInputsTests
{
    [Theory, EveryDatabase]
    public async Task SameKey_SameBody_GetsTheFirstAnswerAgain(DatabaseProviderName provider)
    {
        await using var world = await ObservationWorld.StartAsync(provider);
        var body = ObservationWorld.Csv(0, 50);

        var first = (await world.SendAsync("key", body)).Value;
        var second = (await world.SendAsync("key", body)).Value;
        var other = await world.SendAsync("key", ObservationWorld.Csv(50, 50));

        Assert.Equal((first.Id, first.Number, first.Rows, first.From), (second.Id, second.Number, second.Rows, second.From));
        Assert.Equal((RefusalKind.Reused, "idempotency.reused"), (other.Refusal!.Kind, other.Refusal.Code));
        Assert.Equal(50, (await world.WindowAsync()).Rows);
        Assert.Equal(["observations.received"], await world.TrailAsync("observations."));
    }

    [Theory, EveryDatabase]
    public async Task SameBatchManyTimesAtOnce_IsCountedOnce(DatabaseProviderName provider)
    {
        await using var world = await ObservationWorld.StartAsync(provider);
        var body = ObservationWorld.Csv(0, 50);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.SendAsync("key", body))));

        Assert.Single(answers.Select(answer => answer.Value.Id).Distinct());
        Assert.Single(await world.BatchesAsync());
        Assert.Equal(50, (await world.WindowAsync()).Rows);
    }

    [Theory, EveryDatabase]
    public async Task ManyBatchesAtOnce_AddUpToAllRowsAtOnce(DatabaseProviderName provider)
    {
        await using var world = await ObservationWorld.StartAsync(provider);
        await world.SendAsync("whole", ObservationWorld.Csv(0, 300), environment: ObservationWorld.Other);

        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(part => Task.Run(() =>
            world.SendAsync($"part {part}", ObservationWorld.Csv(50 * part, 50, ObservationWorld.Start.AddMinutes(150 * part))))));
        var (parts, whole) = (await world.WindowAsync(), await world.WindowAsync(ObservationWorld.Other));

        Assert.All(sent, outcome => Assert.True(outcome.IsOk));
        Assert.Equal([1, 2, 3, 4, 5, 6], sent.Select(outcome => outcome.Value.Number).Order());
        AssertSame(whole, parts);
        Assert.Equal(6, parts.NewestBatch);
    }

    [Fact]
    public async Task Window_HasTheHoursThatBeginInIt()
    {
        await using var world = await ObservationWorld.StartAsync();
        await world.SendAsync("key", ObservationWorld.Csv(0, 100));

        var (first, second) = (await world.WindowAsync(from: ObservationWorld.Start, to: ObservationWorld.Start.AddHours(2)), await world.WindowAsync(from: ObservationWorld.Start.AddHours(2)));

        Assert.Equal((40, 60), (first.Rows, second.Rows));
        Assert.Equal(40, first.Latency!.Rows);
        Assert.Equal(0, (await world.WindowAsync(from: ObservationWorld.Start.AddDays(5))).Rows);
    }

    [Fact]
    public async Task Costs_AreAddedByCurrency()
    {
        await using var world = await ObservationWorld.StartAsync();
        var body = "loan_id,timestamp,cost\nL-1,2026-03-01T06:00:00Z,0.1\nL-2,2026-03-01T06:00:00Z,0.2\n";

        await world.SendAsync("one", body, currency: "EUR");
        var one = await world.WindowAsync();
        await world.SendAsync("two", body.Replace("L-", "M-", StringComparison.Ordinal), currency: "USD");
        var both = await world.WindowAsync();

        Assert.Equal((0.3m, "EUR"), (one.Cost, one.Currency));
        Assert.Null(both.Cost);
        Assert.Equal(["EUR", "USD"], both.Costs.Keys);
    }

    [Fact]
    public async Task WhoMayNot_IsRefusedAndRecorded()
    {
        await using var world = await ObservationWorld.StartAsync();

        var refused = await world.SendAsync("key", ObservationWorld.Csv(0, 5), actor: world.Portal.As(Role.Executive));
        var stranger = await world.SendAsync("key", ObservationWorld.Csv(0, 5), actor: world.Portal.Outsider);

        Assert.Equal(RefusalKind.Forbidden, refused.Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, stranger.Refusal!.Kind);
        Assert.Equal(["observations.received.refused"], await world.TrailAsync("observations."));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public async Task KeyThatIsNone_IsRefused(string key)
    {
        await using var world = await ObservationWorld.StartAsync();

        Assert.Equal("Idempotency-Key", (await world.SendAsync(key, ObservationWorld.Csv(0, 1))).Refusal!.Fields.Keys.Single());
    }

    [Fact]
    public async Task Counters_ThatAreNone_AreRefusedWithASentence()
    {
        await using var world = await ObservationWorld.StartAsync();
        await world.SendAsync("key", ObservationWorld.Csv(0, 20));
        var baseline = (await world.Portal.Get<ObservedWindows>().BaselineAsync(world.Portal.Tenant, world.Version, TestContext.Current.CancellationToken)).Value;
        await using var db = world.Portal.Open();
        var bytes = db.WindowCounters.Select(row => row.Counters).First();
        var random = new Random(5);
        for (var attempt = 0; attempt < 500; attempt++)
        {
            var changed = bytes.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                TallyBytes.Read(baseline, changed);
            }
            catch (InvalidDataException)
            {
                // The one way in which it may end.
            }
        }
    }

    private static void AssertSame(ObservedWindow expected, ObservedWindow actual)
    {
        Assert.Equal((expected.Rows, expected.LabelledRows), (actual.Rows, actual.LabelledRows));
        foreach (var (name, counters) in expected.Numbers)
        {
            var other = actual.Numbers[name];
            Assert.Equal((counters.Rows, counters.Missing, counters.Least, counters.Greatest), (other.Rows, other.Missing, other.Least, other.Greatest));
            Assert.Equal(counters.Mean!.Value, other.Mean!.Value, 1e-9);
            Assert.Equal(counters.Deviation!.Value, other.Deviation!.Value, 1e-9);
        }

        foreach (var (name, counters) in expected.Categories)
        {
            Assert.Equal((counters.Rows, counters.Missing, counters.NewRows), (actual.Categories[name].Rows, actual.Categories[name].Missing, actual.Categories[name].NewRows));
        }

        Assert.Equal(expected.Performance!.Confusion, actual.Performance!.Confusion);
        Assert.Equal(expected.Performance.Unlabelled, actual.Performance.Unlabelled);
        Assert.Equal(expected.Fairness["sex"].Groups, actual.Fairness["sex"].Groups);
        Assert.Equal(expected.Quality.Columns, actual.Quality.Columns);
        Assert.Equal(expected.Latency!.Percentile(0.95), actual.Latency!.Percentile(0.95));
    }
}
