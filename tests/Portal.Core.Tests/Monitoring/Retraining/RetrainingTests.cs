using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Monitoring.Retraining;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Monitoring.Incidents;

namespace Portal.Core.Tests.Monitoring.Retraining;

public sealed class RetrainingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Breach_AsksOnce_WithWindowMovedColumnsAndLineage(DatabaseProviderName provider)
    {
        await using var world = await IncidentWorld.StartAsync(provider, MonitorActions.RequestRetraining, windowsInARow: 2);
        await world.Portal.AddRunAsync(world.Monitor, world.Version, -2, new Breach("lvrat", 0.2));
        await world.BreachAsync(-1, new Breach("lvrat", 0.4), new Breach("hirat"));

        var row = await FindAsync(world);

        Assert.Equal((RetrainingState.Open, "mortgage", 1, 1, null), (row.State, row.Model, row.Version, row.Incident, row.RequestedBy));
        Assert.Equal([("lvrat", 0.4), ("hirat", 0.31)], row.Moved.Select(moved => (moved.Subject, moved.Value!.Value)));
        Assert.Equal(TimeSpan.FromDays(2), row.WindowTo - row.WindowFrom);
        Assert.Equal((1, Digest.Of("v1"u8).Hex, (string?)null), (row.Lineage.Version, row.Lineage.Sha256, row.Lineage.Evaluation));
        Assert.Equal(["retraining.requested"], await world.Portal.ToldAsync("retraining."));
        await using var db = world.Portal.Open();
        var body = JsonNode.Parse(await db.Outbox.Where(message => message.Kind == "retraining.requested").Select(message => message.Body).SingleAsync(Ct))!;
        Assert.Equal(("lvrat", 0.4, 1), ((string)body["moved"]![0]!["subject"]!, (double)body["moved"]![0]!["value"]!, (int)body["lineage"]!["version"]!));
    }

    [Theory, EveryDatabase]
    public async Task CoolDown_HoldsThePortalBack_AndNoPerson(DatabaseProviderName provider)
    {
        await using var world = await IncidentWorld.StartAsync(provider, MonitorActions.RequestRetraining);
        await world.BreachAsync(-1);
        Assert.Equal("retraining.open", (await AskAsync(world)).Refusal?.Code);
        Assert.Equal(RetrainingState.Closed, (await EndAsync(world)).Value);
        world.Portal.Clock.Advance(TimeSpan.FromHours(23));
        var second = await world.Portal.AddMonitorAsync(world.Environment, world.Model, MonitorActions.RequestRetraining, "second");

        await world.Portal.BreachAsync(second, world.Version, -1);

        var said = Assert.Single((await world.FindAsync(2)).Events, row => row.Kind == IncidentEventKind.RetrainingNotRequested);
        Assert.Equal("Retraining of mortgage was asked for 23 hours ago; the portal asks again after 24 hours at the earliest.", said.Text);
        var asked = (await AskAsync(world)).Value.Number;
        Assert.Equal(RetrainingState.Withdrawn, (await EndAsync(world, asked)).Value);
        world.Portal.Clock.Advance(TimeSpan.FromHours(25));
        var third = await world.Portal.AddMonitorAsync(world.Environment, world.Model, MonitorActions.RequestRetraining, "third");
        await world.Portal.BreachAsync(third, world.Version, -1);
        Assert.Equal(RetrainingState.Open, (await FindAsync(world, 3)).State);
    }

    [Theory, EveryDatabase]
    public async Task VersionRegisteredForIt_IsLinkedAsItsAnswer(DatabaseProviderName provider)
    {
        await using var world = await IncidentWorld.StartAsync(provider, MonitorActions.RequestRetraining);
        await world.BreachAsync(-1);
        Assert.True(await OpenAsync(world, 1));
        Assert.False(await OpenAsync(world, 2));

        await TellRegisteredAsync(world, 1);
        await TellRegisteredAsync(world, 1);
        await world.Portal.DeliverAsync();

        var row = await FindAsync(world);
        Assert.Equal((RetrainingState.Answered, 1, null), (row.State, row.Answer, row.EndedBy));
        Assert.Equal([IncidentEventKind.Opened, IncidentEventKind.RetrainingRequested, IncidentEventKind.RetrainingAnswered], await world.EventsAsync());
        Assert.Equal("retraining.ended", (await EndAsync(world)).Refusal?.Code);
        Assert.False(await OpenAsync(world, 1));
    }

    [Fact]
    public async Task Asking_RolesReasonsTenantsAndNames()
    {
        await using var world = await IncidentWorld.StartAsync(DatabaseProviderName.Sqlite);

        Assert.Equal(RefusalKind.Forbidden, (await AskAsync(world, world.Portal.As(Role.Executive))).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await AskAsync(world, reason: " ")).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await AskAsync(world, world.Portal.Outsider)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await AskAsync(world, version: 2)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await world.Portal.Get<RequestRetraining>().RunAsync(world.Scientist, new RequestRetrainingRequest("Old.", Incident: 1), Ct)).Refusal?.Kind);
        Assert.Equal(1, (await AskAsync(world)).Value.Number);
        Assert.Equal(RefusalKind.Stale, (await world.Portal.Get<EndRetraining>().RunAsync(world.Scientist, new EndRetrainingRequest(1, "No.", 7), Ct)).Refusal?.Kind);
    }

    private static async Task<RetrainingRow> FindAsync(IncidentWorld world, int number = 1) => (await world.Portal.Get<RetrainingList>().FindAsync(world.Scientist, number, Ct)).Value;

    private static Task<Outcome<RequestedRetraining>> AskAsync(IncidentWorld world, Actor? actor = null, string reason = "It has grown old.", int version = 1) =>
        world.Portal.Get<RequestRetraining>().RunAsync(actor ?? world.Scientist, new RequestRetrainingRequest(reason, null, "mortgage", version), Ct);

    private static Task<Outcome<RetrainingState>> EndAsync(IncidentWorld world, int number = 1) =>
        world.Portal.Get<EndRetraining>().RunAsync(world.Scientist, new EndRetrainingRequest(number, "The partner is gone."), Ct);

    private static async Task<bool> OpenAsync(IncidentWorld world, int number)
    {
        await using var db = world.Portal.Open();
        return await world.Portal.Get<IRetrainingOrders>().IsOpenAsync(db, world.Model, number, Ct);
    }

    private static async Task TellRegisteredAsync(IncidentWorld world, int request)
    {
        await using var unit = await world.Portal.Get<AuditTrail>().BeginAsync(world.Scientist, Ct);
        unit.Record("test.registered", new AuditSubject("test", "1", "one"));
        unit.Tell(RegisterVersion.Registered, new JsonObject { ["versionId"] = world.Version.ToString(), ["modelId"] = world.Model.ToString(), ["retrainingRequest"] = request });
        Assert.True((await unit.CommitAsync(default(Done), Ct)).IsOk);
    }
}
