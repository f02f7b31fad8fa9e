using Portal.Core.Audit;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Monitoring.Incidents;

public sealed class IncidentActsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task WholeWay_AcknowledgeAssignCommentSilenceResolveReopen_IsTimelineAndTrail(DatabaseProviderName provider)
    {
        await using var world = await IncidentWorld.StartAsync(provider);
        var portal = world.Portal;
        await world.BreachAsync(-1);

        Assert.True((await portal.Get<AcknowledgeIncident>().RunAsync(world.Scientist, new AcknowledgeIncidentRequest(1), Ct)).IsOk);
        Assert.Equal(world.Scientist.Member, (await world.FindAsync()).Row.AssignedToId);
        Assert.True((await portal.Get<AssignIncident>().RunAsync(world.Scientist, new AssignIncidentRequest(1, "Reviewer@first.example", (await world.FindAsync()).Revision), Ct)).IsOk);
        Assert.True((await portal.Get<CommentOnIncident>().RunAsync(portal.As(Role.Reviewer), new CommentOnIncidentRequest(1, "The partner went live on Monday."), Ct)).IsOk);
        Assert.True((await portal.Get<SilenceIncident>().RunAsync(world.Scientist, new SilenceIncidentRequest(1, portal.Clock.GetUtcNow().AddDays(3), "Known until the release."), Ct)).IsOk);
        await world.BreachAsync(0, new Breach("lvrat", 0.9, Severity: Portal.Core.Monitoring.Monitors.Severity.Critical));
        Assert.True((await portal.Get<SilenceIncident>().RunAsync(world.Scientist, new SilenceIncidentRequest(1, null, ""), Ct)).IsOk);
        Assert.True((await world.ResolveAsync(revision: (await world.FindAsync()).Revision)).IsOk);
        Assert.True((await portal.Get<ReopenIncident>().RunAsync(world.Scientist, new ReopenIncidentRequest(1, "It was not that."), Ct)).IsOk);

        var view = await world.FindAsync();
        Assert.Equal((IncidentState.Open, null, "Reviewer"), (view.Row.State, view.Cause, view.Row.AssignedTo));
        Assert.Equal(["incident.opened", "incident.resolved"], await portal.ToldAsync("incident."));
        await using var db = portal.Open();
        var trail = await db.AuditEntries.Where(entry => entry.SubjectKind == "incident").OrderBy(entry => entry.Sequence).Select(entry => entry.Action).ToListAsync(Ct);
        Assert.Equal(
            ["incident.opened", "incident.acknowledged", "incident.assigned", "incident.commented", "incident.silenced", "incident.findings-joined", "incident.unsilenced", "incident.resolved", "incident.reopened"], trail);
    }

    [Theory]
    [InlineData(Role.DataScientist, true)]
    [InlineData(Role.Reviewer, true)]
    [InlineData(Role.ComplianceOfficer, true)]
    [InlineData(Role.Auditor, false)]
    [InlineData(Role.Executive, false)]
    [InlineData(Role.TenantAdministrator, false)]
    public async Task Handling_NeedsARoleThatMay(Role role, bool may)
    {
        await using var world = await IncidentWorld.StartAsync(DatabaseProviderName.Sqlite);
        await world.BreachAsync(-1);

        Assert.Equal(may ? null : RefusalKind.Forbidden, (await world.ResolveAsync(actor: world.Portal.As(role))).Refusal?.Kind);
    }

    [Theory, EveryDatabase]
    public async Task Resolve_OnWhatSomebodySawBeforeFurtherFindings_IsStale(DatabaseProviderName provider)
    {
        await using var world = await IncidentWorld.StartAsync(provider);
        await world.BreachAsync(-2);
        var seen = (await world.FindAsync()).Revision;
        await world.BreachAsync(-1);

        Assert.Equal(RefusalKind.Stale, (await world.ResolveAsync(revision: seen)).Refusal?.Kind);
    }

    [Fact]
    public async Task Assign_ToSomebodyWhoMayNotHandle_IsRefused()
    {
        await using var world = await IncidentWorld.StartAsync(DatabaseProviderName.Sqlite);
        await world.BreachAsync(-1);

        foreach (var nobody in new[] { "Auditor@first.example", "outsider@other.example", "nobody" })
        {
            Assert.Equal(RefusalKind.Invalid, (await world.Portal.Get<AssignIncident>().RunAsync(world.Scientist, new AssignIncidentRequest(1, nobody), Ct)).Refusal?.Kind);
        }

        Assert.Equal(3, (await world.Portal.Get<IncidentHandlers>().ListAsync(world.Scientist, Ct)).Count);
    }

    [Fact]
    public async Task Reopen_WhileAnotherOfTheMonitorIsOpen_IsRefusedAndNamesIt()
    {
        await using var world = await IncidentWorld.StartAsync(DatabaseProviderName.Sqlite);
        await world.BreachAsync(-2);
        await world.ResolveAsync();
        await world.BreachAsync(-1);

        var refusal = (await world.Portal.Get<ReopenIncident>().RunAsync(world.Scientist, new ReopenIncidentRequest(1, "Again."), Ct)).Refusal!;

        Assert.Equal(("incident.another-open", "I-2 of the same monitor and version is open."), (refusal.Code, refusal.Sentence));
    }

    [Fact]
    public async Task Lists_FilterSearchAndCount()
    {
        await using var world = await IncidentWorld.StartAsync(DatabaseProviderName.Sqlite);
        await world.BreachAsync(-2, new Breach("lvrat", Severity: Portal.Core.Monitoring.Monitors.Severity.Critical));
        await world.Portal.Get<AcknowledgeIncident>().RunAsync(world.Scientist, new AcknowledgeIncidentRequest(1), Ct);
        var list = world.Portal.Get<IncidentList>();
        async Task<int> CountAsync(IncidentListRequest request) => (await list.ReadAsync(world.Scientist, request, Ct)).Value.Items.Count;
        var page = new PageRequest();

        Assert.Equal(1, await CountAsync(new(page, Search: "i-1")));
        Assert.Equal(1, await CountAsync(new(page, Search: "LVRAT", Model: "Mortgage", Environment: "production", Severity: Portal.Core.Monitoring.Monitors.Severity.Critical, AssignedTo: world.Scientist.Member)));
        Assert.Equal(0, await CountAsync(new(page, State: IncidentState.Open)));
        Assert.Equal(0, await CountAsync(new(page, Unassigned: true)));
        Assert.Equal(new IncidentCounts(0, 1, 1, 0, 1, 0), await list.CountAsync(world.Scientist, Ct));
    }
}
