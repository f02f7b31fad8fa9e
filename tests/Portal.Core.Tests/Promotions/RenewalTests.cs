using Portal.Core.Deployments;
using Portal.Core.Deployments.Freezes;
using Portal.Core.Deployments.Rollouts;
using Portal.Core.Evaluations;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Promotions;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Promotions.Renewals;
using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using static Portal.Core.Tests.Promotions.RenewalSetup;

namespace Portal.Core.Tests.Promotions;

/// <summary>What is live is approved again when its evidence ages, and nothing there changes.</summary>
public sealed class RenewalTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Evidence_Ages_IsAskedForOnce_AndRenewedByTheSameStages(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        var live = await LiveRowAsync(data);
        Assert.Equal(0, await ClockAsync(data));
        Assert.Equal((EvidenceState.Young, 1, null), (await EvidenceAsync(data)) is var young ? (young.State, young.Approval, young.FollowUp) : default);
        Assert.Equal("promotion.evidence-not-newer", (await data.RequestAsync(1)).Refusal?.Code);

        data.Portal.Clock.Advance(TimeSpan.FromDays(Days - 19));
        Assert.Equal((1, 0), (await ClockAsync(data), await ClockAsync(data)));
        var asked = Assert.Single(await OpenAsync(data));
        Assert.Equal((FollowUpKind.EvidenceAges, Role.DataScientist, null, (int?)1, "follow-up.renewal"), (asked.Kind, asked.OwnerRole, asked.CreatedBy, asked.Promotion, asked.MayComplete?.Code));
        Assert.Equal((await EvidenceAsync(data)).Until, asked.DueAt);
        Assert.Equal(1, await data.Portal.Get<FollowUpList>().WaitingForMeAsync(data.Scientist, Stop));

        await data.AddEvaluationAsync(1, "mortgage-gbt-v2");
        var renewal = (await data.RequestAsync(1)).Value;
        Assert.Equal((2, PromotionState.Waiting), (renewal.Number, renewal.State));
        Assert.Equal("promotion.open", (await data.RequestAsync(1)).Refusal?.Code);
        Assert.Equal(2, (await EvidenceAsync(data)).Renewal);
        Assert.Equal("promotion.own-version", (await data.DecideAsync(2, actor: data.Scientist)).Refusal?.Code);
        Assert.Equal(PromotionState.Approved, (await data.DecideAsync(2)).Value);

        Assert.Empty(await OpenAsync(data));
        var done = (await data.Portal.Get<FollowUpDetail>().FindAsync(data.Officer, 1, Stop)).Value.Row;
        Assert.Equal(("Reviewer", "P-2 renewed the approval until"), (done.DoneBy, done.Outcome![..30]));
        var evidence = await EvidenceAsync(data);
        Assert.Equal((EvidenceState.Young, 2, null, null), (evidence.State, evidence.Approval, evidence.FollowUp, evidence.Renewal));
        Assert.Equal(data.Portal.Clock.GetUtcNow().AddDays(Days).Date, evidence.Until.Date);
        Assert.Equal(live, await LiveRowAsync(data));
        Assert.Equal(["deployment.started"], await data.TrailAsync("deployment.", "rollout."));
        Assert.Single(await data.TrailAsync("promotion.renewed"));
        Assert.Equal((1, evidence.Until), (await data.ViewAsync(2)).Renewal is var renewed ? (renewed!.Promotion!.Value, RenewalRules.TermOf((await data.ViewAsync(2)).Frozen)!.Until) : default);
        Assert.Equal(evidence.Until, Assert.Single((await data.Portal.Get<DeploymentHistory>().ReadAsync(data.Reviewer, new DeploymentHistoryRequest(new PageRequest()), Stop)).Value.Items).EvidenceUntil);
    }

    [Theory, EveryDatabase]
    public async Task Overdue_OpensAnIncident_OnWhoseTimelineTheRenewalStands(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        data.Portal.Clock.Advance(TimeSpan.FromDays(Days - 10));
        await ClockAsync(data);
        data.Portal.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Equal((1, 0), (await ClockAsync(data), await ClockAsync(data)));
        await data.Portal.DeliverAsync();

        var incident = Assert.Single((await data.Portal.Get<IncidentList>().ReadAsync(data.Reviewer, new IncidentListRequest(new PageRequest()), Stop)).Value.Items);
        Assert.Equal("Renewal of the approval is overdue: mortgage version 1 in production", incident.Title);
        Assert.Equal(EvidenceState.TooOld, (await EvidenceAsync(data)).State);

        await data.AddEvaluationAsync(1, "mortgage-gbt-v2");
        await data.RequestAsync(1);
        await data.DecideAsync(2);
        await data.Portal.DeliverAsync();
        var told = (await data.Portal.Get<IncidentDetail>().FindAsync(data.Reviewer, incident.Number, Stop)).Value.Events;
        Assert.StartsWith("F-1 was completed by Reviewer: P-2 renewed the approval until ", Assert.Single(told, line => line.Kind == IncidentEventKind.FollowUpDone).Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task RenewalThatEnds_LeavesItAskedFor(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider, new PromotionTerms(ExpiresAfterDays: 5, EvidenceDays: Days));
        data.Portal.Clock.Advance(TimeSpan.FromDays(Days - 19));
        await ClockAsync(data);
        await data.AddEvaluationAsync(1, "mortgage-gbt-v2");

        await data.RequestAsync(1);
        Assert.Equal(PromotionState.Rejected, (await data.DecideAsync(2, DecisionVerdict.Reject)).Value);
        Assert.Single(await OpenAsync(data));
        await data.RequestAsync(1);
        Assert.True((await data.Portal.Get<WithdrawPromotion>().RunAsync(data.Scientist, new WithdrawPromotionRequest(3), Stop)).IsOk);
        await data.RequestAsync(1);
        data.Portal.Clock.Advance(TimeSpan.FromDays(6));
        await ClockAsync(data);
        Assert.Equal(PromotionState.Expired, (await data.ViewAsync(4)).State);

        Assert.Equal(1, Assert.Single(await OpenAsync(data)).Number);
        Assert.Equal(1, (await EvidenceAsync(data)).Approval);
    }

    [Theory, EveryDatabase]
    public async Task AnotherVersionGoesLive_ClosesIt_AndGoingBackAsksAtOnce(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        data.Portal.Clock.Advance(TimeSpan.FromDays(Days - 19));
        await ClockAsync(data);
        await data.AddEvaluationAsync(1, "mortgage-gbt-v2");
        await data.RequestAsync(1);

        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        Assert.Empty(await OpenAsync(data));
        Assert.Equal("mortgage version 2 in production is live now.", (await data.Portal.Get<FollowUpDetail>().FindAsync(data.Officer, 1, Stop)).Value.Row.Outcome);
        Assert.Equal(("promotion.live-changed", true), ((await data.DecideAsync(2)).Refusal?.Code, (await data.ViewAsync(2)).LiveChanged));
        Assert.Equal((EvidenceState.Young, 3), (await EvidenceAsync(data)) is var second ? (second.State, second.Approval) : default);

        data.Portal.Clock.Advance(TimeSpan.FromDays(30));
        Assert.True((await data.RollBackAsync()).IsOk);
        var asked = Assert.Single(await OpenAsync(data));
        Assert.Equal((2, 1, 1, data.Portal.Clock.GetUtcNow() + RenewalRules.Grace), (asked.Number, asked.Version, asked.Promotion, asked.DueAt));
        Assert.Equal(EvidenceState.TooOld, (await EvidenceAsync(data)).State);
        Assert.Equal(0, await ClockAsync(data));

        Assert.True((await data.RollBackAsync(2)).IsOk);
        Assert.Empty(await OpenAsync(data));
    }

    [Theory, EveryDatabase]
    public async Task GoingBack_StandsOnTheRenewal_AndBreakGlassOnNothing(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        data.Portal.Clock.Advance(TimeSpan.FromDays(Days - 19));
        await data.AddEvaluationAsync(1, "mortgage-gbt-v2");
        await data.RequestAsync(1);
        await data.DecideAsync(2);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        await data.AddVersionAsync("mortgage-gbt-v2");

        Assert.True((await data.RollBackAsync()).IsOk);
        Assert.Equal((2, EvidenceState.Young), (await EvidenceAsync(data)) is var back ? (back.Approval, back.State) : default);
        var broken = await data.Portal.Get<BreakGlass>().RunAsync(data.Officer, new(GovernanceData.Production, GovernanceData.Model, 3, "Applications fail at every branch."), Stop);
        Assert.True(broken.IsOk);
        await using var db = data.Portal.Open();
        Assert.Equal(0, await db.LiveApprovals.CountAsync(Stop));

        // Nobody approved version 3 there: that can be asked for, on the evidence that there is.
        Assert.Null((await RenewAsync(data, 3)).Renewal!.Promotion);
        Assert.Equal(3, (await data.ViewAsync(4)).LiveNow);
    }

    [Theory, EveryDatabase]
    public async Task RepeatedEvidence_OldEvidence_OtherVersions_AreRefused(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        data.Portal.Clock.Advance(TimeSpan.FromDays(10));
        await data.AddEvaluationAsync(1, "mortgage-gbt-v2");
        await using (var db = data.Portal.Open())
        {
            var (first, again) = (await db.Evaluations.OrderBy(row => row.EndedAt).FirstAsync(Stop), await db.Evaluations.OrderByDescending(row => row.EndedAt).FirstAsync(Stop));
            again.EvidenceDigest = first.EvidenceDigest;
            await db.SaveChangesAsync(Stop);
        }

        var same = (await data.RequestAsync(1)).Refusal!;
        Assert.Equal(("promotion.evidence-same", RefusalKind.Blocked), (same.Code, same.Kind));
        Assert.StartsWith("Register a newer snapshot of the data", same.NextStep, StringComparison.Ordinal);

        await data.AddEvaluationAsync(1, "mortgage-gbt-v2", await NewerDataAsync(data));
        data.Portal.Clock.Advance(TimeSpan.FromDays(Days));
        Assert.Equal("promotion.evidence-too-old", (await data.RequestAsync(1)).Refusal?.Code);
        await data.AddEvaluationAsync(1, "mortgage-gbt-v2", data.Dataset);
        await data.EditModelAsync(model => model.EvaluationDatasetVersionId = data.Dataset);
        Assert.True((await data.RequestAsync(1)).IsOk);

        await data.DecideAsync(2, DecisionVerdict.RequestChanges);
        await data.AddVersionAsync("mortgage-gbt-v2");
        var answer = data.Portal.Get<AnswerChanges>();
        Assert.Equal("promotion.renewal-version", (await answer.RunAsync(data.Scientist, new AnswerChangesRequest(2, "A better one.", 2), Stop)).Refusal?.Code);
        Assert.Equal(PromotionState.Waiting, (await answer.RunAsync(data.Scientist, new AnswerChangesRequest(2, "The data are those of this month."), Stop)).Value.State);
        Assert.Equal(PromotionState.Approved, (await data.DecideAsync(2)).Value);
    }

    [Theory, EveryDatabase]
    public async Task Policy_OfToday_DecidesWhatARenewalNeeds(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        var (other, third) = (await data.Portal.AddMemberAsync("other", Role.Reviewer), await data.Portal.AddMemberAsync("third", Role.DataScientist));
        data.Portal.Clock.Advance(TimeSpan.FromDays(Days - 19));
        await data.AddEvaluationAsync(1, "mortgage-gbt-v2");

        // Without days in the policy of today only what is asked for already can be renewed.
        await data.SetPolicyAsync(Rules(new PromotionTerms()) with { Stages = [new Stage("Review", Deciders.OfRoles(Role.Reviewer), Quorum: 2)] });
        Assert.Equal("promotion.already-live", (await data.RequestAsync(1)).Refusal?.Code);
        await ClockAsync(data);
        Assert.Equal(PromotionState.Waiting, (await data.RequestAsync(1, third)).Value.State);

        // A freeze keeps the environment as it is, and so does a renewal.
        Assert.True((await data.Portal.Get<PlanFreeze>().RunAsync(data.Officer, Freeze(data), Stop)).IsOk);
        Assert.Null((await data.ViewAsync(2)).Freeze);
        Assert.Equal(PromotionState.Waiting, (await data.DecideAsync(2)).Value);
        Assert.Equal(PromotionState.Approved, (await data.DecideAsync(2, actor: other)).Value);
        Assert.Empty(await OpenAsync(data));
        await using var db = data.Portal.Open();
        Assert.Equal(0, await db.LiveApprovals.CountAsync(Stop));
    }

    [Theory, EveryDatabase]
    public async Task Challenger_StandsOnItsApproval_OnceItHasTakenOver(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        await data.SetPolicyAsync(Rules(new PromotionTerms(EvidenceDays: Days)) with { Stages = [], Rollout = new RolloutPlan(RolloutStrategy.Canary, [50], 0) });
        await data.RequestAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        Assert.Equal(1, (await EvidenceAsync(data)).Approval);

        data.Portal.Clock.Advance(TimeSpan.FromDays(Days - 10));
        await ClockAsync(data);
        Assert.Equal(1, Assert.Single(await OpenAsync(data)).Version);
        Assert.True((await data.Portal.Get<AdvanceRollout>().RunAsync(data.Reviewer, new(GovernanceData.Production, GovernanceData.Model, "Looks well.", null), Stop)).IsOk);

        var asked = Assert.Single(await OpenAsync(data));
        Assert.Equal((2, 2, (int?)2), (asked.Number, asked.Version, asked.Promotion));
        Assert.Equal(2, (await EvidenceAsync(data)).Approval);
    }

    [Theory, EveryDatabase]
    public async Task GateThatFailsNow_IsLetPass_AndStandsWhereTheVersionIsLive(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        data.Portal.Clock.Advance(TimeSpan.FromDays(Days - 10));
        await data.SetPolicyAsync(Rules(new PromotionTerms(EvidenceDays: Days)) with { Gates = [new LatencyGate(0.001)] });
        await data.AddEvaluationAsync(1, "mortgage-gbt-v2");
        Assert.StartsWith("The approval of mortgage version 1 in production was not renewed. ", (await data.RequestAsync(1)).Refusal?.Sentence, StringComparison.Ordinal);

        await data.SetPolicyAsync(Rules(new PromotionTerms(EvidenceDays: Days)) with { Gates = [new LatencyGate(0.001)], Exceptions = new ExceptionRules(Role.ComplianceOfficer) });
        Assert.Equal(PromotionState.NeedsException, (await data.RequestAsync(1)).Value.State);
        Assert.True((await data.ExceptAsync(2, "latency:p95")).IsOk);
        Assert.Empty(await data.Portal.Get<OpenExceptions>().OfPromotionsAsync(data.Reviewer, [1], Stop));
        await data.DecideAsync(2);

        var waived = Assert.Single((await data.Portal.Get<OpenExceptions>().OfPromotionsAsync(data.Reviewer, [1], Stop))[1]);
        Assert.Equal((2, "latency:p95"), (waived.Promotion, waived.GateId));
    }

    [Fact]
    public async Task WithoutStages_TheRequestItselfRenews_AndNobodyElsesClockAsks()
    {
        await using var data = await StartAsync(DatabaseProviderName.Sqlite);
        await data.SetPolicyAsync(Rules(new PromotionTerms(EvidenceDays: Days)) with { Stages = [] });
        data.Portal.Clock.Advance(TimeSpan.FromDays(5));
        await data.AddEvaluationAsync(1, "mortgage-gbt-v2");

        Assert.Equal(PromotionState.Approved, (await data.RequestAsync(1)).Value.State);

        Assert.Equal(2, (await EvidenceAsync(data)).Approval);
        Assert.Equal(["deployment.started"], await data.TrailAsync("deployment."));
        Assert.Equal("promotion.clock", (await data.Portal.Get<AskForRenewals>().RunAsync(data.Officer, Stop)).Refusal?.Code);
        Assert.Empty(await data.Portal.Get<LiveEvidenceList>().OfAsync(data.Portal.Outsider, [(await data.ViewAsync(2)).VersionId], Stop));
    }

    private static async Task<(DeploymentId, DateTimeOffset, long)> LiveRowAsync(GovernanceData data)
    {
        await using var db = data.Portal.Open();
        var row = await db.LiveDeployments.SingleAsync(Stop);
        return (row.DeploymentId, row.Since, row.Revision);
    }

    private static async Task<Core.Datasets.DatasetVersionId> NewerDataAsync(GovernanceData data)
    {
        var newer = await data.AddDatasetAsync("newer");
        await data.EditModelAsync(model => model.EvaluationDatasetVersionId = newer);
        return newer;
    }

    private static async Task<PromotionView> RenewAsync(GovernanceData data, int version)
    {
        var asked = (await data.RequestAsync(version)).Value;
        Assert.Equal(PromotionState.Approved, (await data.DecideAsync(asked.Number)).Value);
        return await data.ViewAsync(asked.Number);
    }

    private static PlanFreezeRequest Freeze(GovernanceData data) =>
        new("Year's end", GovernanceData.Production, null, data.Portal.Clock.GetUtcNow(), data.Portal.Clock.GetUtcNow().AddDays(7), "UTC", "Nothing moves.");
}
