using Portal.Core.Monitoring.Observations.Retention;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Statistics.Counters;
using Portal.Statistics.Performance;

namespace Portal.Core.Tests.Monitoring.Observations;

/// <summary>Labels find their rows by id, whenever they come, and each counts once.</summary>
public sealed class ReceiveLabelsTests
{
    [Theory, EveryDatabase]
    public async Task Labels_AreCountedInTheHoursOfTheirRows(DatabaseProviderName provider)
    {
        await using var world = await ObservationWorld.StartAsync(provider);
        await world.SendAsync("one", ObservationWorld.Csv(0, 60));
        await world.SendAsync("two", ObservationWorld.Csv(60, 60, ObservationWorld.Start.AddHours(3)));

        var received = (await world.LabelAsync("labels", ObservationWorld.Labels(20, 80))).Value;
        var window = await world.WindowAsync();

        Assert.Equal((80, 80, 0), (received.Rows, received.Joined, received.Waiting));
        Assert.Equal((120, 80), (window.Rows, window.LabelledRows));
        Assert.Equal(80.0 / 120, window.LabelCoverage);
        Assert.Equal(0, (await world.WindowAsync(to: ObservationWorld.Start.AddHours(1))).LabelledRows);
        AssertPerformance(window.Performance!, 0, 120, row => row is >= 20 and < 100);
        Assert.Equal(80, window.Fairness["sex"].Labelled);
        Assert.Equal(120, window.Fairness["sex"].Rows);
    }

    [Fact]
    public async Task Labels_OfCasesThatTwoVersionsAnswered_AreTrueOfBoth()
    {
        await using var world = await ObservationWorld.StartAsync();
        var shadow = await world.AddVersionAsync(2);
        await world.SendAsync("live", ObservationWorld.Csv(0, 40));
        await world.SendAsync("shadow", ObservationWorld.Csv(0, 40), version: 2);

        var received = (await world.LabelAsync("labels", ObservationWorld.Labels(0, 30))).Value;

        Assert.Equal((30, 30, 0), (received.Rows, received.Joined, received.Waiting));
        Assert.Equal((40, 30), ((await world.WindowAsync()).Rows, (await world.WindowAsync()).LabelledRows));
        Assert.Equal((40, 30), ((await world.WindowAsync(version: shadow)).Rows, (await world.WindowAsync(version: shadow)).LabelledRows));
    }

    [Fact]
    public async Task Labels_SentAgain_AreIgnored_AndContradictionsAreTold()
    {
        await using var world = await ObservationWorld.StartAsync();
        await world.SendAsync("one", ObservationWorld.Csv(0, 40));
        await world.LabelAsync("labels", ObservationWorld.Labels(0, 20));

        var again = (await world.LabelAsync("labels", ObservationWorld.Labels(0, 20))).Value;
        var repeated = (await world.LabelAsync("more", ObservationWorld.Labels(10, 20))).Value;
        var against = (await world.LabelAsync("against", ObservationWorld.Labels(0, 2, row => ObservationWorld.Truth(row) == "bad" ? "good" : "bad"))).Value;

        Assert.Equal(20, again.Joined);
        Assert.Equal((10, 10, 0), (repeated.Joined, repeated.Repeated, repeated.Contradicted));
        Assert.Equal((0, 2), (against.Joined, against.Contradicted));
        Assert.Equal(["L-0", "L-1"], against.Contradictions);
        AssertPerformance((await world.WindowAsync()).Performance!, 0, 40, row => row < 30);
    }

    [Theory, EveryDatabase]
    public async Task Labels_ThatComeFirst_WaitForTheirRows(DatabaseProviderName provider)
    {
        await using var world = await ObservationWorld.StartAsync(provider);

        var early = (await world.LabelAsync("labels", ObservationWorld.Labels(0, 30))).Value;
        var rows = (await world.SendAsync("one", ObservationWorld.Csv(10, 40))).Value;
        var again = (await world.LabelAsync("again", ObservationWorld.Labels(0, 30))).Value;
        var late = (await world.SendAsync("two", ObservationWorld.Csv(0, 10))).Value;

        Assert.Equal((0, 30), (early.Joined, early.Waiting));
        Assert.Equal((40, 20), (rows.Rows, rows.Labelled));
        Assert.Equal((30, 0), (again.Repeated, again.Joined));
        Assert.Equal(10, late.Labelled);
        Assert.All(await world.BatchesAsync(), batch => Assert.Equal(0, batch.Waiting));
        AssertPerformance((await world.WindowAsync()).Performance!, 0, 50, row => row < 30);
    }

    [Theory, EveryDatabase]
    public async Task LabelsAndRowsAtOnce_MeetOnce(DatabaseProviderName provider)
    {
        await using var world = await ObservationWorld.StartAsync(provider);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(part => Task.Run(async () =>
        {
            var outcome = part % 2 == 0
                ? (await world.SendAsync($"rows {part}", ObservationWorld.Csv(25 * (part / 2), 25))).Refusal
                : (await world.LabelAsync($"labels {part}", ObservationWorld.Labels(25 * (part / 2), 25))).Refusal;
            Assert.Null(outcome);
        })));
        var window = await world.WindowAsync();

        Assert.Equal((100, 100), (window.Rows, window.LabelledRows));
        AssertPerformance(window.Performance!, 0, 100, _ => true);
    }

    [Fact]
    public async Task UnknownClass_IsRefused()
    {
        await using var world = await ObservationWorld.StartAsync();

        Assert.Contains("'good' or 'bad' is expected", (await world.LabelAsync("labels", "loan_id,outcome\nL-1,maybe\n")).Refusal!.Sentence);
        Assert.Contains("`outcome` or `truth`", (await world.LabelAsync("labels", "loan_id\nL-1\n")).Refusal!.Sentence);
    }

    [Fact]
    public async Task Sample_KeepsItsShare_CountersSeeAll_LabelsOutsideAreTold()
    {
        await using var world = await ObservationWorld.StartAsync();
        Assert.True((await world.Portal.Get<SetSampleShare>().RunAsync(world.Scientist, new SetSampleShareRequest(ObservationWorld.Live, ObservationWorld.Model, 0.3), TestContext.Current.CancellationToken)).IsOk);

        var rows = (await world.SendAsync("one", ObservationWorld.Csv(0, 200))).Value;
        var labels = (await world.LabelAsync("labels", ObservationWorld.Labels(0, 200))).Value;
        var window = await world.WindowAsync();

        Assert.InRange(rows.KeptRows, 35, 85);
        Assert.Equal((200, rows.KeptRows), (window.Rows, window.LabelledRows));
        Assert.Equal((rows.KeptRows, 200 - rows.KeptRows, 0), (labels.Joined, labels.OutsideSample, labels.Waiting));
    }

    [Fact]
    public async Task Retention_DeletesRowsAndKeepsCounters()
    {
        await using var world = await ObservationWorld.StartAsync();
        var officer = world.Portal.As(Role.ComplianceOfficer);
        await world.SendAsync("old", ObservationWorld.Csv(0, 20, ObservationWorld.Start.AddDays(-40)));
        await world.SendAsync("new", ObservationWorld.Csv(20, 20));
        var block = (await world.BatchesAsync())[0].BlockDigest!.Value;
        var store = world.Portal.Get<Portal.Core.Storage.Artifacts.ArtifactStore>();
        var retention = world.Portal.Get<DeleteOldBlocks>();
        var ct = TestContext.Current.CancellationToken;

        Assert.Equal(0, await retention.RunAsync(world.Portal.Tenant, ct));
        Assert.True((await world.Portal.Get<SetRetention>().RunAsync(officer, new SetRetentionRequest(30), ct)).IsOk);
        Assert.Equal(1, await retention.RunAsync(world.Portal.Tenant, ct));
        Assert.Equal(0, await retention.RunAsync(world.Portal.Tenant, ct));

        Assert.False(store.Exists(world.Portal.Tenant, block));
        Assert.NotNull((await world.BatchesAsync())[0].BlockDeletedAt);
        Assert.Equal(40, (await world.WindowAsync()).Rows);
        Assert.Equal(20, (await world.LabelAsync("labels", ObservationWorld.Labels(0, 40))).Value.Waiting);
        Assert.Single(await world.TrailAsync(DeleteOldBlocks.Action));
        Assert.Equal(RefusalKind.Forbidden, (await world.Portal.Get<SetRetention>().RunAsync(world.Scientist, new SetRetentionRequest(30), ct)).Refusal!.Kind);
    }

    /// <summary>The counters are those of all rows counted at once, with what is known of each.</summary>
    private static void AssertPerformance(PerformanceCounters actual, int first, int count, Func<int, bool> isLabelled)
    {
        var rows = Enumerable.Range(first, count).ToArray();
        var expected = new PerformanceCounters(0.5);
        expected.Add(
            Array.ConvertAll(rows, ObservationWorld.Score),
            Array.ConvertAll(rows, row => !isLabelled(row) ? Outcome.Unknown : ObservationWorld.Truth(row) == "bad" ? Outcome.Positive : Outcome.Negative));
        var (one, other) = (new System.Buffers.ArrayBufferWriter<byte>(), new System.Buffers.ArrayBufferWriter<byte>());
        expected.Write(one);
        actual.Write(other);
        Assert.Equal(one.WrittenSpan.ToArray(), other.WrittenSpan.ToArray());
    }
}
