using Portal.Core.Promotions;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions;

/// <summary>Where an exception is shown, and for how long.</summary>
public sealed class OpenExceptionsTests
{
    private const string Gate = "disparate-impact:afam";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Exception_IsOpenUntilItIsPutRight(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        var query = data.Portal.Get<OpenExceptions>();

        var one = Assert.Single((await query.OfPromotionsAsync(data.Reviewer, [1, 2], Stop))[2]);
        Assert.Equal((Gate, "Disparate impact, afam", "A pilot of two weeks.", 1), (one.GateId, one.GateTitle, one.Reason, one.FollowUp));
        Assert.Equal(one, Assert.Single(await query.OfVersionAsync(data.Reviewer, GovernanceData.Model, 2, Stop)));
        Assert.Empty(await query.OfVersionAsync(data.Reviewer, GovernanceData.Model, 1, Stop));
        Assert.Empty(await query.OfPromotionsAsync(data.Portal.Outsider, [1, 2], Stop));
        Assert.Empty(await query.OfPromotionsAsync(data.Reviewer, [], Stop));

        await CompleteAsync(data);
        Assert.Empty(await query.OfVersionAsync(data.Reviewer, GovernanceData.Model, 2, Stop));
    }

    [Theory, EveryDatabase]
    public async Task List_SaysWhetherItRuns_AndFindsByStateAndModel(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);

        var row = Assert.Single(await ListAsync(data, new(new PageRequest(), Open: true)));
        Assert.Equal((false, "production", "Disparate impact, afam", "A pilot of two weeks."), (row.IsLive, row.Place.Name, row.GateTitle, row.Reason));
        await data.DecideAsync(2);
        Assert.True(Assert.Single(await ListAsync(data, new(new PageRequest(), Model: "MORT"))).IsLive);
        Assert.Empty(await ListAsync(data, new(new PageRequest(), Model: "churn")));
        Assert.Empty(await ListAsync(data, new(new PageRequest(), Overdue: true)));
        Assert.Empty(await ListAsync(data, new(new PageRequest(), Kind: FollowUpKind.BreakGlassReview)));
        var due = data.Portal.Get<FollowUpList>();
        Assert.Empty(await due.DueAsync(data.Officer, TimeSpan.FromDays(30), 5, Stop));
        data.Portal.Clock.Advance(TimeSpan.FromDays(91));
        Assert.Single(await ListAsync(data, new(new PageRequest(), Overdue: true)));
        Assert.Single(await due.DueAsync(data.Officer, TimeSpan.FromDays(30), 5, Stop));

        await CompleteAsync(data);
        Assert.Empty(await ListAsync(data, new(new PageRequest(), Overdue: true)));
        Assert.Equal("other", Assert.Single(await ListAsync(data, new(new PageRequest()))).DoneBy);
        var view = (await data.Portal.Get<FollowUpDetail>().FindAsync(data.Reviewer, 1, Stop)).Value;
        Assert.Equal(["follow-up.completed", "follow-up.opened"], view.Events.Select(line => line.Action));
        Assert.Equal(RefusalKind.NotFound, (await data.Portal.Get<FollowUpDetail>().FindAsync(data.Portal.Outsider, 1, Stop)).Refusal?.Kind);
    }

    private static async Task CompleteAsync(GovernanceData data)
    {
        var other = await data.Portal.AddMemberAsync("other", Role.ComplianceOfficer);
        Assert.True((await data.Portal.Get<CompleteFollowUp>().RunAsync(other, new CompleteFollowUpRequest(1, "Version 3 passes."), Stop)).IsOk);
    }

    private static async Task<IReadOnlyList<FollowUpRow>> ListAsync(GovernanceData data, FollowUpListRequest request) =>
        (await data.Portal.Get<FollowUpList>().ReadAsync(data.Officer, request, Stop)).Value.Items;

    private static async Task<GovernanceData> StartAsync(DatabaseProviderName provider)
    {
        var data = await GovernanceData.StartAsync(provider, RiskClass.Limited);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        await data.RequestAsync(await data.AddVersionAsync("mortgage-biased-v3"));
        Assert.True((await data.ExceptAsync(2, Gate)).IsOk);
        return data;
    }
}
