using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions;

public sealed class DecideTests
{
    [Theory, EveryDatabase]
    public async Task RequesterAndRegistrant_WithEveryRole_AreRefusedAndAudited(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var registrant = await data.Portal.AddMemberAsync("registrant", Enum.GetValues<Role>());
        var requester = await data.Portal.AddMemberAsync("requester", Enum.GetValues<Role>());
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1", registrant), requester);

        var own = (await data.DecideAsync(1, actor: registrant)).Refusal!;
        Assert.Equal((RefusalKind.Blocked, "You registered this version, so someone else decides."), (own.Kind, own.Sentence));
        Assert.Equal("promotion.own-request", (await data.DecideAsync(1, actor: requester)).Refusal?.Code);
        Assert.Equal(RefusalKind.Forbidden, (await data.DecideAsync(1, actor: data.Portal.As(Role.Auditor))).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await data.DecideAsync(1, actor: data.Portal.Outsider)).Refusal?.Kind);
        Assert.Equal(3, (await data.TrailAsync("promotion.decide.refused")).Length);

        var view = await data.ViewAsync(1, registrant);
        Assert.Equal("promotion.own-version", view.May.Approve?.Code);
        Assert.Equal(
            ["Registered the version", "Asked for the promotion"],
            [view.Deciders.Single(row => row.Email == "registrant@first.example").WhyNot!, view.Deciders.Single(row => row.Email == "requester@first.example").WhyNot!]);
        Assert.Null(view.Deciders.Single(row => row.Name == "Reviewer").WhyNot);
        Assert.Equal(PromotionState.Approved, (await data.DecideAsync(1)).Value);
    }

    [Theory, EveryDatabase]
    public async Task TwoDeciders_AtTheSameInstant_OneDecisionAndOneDeployment(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));

        var outcomes = await Task.WhenAll(data.DecideAsync(1, actor: data.Reviewer), data.DecideAsync(1, actor: data.Officer), data.DecideAsync(1, DecisionVerdict.Reject, await data.Portal.AddMemberAsync("third", Role.Reviewer)));

        Assert.Single(outcomes, outcome => outcome.IsOk);
        Assert.All(outcomes.Where(outcome => !outcome.IsOk), outcome => Assert.Equal("promotion.ended", outcome.Refusal?.Code));
        await using var db = data.Portal.Open();
        Assert.Equal(1, await db.Decisions.CountAsync(TestContext.Current.CancellationToken));
        var approved = outcomes.Any(outcome => outcome is { IsOk: true, Value: PromotionState.Approved });
        Assert.Equal(approved ? 1 : 0, await db.Deployments.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(approved ? 1 : 0, await db.LiveDeployments.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task OtherEvidence_OrAnotherLiveVersion_IsStale(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var (first, second) = (await data.AddVersionAsync("mortgage-logit-v1"), await data.AddVersionAsync("mortgage-gbt-v2"));
        await data.RequestAsync(first);
        await data.RequestAsync(second);

        var unseen = (await data.DecideAsync(1, digest: new string('0', 64))).Refusal!;
        Assert.Equal((RefusalKind.Stale, "promotion.evidence-changed"), (unseen.Kind, unseen.Code));
        Assert.True((await data.DecideAsync(1)).IsOk);
        Assert.True((await data.ViewAsync(2)).LiveChanged);
        Assert.Equal("promotion.live-changed", (await data.DecideAsync(2)).Refusal?.Code);
        Assert.Equal(PromotionState.ChangesRequested, (await data.DecideAsync(2, DecisionVerdict.RequestChanges)).Value);
        Assert.Equal(first, await data.LiveAsync());
    }

    [Theory, EveryDatabase]
    public async Task RegionTakenAway_BeforeApproval_IsBlocked(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await data.EditModelAsync(model => model.AllowedRegions = ["eu-west"]);

        Assert.Equal("region.not-allowed", (await data.DecideAsync(1)).Refusal?.Code);
        Assert.Equal(PromotionState.Waiting, (await data.ViewAsync(1)).State);
    }

    [Theory, EveryDatabase]
    public async Task Reason_IsNeeded(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        var view = await data.ViewAsync(1);

        var outcome = await data.Portal.Get<Decide>().RunAsync(data.Reviewer, new DecideRequest(1, DecisionVerdict.Approve, "  ", view.EvidenceDigest), TestContext.Current.CancellationToken);

        Assert.Equal(RefusalKind.Invalid, outcome.Refusal?.Kind);
    }

    [Theory, EveryDatabase]
    public async Task RoleTakenAway_AfterThePageWasOpened_IsForbidden(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await using (var db = data.Portal.Open())
        {
            var reviewer = await db.Members.Include(row => row.Roles).SingleAsync(row => row.Id == data.Reviewer.Member, TestContext.Current.CancellationToken);
            reviewer.Roles.Clear();
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(RefusalKind.Forbidden, (await data.DecideAsync(1)).Refusal?.Kind);
    }

    [Theory, EveryDatabase]
    public async Task Withdraw_RequesterOnly_Ends(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var version = await data.AddVersionAsync("mortgage-logit-v1");
        await data.RequestAsync(version);
        var withdraw = data.Portal.Get<WithdrawPromotion>();

        Assert.Equal(RefusalKind.Forbidden, (await withdraw.RunAsync(data.Reviewer, new WithdrawPromotionRequest(1), TestContext.Current.CancellationToken)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await withdraw.RunAsync(data.Portal.Outsider, new WithdrawPromotionRequest(1), TestContext.Current.CancellationToken)).Refusal?.Kind);
        Assert.True((await withdraw.RunAsync(data.Scientist, new WithdrawPromotionRequest(1, "Found a bug."), TestContext.Current.CancellationToken)).IsOk);
        Assert.Equal("promotion.ended", (await data.DecideAsync(1)).Refusal?.Code);
        Assert.Equal(2, (await data.RequestAsync(version)).Value.Number);
    }

    [Theory, EveryDatabase]
    public async Task Exception_EveryOpenGate_ThenAnotherDecides(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider, RiskClass.Limited);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        var version = await data.AddVersionAsync("mortgage-biased-v3");
        Assert.Equal(PromotionState.NeedsException, (await data.RequestAsync(version)).Value.State);
        var before = (await data.ViewAsync(2)).EvidenceDigest;

        Assert.Equal("promotion.gates-open", (await data.DecideAsync(2)).Refusal?.Code);
        Assert.Equal(RefusalKind.Forbidden, (await data.ExceptAsync(2, "disparate-impact:afam", data.Reviewer)).Refusal?.Kind);
        Assert.Equal("promotion.gate-not-open", (await data.ExceptAsync(2, "champion:roc_auc")).Refusal?.Code);
        Assert.Equal(RefusalKind.NotFound, (await data.ExceptAsync(2, "disparate-impact:afam", data.Portal.Outsider, before)).Refusal?.Kind);
        var granted = (await data.ExceptAsync(2, "disparate-impact:afam")).Value;

        Assert.Equal(PromotionState.Waiting, granted.State);
        Assert.NotEqual(before, granted.EvidenceDigest);
        Assert.Equal(RefusalKind.Stale, (await data.DecideAsync(2, digest: before)).Refusal?.Kind);
        Assert.Equal("promotion.gate-not-open", (await data.ExceptAsync(2, "disparate-impact:afam")).Refusal?.Code);
        var view = await data.ViewAsync(2);
        Assert.Equal(granted.EvidenceDigest, view.EvidenceDigest);
        Assert.Equal("A pilot of two weeks.", view.Frozen.Verdicts.Single(verdict => verdict.Blocks).ExceptionReason);
        Assert.Equal("disparate-impact:afam", Assert.Single(view.Frozen.Exceptions).GateId);
        Assert.Equal(PromotionState.Approved, (await data.DecideAsync(2)).Value);
        Assert.Equal(version, await data.LiveAsync());
        Assert.Contains("exception.granted", await data.TrailAsync("exception."));
    }

    [Theory, EveryDatabase]
    public async Task Lists_ByState_ByModel_AndWaitingForMe(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var own = await data.Portal.AddMemberAsync("both", Role.DataScientist, Role.Reviewer);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await data.RequestAsync(await data.AddVersionAsync("mortgage-gbt-v2", own));
        var list = data.Portal.Get<PromotionList>();

        async Task<string> NumbersAsync(Actor actor, PromotionListRequest request) =>
            string.Join(" ", (await list.ReadAsync(actor, request, TestContext.Current.CancellationToken)).Value.Items.Select(row => row.Number));

        Assert.Equal("2 1", await NumbersAsync(data.Reviewer, new(new PageRequest())));
        Assert.Equal("1", await NumbersAsync(data.Reviewer, new(new PageRequest(), PromotionState.Approved)));
        Assert.Equal("2", await NumbersAsync(data.Reviewer, new(new PageRequest(), Open: true)));
        Assert.Equal("2 1", await NumbersAsync(data.Reviewer, new(new PageRequest(), Model: "MORTGAGE")));
        Assert.Empty(await NumbersAsync(data.Reviewer, new(new PageRequest(), Model: "other")));
        Assert.Equal("2", await NumbersAsync(data.Reviewer, new(new PageRequest(), WaitingForMe: true)));
        Assert.Empty(await NumbersAsync(own, new(new PageRequest(), WaitingForMe: true)));
        Assert.Empty(await NumbersAsync(data.Portal.Outsider, new(new PageRequest())));
        Assert.Equal((1, 0), (await list.WaitingForMeAsync(data.Officer, TestContext.Current.CancellationToken), await list.WaitingForMeAsync(data.Scientist, TestContext.Current.CancellationToken)));
        var first = (await list.ReadAsync(data.Reviewer, new(new PageRequest(1)), TestContext.Current.CancellationToken)).Value;
        Assert.Equal("1", await NumbersAsync(data.Reviewer, new(new PageRequest(1, first.Next))));
        Assert.Equal(GovernanceData.Production, first.Items[0].Place.Name);
        Assert.Equal(RefusalKind.NotFound, (await data.Portal.Get<PromotionDetail>().FindAsync(data.Portal.Outsider, 1, TestContext.Current.CancellationToken)).Refusal?.Kind);
    }

    [Theory, EveryDatabase]
    public async Task Approve_FileDamagedSinceItWasRegistered_IsBlocked(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        var digest = Digest.Parse((await data.ViewAsync(1)).VersionDigest);
        await File.AppendAllTextAsync(data.Portal.Get<ArtifactStore>().PathOf(data.Portal.Tenant, digest), "x", TestContext.Current.CancellationToken);

        Assert.Equal("promotion.artifact-damaged", (await data.DecideAsync(1)).Refusal?.Code);
        Assert.Contains("promotion.decide.refused", await data.TrailAsync("promotion."));
        Assert.Equal(PromotionState.Rejected, (await data.DecideAsync(1, DecisionVerdict.Reject)).Value);
    }
}
