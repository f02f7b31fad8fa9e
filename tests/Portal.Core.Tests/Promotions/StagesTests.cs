using Portal.Core.Promotions;
using Portal.Core.Promotions.Deadlines;
using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions;

/// <summary>Stages, quorums, delegation, answers and deadlines through the acts, on real databases.</summary>
public sealed class StagesTests
{
    private static readonly PolicyRules s_bank = new()
    {
        Gates = [],
        Stages =
        [
            new Stage("Model review", Deciders.OfRoles(Role.Reviewer), Quorum: 2, LooksAt: [RequestPart.Version, RequestPart.Evidence]),
            new Stage("Compliance", Deciders.OfRoles(Role.ComplianceOfficer), Step: 2, Deadline: new StageDeadline(48, 12, Role.Executive)),
        ],
        Terms = new PromotionTerms(ExpiresAfterDays: 10),
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task TwoSteps_QuorumOfTwo_ThenTheNextStepOpens(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        var second = await data.Portal.AddMemberAsync("second", Role.Reviewer);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));

        Assert.Equal("promotion.not-your-stage", (await data.DecideAsync(1, actor: data.Officer)).Refusal?.Code);
        Assert.Equal(PromotionState.Waiting, (await data.DecideAsync(1)).Value);
        Assert.Equal("promotion.decided-twice", (await data.DecideAsync(1)).Refusal?.Code);
        Assert.Equal(PromotionState.Waiting, (await data.DecideAsync(1, actor: second)).Value);
        var view = await data.ViewAsync(1, data.Officer);
        Assert.Equal([(StageState.Approved, 2), (StageState.Open, 0)], view.Stages.Select(stage => (stage.State, stage.Approvals)));
        Assert.Equal(data.Portal.Clock.GetUtcNow().AddHours(48), view.Stages[1].DueAt);
        Assert.Null(view.May.Approve);
        Assert.Equal(PromotionState.Approved, (await data.DecideAsync(1, actor: data.Officer)).Value);
        Assert.Equal(1, await data.LiveAsync());
    }

    [Theory, EveryDatabase]
    public async Task OnePerson_WithBothRoles_DecidesOnOneStageOnly(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        var both = await data.Portal.AddMemberAsync("both", Role.Reviewer, Role.ComplianceOfficer);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await data.DecideAsync(1);
        await data.DecideAsync(1, actor: both);

        Assert.Equal("promotion.one-stage", (await data.DecideAsync(1, actor: both)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Answer_WithANote_KeepsTheReviewThatDoesNotLookAtIt(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        var second = await data.Portal.AddMemberAsync("second", Role.Reviewer);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await data.DecideAsync(1);
        await data.DecideAsync(1, actor: second);
        Assert.Equal(PromotionState.ChangesRequested, (await data.DecideAsync(1, DecisionVerdict.RequestChanges, data.Officer)).Value);
        Assert.Equal("promotion.changes-pending", (await data.DecideAsync(1, actor: data.Officer)).Refusal?.Code);

        var answer = data.Portal.Get<AnswerChanges>();
        Assert.Equal("promotion.not-yours", (await answer.RunAsync(data.Reviewer, new AnswerChangesRequest(1, "Explained."), Stop)).Refusal?.Code);
        var answered = (await answer.RunAsync(data.Scientist, new AnswerChangesRequest(1, "The purpose is written down now."), Stop)).Value;

        Assert.Equal(("Note", "Compliance", PromotionState.Waiting), (string.Join(" ", answered.Changed), string.Join(" ", answered.Restarted), answered.State));
        Assert.Equal(PromotionState.Approved, (await data.DecideAsync(1, actor: data.Officer)).Value);
    }

    [Theory, EveryDatabase]
    public async Task Answer_WithAnotherVersion_RestartsEveryStageThatLooksAtIt(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        var second = await data.Portal.AddMemberAsync("second", Role.Reviewer);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await data.DecideAsync(1);
        await data.DecideAsync(1, actor: second);
        await data.DecideAsync(1, DecisionVerdict.RequestChanges, data.Officer);
        var better = await data.AddVersionAsync("mortgage-gbt-v2");

        var answered = (await data.Portal.Get<AnswerChanges>().RunAsync(data.Scientist, new AnswerChangesRequest(1, "A better version.", better), Stop)).Value;

        Assert.Equal(["Model review", "Compliance"], answered.Restarted);
        var view = await data.ViewAsync(1);
        Assert.Equal((better, 2, StageState.Open), (view.VersionNumber, view.Stages[0].Round, view.Stages[0].State));
        Assert.All(view.Decisions, decision => Assert.False(decision.Counts));
        await data.DecideAsync(1);
        await data.DecideAsync(1, actor: second);
        Assert.Equal(PromotionState.Approved, (await data.DecideAsync(1, actor: data.Officer)).Value);
        Assert.Equal(better, await data.LiveAsync());
    }

    [Theory, EveryDatabase]
    public async Task Delegation_CountsInTheOthersPlace_UntilItsEnd(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        var deputy = await data.Portal.AddMemberAsync("deputy", Role.Auditor);
        var (delegates, list) = (data.Portal.Get<Core.Promotions.Stages.Delegate>(), data.Portal.Get<PromotionList>());
        var until = data.Portal.Clock.GetUtcNow().AddDays(2);
        Assert.Equal(RefusalKind.Invalid, (await delegates.RunAsync(data.Reviewer, new DelegateRequest("nobody@first.example", until, "Holiday."), Stop)).Refusal?.Kind);
        var id = (await delegates.RunAsync(data.Reviewer, new DelegateRequest("deputy@first.example", until, "Holiday."), Stop)).Value;
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));

        Assert.Equal(1, await list.WaitingForMeAsync(deputy, Stop));
        Assert.Equal(PromotionState.Waiting, (await data.DecideAsync(1, actor: deputy)).Value);
        Assert.Equal("Reviewer", Assert.Single((await data.ViewAsync(1)).Decisions).InPlaceOf);
        Assert.Equal("promotion.decided-twice", (await data.DecideAsync(1)).Refusal?.Code);

        Assert.True((await data.Portal.Get<EndDelegation>().RunAsync(data.Reviewer, id, Stop)).IsOk);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        Assert.Equal("promotion.not-your-stage", (await data.DecideAsync(2, actor: deputy)).Refusal?.Code);
        Assert.Equal(0, await list.WaitingForMeAsync(deputy, Stop));
    }

    [Theory, EveryDatabase]
    public async Task Deadline_RemindsOnce_EscalatesOnce_ThenExpires(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        var second = await data.Portal.AddMemberAsync("second", Role.Reviewer);
        var executive = data.Portal.As(Role.Executive);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await data.DecideAsync(1);
        await data.DecideAsync(1, actor: second);
        var clock = data.Portal.Get<PromotionClock>();

        Assert.Equal(0, await clock.RunAsync(Stop));
        Assert.Equal("promotion.not-your-stage", (await data.DecideAsync(1, actor: executive)).Refusal?.Code);
        data.Portal.Clock.Advance(TimeSpan.FromHours(37));
        Assert.Equal((1, 0), (await clock.RunAsync(Stop), await clock.RunAsync(Stop)));
        data.Portal.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal((1, 0), (await clock.RunAsync(Stop), await clock.RunAsync(Stop)));
        Assert.Equal(1, await data.Portal.Get<PromotionList>().WaitingForMeAsync(executive, Stop));
        Assert.Null((await data.ViewAsync(1, executive)).May.Approve);
        data.Portal.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal((1, 0), (await clock.RunAsync(Stop), await clock.RunAsync(Stop)));
        Assert.Equal("promotion.ended", (await data.DecideAsync(1, actor: executive)).Refusal?.Code);
        Assert.Equal(["promotion.reminded", "promotion.escalated", "promotion.expired"], await data.TrailAsync("promotion.rem", "promotion.esc", "promotion.exp"));
    }

    [Theory, EveryDatabase]
    public async Task Signature_OldSignIn_IsRefused_AFreshOneIsNot(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        await data.SetPolicyAsync(s_bank with { Stages = [Stage.AfterException], Terms = new PromotionTerms(SignatureMinutes: 10) });
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        var now = data.Portal.Clock.GetUtcNow();

        Assert.Equal(PromotionRules.SignInAgain, (await data.DecideAsync(1)).Refusal?.Code);
        Assert.Equal(PromotionRules.SignInAgain, (await data.DecideAsync(1, actor: data.Reviewer.WithSignIn(now.AddMinutes(-11)))).Refusal?.Code);
        Assert.Equal(PromotionState.Approved, (await data.DecideAsync(1, actor: data.Reviewer.WithSignIn(now.AddMinutes(-9)))).Value);
    }

    [Theory, EveryDatabase]
    public async Task Path_AndUseCase_AreAskedFor(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        var version = await data.AddVersionAsync("mortgage-logit-v1");
        await data.SetPolicyAsync(s_bank with { Terms = new PromotionTerms(LiveBefore: EnvironmentPurpose.Development) });

        Assert.Equal("promotion.path", (await data.RequestAsync(version)).Refusal?.Code);
        Assert.Equal(PromotionState.Approved, (await data.RequestAsync(version, environment: "development")).Value.State);
        Assert.Equal(PromotionState.Waiting, (await data.RequestAsync(version)).Value.State);

        await data.SetPolicyAsync(s_bank with { Terms = new PromotionTerms(UseCase: true) });
        Assert.Equal("promotion.use-case", (await data.RequestAsync(await data.AddVersionAsync("mortgage-gbt-v2"))).Refusal?.Code);
    }

    private static async Task<GovernanceData> StartAsync(DatabaseProviderName provider)
    {
        var data = await GovernanceData.StartAsync(provider);
        await data.SetPolicyAsync(s_bank);
        return data;
    }
}
