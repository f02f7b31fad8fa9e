using Portal.Core.Promotions;
using Portal.Core.Promotions.Deadlines;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions;

/// <summary>What an exception leaves to be put right.</summary>
public sealed class FollowUpTests
{
    private const string Gate = "disparate-impact:afam";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Exception_EndsWithAFollowUp_ThatSomebodyElseCompletes(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        var other = await data.Portal.AddMemberAsync("other", Role.ComplianceOfficer);
        var now = data.Portal.Clock.GetUtcNow();

        Assert.Equal(RefusalKind.Invalid, (await GrantAsync(data, now.AddDays(91))).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await GrantAsync(data, now)).Refusal?.Kind);
        Assert.True((await GrantAsync(data, now.AddDays(14))).IsOk);
        var row = Assert.Single((await data.Portal.Get<FollowUpList>().ReadAsync(other, new FollowUpListRequest(new PageRequest(), Open: true), Stop)).Value.Items);
        Assert.Equal((1, Gate, now.AddDays(14), 2, null), (row.Number, row.GateId, row.DueAt, row.Promotion, row.MayComplete));
        Assert.Equal(1, Assert.Single((await data.ViewAsync(2)).Frozen.Exceptions).FollowUp);

        var complete = data.Portal.Get<CompleteFollowUp>();
        Assert.Equal("follow-up.own", (await complete.RunAsync(data.Officer, new CompleteFollowUpRequest(1, "Fine."), Stop)).Refusal?.Code);
        Assert.Equal("forbidden", (await complete.RunAsync(data.Reviewer, new CompleteFollowUpRequest(1, "Fine."), Stop)).Refusal?.Code);
        Assert.Equal(RefusalKind.NotFound, (await complete.RunAsync(data.Portal.Outsider, new CompleteFollowUpRequest(1, "Fine."), Stop)).Refusal?.Kind);
        Assert.True((await complete.RunAsync(other, new CompleteFollowUpRequest(1, "The next version passes."), Stop)).IsOk);
        Assert.Equal("follow-up.done", (await complete.RunAsync(other, new CompleteFollowUpRequest(1, "Again."), Stop)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Overdue_IsToldOnce(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        await GrantAsync(data, data.Portal.Clock.GetUtcNow().AddDays(14));
        await data.DecideAsync(2);
        var clock = data.Portal.Get<PromotionClock>();

        Assert.Equal(0, await clock.RunAsync(Stop));
        data.Portal.Clock.Advance(TimeSpan.FromDays(15));
        Assert.Equal((1, 0), (await clock.RunAsync(Stop), await clock.RunAsync(Stop)));
        Assert.Equal(["follow-up.opened", "follow-up.overdue"], await data.TrailAsync("follow-up."));
    }

    [Theory, EveryDatabase]
    public async Task PromotionThatIsRejected_LeavesNothingToPutRight(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        await GrantAsync(data, data.Portal.Clock.GetUtcNow().AddDays(14));
        await data.DecideAsync(2, DecisionVerdict.Reject);

        Assert.Empty((await data.Portal.Get<FollowUpList>().ReadAsync(data.Officer, new FollowUpListRequest(new PageRequest(), Open: true), Stop)).Value.Items);
    }

    private static async Task<Outcome<GrantedException>> GrantAsync(GovernanceData data, DateTimeOffset until) => await data.Portal.Get<GrantException>().RunAsync(
        data.Officer, new GrantExceptionRequest(2, Gate, "A pilot of two weeks.", (await data.ViewAsync(2)).EvidenceDigest, until, "Train again without the column."), Stop);

    private static async Task<GovernanceData> StartAsync(DatabaseProviderName provider)
    {
        var data = await GovernanceData.StartAsync(provider, RiskClass.Limited);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        await data.RequestAsync(await data.AddVersionAsync("mortgage-biased-v3"));
        return data;
    }
}
