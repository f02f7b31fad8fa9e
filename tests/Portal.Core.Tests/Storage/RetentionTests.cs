using Portal.Core.Notifications;
using Portal.Core.Storage;
using Portal.Core.Storage.Retention;
using Portal.Core.Tenancy;
using Portal.Core.Webhooks;

namespace Portal.Core.Tests.Storage;

/// <summary>What goes when its days are over, and what stays whatever its age. Each row says in its kind what should become of it.</summary>
public sealed class RetentionTests
{
    private const string Goes = "goes";
    private const string Stays = "stays";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task OldRows_GoWhenTheyAreSettled_AndStayWhileAnythingDependsOnThem(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var rows = new OldRows(portal);
        await rows.AddAsync(
            rows.Message(Goes, told: 31, delivered: 31),
            rows.Message(Goes, told: 120, failed: 91),
            rows.Message(Stays, told: 31, delivered: 29),
            rows.Message(Stays, told: 91, failed: 89),
            rows.Message(Stays, told: 400));
        var undelivered = rows.Message(Stays, told: 400);
        await rows.AddAsync(undelivered);
        await rows.AddAsync(
            rows.Delivery(Goes, DeliveryState.Delivered, 31),
            rows.Delivery(Goes, DeliveryState.Failed, 91, subject: "a", sequence: 1),
            rows.Delivery(Stays, DeliveryState.Delivered, 29),
            rows.Delivery(Stays, DeliveryState.Failed, 89, subject: "b", sequence: 1),
            rows.Delivery(Stays, DeliveryState.Delivered, 31, subject: "b", sequence: 2),
            rows.Delivery(Goes, DeliveryState.Delivered, 31, subject: "c", sequence: 2),
            rows.Delivery(Stays, DeliveryState.Failed, 89, subject: "c", sequence: 3),
            rows.Delivery(Stays, DeliveryState.Waiting, 400),
            rows.Delivery(Stays, DeliveryState.Delivered, 400, message: undelivered.Id));
        await rows.AddAsync(
            rows.Notification(Goes, MailState.Sent, 181),
            rows.Notification(Goes, MailState.NotWanted, 181),
            rows.Notification(Goes, MailState.Failed, 181),
            rows.Notification(Stays, MailState.Sent, 179),
            rows.Notification(Stays, MailState.NotWanted, 179),
            rows.Notification(Stays, MailState.Waiting, 400),
            rows.Notification(Stays, MailState.ForDigest, 400),
            rows.Notification(Stays, MailState.Sent, 400, message: undelivered.Id));
        var expected = await rows.CountAsync(Stays);

        Assert.Equal(8, await portal.Get<DeleteOldRows>().RunAsync(Ct));
        Assert.Equal(0, await portal.Get<DeleteOldRows>().RunAsync(Ct));

        Assert.Equal((0, expected), (await rows.CountAsync(Goes), await rows.CountAsync(Stays)));
    }

    [Theory, EveryDatabase]
    public async Task ManyRows_GoInSteps_AndNoOtherTenantLosesAny(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (mine, others) = (new OldRows(portal), new OldRows(portal, portal.OtherTenant));
        await mine.AddAsync([.. Enumerable.Range(0, 450).Select(_ => mine.Message(Goes, told: 31, delivered: 31))]);
        await others.AddAsync(others.Message(Stays, told: 31, delivered: 29));
        var sizes = new List<int>();
        await using (var db = portal.Open())
        {
            var room = portal.Get<IEnumerable<IOldRows>>().OfType<OldMessages>().Single();
            while (sizes is [] or [.., > 0])
            {
                sizes.Add(await room.DeleteSomeAsync(db, portal.Clock.GetUtcNow(), DeleteOldRows.AtOnce, Ct));
            }
        }

        Assert.Equal([200, 200, 50, 0], sizes);
        Assert.Equal(1, await others.CountAsync(Stays));
    }

    [Theory, EveryDatabase]
    public async Task DueDeliveries_AreFoundByTheirIndex_AmongManyThatAreSettled(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var rows = new OldRows(portal);
        await rows.AddAsync([.. Enumerable.Range(0, 1500).Select(at => rows.Delivery(Stays, DeliveryState.Delivered, 1, subject: $"version:{at}", sequence: at)), rows.Delivery(Stays, DeliveryState.Waiting, 1)]);
        await using var db = portal.Open();
        await db.Database.ExecuteSqlAsync($"ANALYZE", Ct);
        var now = portal.Clock.GetUtcNow();

        // The part of the query that grows with the table; what else it asks is asked of the rows that this part leaves.
        var plan = await QueryPlan.OfAsync(db, DeliveryOrder.Sendable(db, now));
        var old = await QueryPlan.OfAsync(db, db.WebhookDeliveries.Where(row => row.State == DeliveryState.Waiting && row.DueAt < now));

        Assert.All([plan, old], text => Assert.Contains("IX_WebhookDeliveries_TenantId_State_DueAt", text, StringComparison.Ordinal));
        Assert.DoesNotMatch("""(SCAN w\b|Seq Scan on "WebhookDeliveries" w\b)""", plan);
        Assert.Single(await DeliveryOrder.Sendable(db, now).ToListAsync(Ct));
    }
}
