using Portal.Core.Promotions;
using Portal.Core.Promotions.Deadlines;
using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions;

/// <summary>What has an end holds until then, and not until somebody has written down that it ended.</summary>
public sealed class TimePassesTests
{
    private const string Gate = "metric:roc_auc";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Expired_BeforeTheClockLooked_IsNotDecidedOn(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider, days: 3);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        data.Portal.Clock.Advance(TimeSpan.FromDays(3));

        foreach (var verdict in Enum.GetValues<DecisionVerdict>())
        {
            Assert.Equal("promotion.ended", (await data.DecideAsync(1, verdict)).Refusal?.Code);
        }

        Assert.Equal("promotion.ended", (await data.Portal.Get<WithdrawPromotion>().RunAsync(data.Scientist, new WithdrawPromotionRequest(1), Stop)).Refusal?.Code);
        var view = await data.ViewAsync(1);
        Assert.Equal(("promotion.ended", 0, 0), (view.May.Approve?.Code, view.Seats.Count, view.Deciders.Count));
        Assert.Equal(1, await data.Portal.Get<PromotionClock>().RunAsync(Stop));
        Assert.Equal(PromotionState.Expired, (await data.ViewAsync(1)).State);
    }

    [Theory, EveryDatabase]
    public async Task Expired_WhileItWasSentBackOrBlocked_IsNotAnsweredNorLetPass(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider, days: 3);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await data.DecideAsync(1, DecisionVerdict.RequestChanges);
        Assert.Equal(PromotionState.NeedsException, (await data.RequestAsync(await data.AddVersionAsync("mortgage-regressed-v4"))).Value.State);
        data.Portal.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal("promotion.ended", (await data.Portal.Get<AnswerChanges>().RunAsync(data.Scientist, new AnswerChangesRequest(1, "Explained."), Stop)).Refusal?.Code);
        Assert.Equal("promotion.ended", (await data.ExceptAsync(2, Gate)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Exception_ThatEndedBeforeTheLastApproval_LetsNothingPass(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-regressed-v4"));
        Assert.True((await ExceptAsync(data, 24)).IsOk);
        data.Portal.Clock.Advance(TimeSpan.FromHours(24));

        Assert.Equal((RefusalKind.Stale, "promotion.exception-ended"), (await data.DecideAsync(1)).Refusal is { } ended ? (ended.Kind, ended.Code) : default);
        Assert.Equal(PromotionState.ChangesRequested, (await data.DecideAsync(1, DecisionVerdict.RequestChanges)).Value);
        var answered = (await data.Portal.Get<AnswerChanges>().RunAsync(data.Scientist, new AnswerChangesRequest(1, "The pilot goes on."), Stop)).Value;
        Assert.Equal((PromotionState.NeedsException, true), (answered.State, answered.Changed.Contains(RequestPart.Evidence)));
        Assert.True((await ExceptAsync(data, 24)).IsOk);
        Assert.Equal(PromotionState.Approved, (await data.DecideAsync(1)).Value);
        Assert.Equal(1, await data.LiveAsync());
    }

    private static async Task<GovernanceData> StartAsync(DatabaseProviderName provider, int? days = null)
    {
        var data = await GovernanceData.StartAsync(provider);
        await data.SetPolicyAsync(new PolicyRules
        {
            Gates = [new MetricLimitGate("roc_auc", 0.7)],
            Stages = [new Stage("Review", Deciders.OfRoles(Role.Reviewer))],
            Exceptions = new ExceptionRules(Role.ComplianceOfficer),
            Terms = new PromotionTerms(ExpiresAfterDays: days),
        });
        return data;
    }

    private static async Task<Outcome<GrantedException>> ExceptAsync(GovernanceData data, int hours) => await data.Portal.Get<GrantException>().RunAsync(
        data.Officer, new GrantExceptionRequest(1, Gate, "A pilot.", (await data.ViewAsync(1)).EvidenceDigest, data.Portal.Clock.GetUtcNow().AddHours(hours)), Stop);
}
