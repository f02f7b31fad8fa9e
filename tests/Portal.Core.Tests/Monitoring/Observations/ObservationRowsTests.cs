using Portal.Core.Monitoring.Observations.Browsing;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Monitoring.Observations;

/// <summary>Raw rows are paged, and show persons' attributes to those only who may read them.</summary>
public sealed class ObservationRowsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_HaveEachRowOfTheWindowOnce()
    {
        await using var world = await ObservationWorld.StartAsync();
        await world.SendAsync("one", ObservationWorld.Csv(0, 40));
        await world.SendAsync("two", ObservationWorld.Csv(40, 40, ObservationWorld.Start.AddMinutes(30)));
        var query = world.Portal.Get<ObservationRows>();
        var (ids, after) = (new List<string?>(), (string?)null);
        do
        {
            var page = (await query.ReadAsync(world.Scientist, Request(after, 15), Ct)).Value;
            Assert.True(page.Rows.Count <= 15);
            ids.AddRange(page.Rows.Select(row => row.Id));
            after = page.Next;
        }
        while (after is not null);

        // Of the first batch the rows of its first hour, of the second one those of its first half hour.
        Assert.Equal([.. Enumerable.Range(0, 20).Select(row => $"L-{row}"), .. Enumerable.Range(40, 10).Select(row => $"L-{row}")], ids);
        Assert.Equal(RefusalKind.Invalid, (await query.ReadAsync(world.Scientist, Request("x", 15), Ct)).Refusal!.Kind);
    }

    [Fact]
    public async Task ProtectedColumns_AreHiddenFromWhoMayNotSeeThem()
    {
        await using var world = await ObservationWorld.StartAsync();
        await world.SendAsync("one", ObservationWorld.Csv(0, 3));
        var query = world.Portal.Get<ObservationRows>();

        var open = (await query.ReadAsync(world.Portal.As(Role.ComplianceOfficer), Request(null, 10), Ct)).Value;
        var masked = (await query.ReadAsync(world.Portal.As(Role.Executive), Request(null, 10), Ct)).Value;

        Assert.Equal(["amount", "age", "purpose", "sex"], open.Columns);
        Assert.Equal(["100.5", "20", "car", "f"], open.Rows[0].Fields);
        Assert.Equal(["sex"], masked.Hidden);
        Assert.Equal(["100.5", "20", "car", null], masked.Rows[0].Fields);
        Assert.Null(masked.Rows[0].Id);
        Assert.Equal(RefusalKind.NotFound, (await query.ReadAsync(world.Portal.Outsider, Request(null, 10), Ct)).Refusal!.Kind);
    }

    private static ObservationRowsRequest Request(string? after, int size) =>
        new(ObservationWorld.Live, ObservationWorld.Model, ObservationWorld.Start, ObservationWorld.Start.AddHours(1), after, size);
}
