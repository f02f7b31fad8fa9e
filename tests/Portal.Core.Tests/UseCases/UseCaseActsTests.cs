using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;
using Portal.Core.UseCases.AiAct;

namespace Portal.Core.Tests.UseCases;

public sealed class UseCaseActsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Life_FromDraftToRetirement_IsInTheTrailAndTold(DatabaseProviderName provider)
    {
        await using var world = await UseCaseWorld.StartAsync(provider);
        var number = await world.SubmittedAsync();
        Assert.Equal(UseCaseState.ChangesRequested, await VoteTwiceAsync(world, number, BoardVerdict.RequestChanges));
        var before = await world.ViewAsync(number);
        Assert.Null((await world.Portal.Get<EditUseCase>().RunAsync(world.Scientist, new EditUseCaseRequest(number, before.Revision, UseCaseWorld.Draft with { CostAMonth = 7_000m }), Ct)).Refusal);
        Assert.Equal(2, (await world.SubmitAsync(number)).Value);
        Assert.Equal(UseCaseState.Submitted, (await world.VoteAsync(number, world.Reviewer, conditions: ["A person looks at every denial."])).Value);
        Assert.Equal(UseCaseState.Approved, (await world.VoteAsync(number, world.Officer, conditions: ["A person looks at every denial.", "Reviewed in a year."])).Value);

        var view = await world.ViewAsync(number);
        Assert.Equal((UseCaseState.Approved, AiActClass.HighRisk, 7_000m, 12m), (view.State, view.Verdict.Class!.Value, view.CostAMonth, view.ValueForCost!.Value));
        Assert.Equal([SessionOutcome.Approved, SessionOutcome.ChangesRequested], view.Sessions.Select(session => session.Outcome!.Value));
        Assert.Equal(["A person looks at every denial.", "Reviewed in a year."], view.Approval!.Conditions);
        Assert.NotEqual(view.Sessions[0].CaseDigest, view.Sessions[1].CaseDigest);
        Assert.NotNull(view.DecidedAt);

        Assert.Null((await world.Portal.Get<RetireUseCase>().RunAsync(world.Officer, new RetireUseCaseRequest(number, "Bought instead."), Ct)).Refusal);
        Assert.Equal((UseCaseState.Retired, "Bought instead."), ((await world.ViewAsync(number)).State, (await world.ViewAsync(number)).RetiredBecause));
        Assert.Equal(
            [
                "use-case.created", "use-case.answered", "use-case.submitted", "use-case.voted", "use-case.voted", "use-case.decided", "use-case.edited", "use-case.submitted",
                "use-case.voted", "use-case.voted", "use-case.decided", "use-case.retired",
            ],
            await world.TrailAsync());
        Assert.Equal(["use-case.submitted", "use-case.decided", "use-case.submitted", "use-case.decided"], await world.ToldAsync());
    }

    [Theory, EveryDatabase]
    public async Task TwoVotes_AtTheSameInstant_DecideOnce(DatabaseProviderName provider)
    {
        await using var world = await UseCaseWorld.StartAsync(provider);
        var number = await world.SubmittedAsync();
        var digest = (await world.ViewAsync(number)).Open!.CaseDigest;

        var outcomes = await Task.WhenAll(
            world.VoteAsync(number, world.Reviewer, digest: digest), world.VoteAsync(number, world.Officer, digest: digest), world.VoteAsync(number, world.Portal.As(Role.Executive), digest: digest));

        Assert.Equal(2, outcomes.Count(outcome => outcome.IsOk));
        Assert.Equal("use-case.state", outcomes.Single(outcome => !outcome.IsOk).Refusal!.Code);
        Assert.Single(await world.TrailAsync(), action => action == "use-case.decided");
    }

    [Fact]
    public async Task Submission_WithOpenQuestions_TellsThem()
    {
        await using var world = await UseCaseWorld.StartAsync();
        var number = await world.CreateAsync();

        var refusal = (await world.SubmitAsync(number)).Refusal!;

        Assert.Equal((RefusalKind.Invalid, "use-case.unanswered"), (refusal.Kind, refusal.Code));
        Assert.Equal(["practices", "safetyComponent", "areas", "transparency", "generalPurpose"], refusal.Fields.Keys);
        Assert.Equal("use-case.unanswered", (await world.ViewAsync(number)).May.Submit?.Code);
        Assert.Equal("use-case.state", (await world.VoteAsync(number, world.Reviewer)).Refusal!.Code);
    }

    [Fact]
    public async Task WhoProposedOrSubmitted_WithEveryRole_DoesNotVote()
    {
        await using var world = await UseCaseWorld.StartAsync();
        var proposer = await world.Portal.AddMemberAsync("proposer", Enum.GetValues<Role>());
        var submitter = await world.Portal.AddMemberAsync("submitter", Enum.GetValues<Role>());
        var number = await world.CreateAsync(actor: proposer);
        await world.AnswerAsync(number, UseCaseWorld.Harmless);
        await world.SubmitAsync(number, submitter);

        Assert.Equal("You proposed it, so others vote on U-1.", (await world.VoteAsync(number, proposer)).Refusal!.Sentence);
        Assert.Equal("You submitted it, so others vote on U-1.", (await world.VoteAsync(number, submitter)).Refusal!.Sentence);
        Assert.Equal(RefusalKind.Forbidden, (await world.VoteAsync(number, world.Portal.As(Role.Auditor))).Refusal!.Kind);
        Assert.True((await world.VoteAsync(number, world.Reviewer)).IsOk);
        Assert.Equal("use-case.voted", (await world.VoteAsync(number, world.Reviewer)).Refusal!.Code);
        Assert.Equal(3, (await world.TrailAsync()).Count(action => action == "use-case.vote.refused"));
        Assert.Equal(["complianceofficer@first.example", "executive@first.example"], (await world.ViewAsync(number)).StillToVote.Select(member => member.Email.ToLowerInvariant()));
        Assert.Equal((0, 1, 0), (await WaitingAsync(world, submitter), await WaitingAsync(world, world.Officer), await WaitingAsync(world, world.Reviewer)));
    }

    [Fact]
    public async Task Prohibited_CanBeRejectedAndNeverApproved()
    {
        await using var world = await UseCaseWorld.StartAsync();
        var number = await world.SubmittedAsync(UseCaseWorld.Harmless with { Practices = [ProhibitedPractice.SocialScoring] });

        Assert.Equal((RefusalKind.Blocked, "use-case.prohibited"), ((await world.VoteAsync(number, world.Reviewer)).Refusal!.Kind, (await world.VoteAsync(number, world.Reviewer)).Refusal!.Code));
        Assert.Equal(UseCaseState.Rejected, await VoteTwiceAsync(world, number, BoardVerdict.Reject));
        Assert.Equal("use-case.state", (await world.Portal.Get<AssignModel>().RunAsync(world.Scientist, new AssignModelRequest(number, await ModelAsync(world)), Ct)).Refusal!.Code);
    }

    [Fact]
    public async Task WhatIsBeforeTheBoard_IsNotChanged_AndAVoteOnAnotherCaseIsStale()
    {
        await using var world = await UseCaseWorld.StartAsync();
        var number = await world.SubmittedAsync();
        var (seen, revision) = ((await world.ViewAsync(number)).Open!.CaseDigest, (await world.ViewAsync(number)).Revision);

        Assert.Equal("use-case.state", (await world.Portal.Get<EditUseCase>().RunAsync(world.Scientist, new EditUseCaseRequest(number, revision, UseCaseWorld.Draft), Ct)).Refusal!.Code);
        Assert.Equal("use-case.state", (await world.AnswerAsync(number, UseCaseWorld.Harmless)).Refusal!.Code);
        await world.VoteAsync(number, world.Reviewer);
        Assert.Equal("use-case.not-yours", (await world.Portal.Get<WithdrawUseCase>().RunAsync(world.Officer, new WithdrawUseCaseRequest(number, "No."), Ct)).Refusal!.Code);
        Assert.Equal("use-case.not-yours", (await world.ViewAsync(number, world.Officer)).May.Withdraw!.Code);
        Assert.True((await world.Portal.Get<WithdrawUseCase>().RunAsync(world.Scientist, new WithdrawUseCaseRequest(number, "The cost was wrong."), Ct)).IsOk);
        Assert.Equal(UseCaseState.Draft, (await world.ViewAsync(number)).State);
        await world.AnswerAsync(number, UseCaseWorld.Harmless);
        await world.SubmitAsync(number);

        var stale = (await world.VoteAsync(number, world.Officer, digest: seen)).Refusal!;
        Assert.Equal((RefusalKind.Stale, "use-case.changed"), (stale.Kind, stale.Code));
        Assert.Equal(0, (await world.ViewAsync(number)).Open!.Tally.Cast);
        Assert.Equal(SessionOutcome.Withdrawn, (await world.ViewAsync(number)).Sessions[1].Outcome);
    }

    [Fact]
    public async Task Edit_OfAnOlderRevision_IsStale_AndWhatIsWrongNamesItsField()
    {
        await using var world = await UseCaseWorld.StartAsync();
        var number = await world.CreateAsync();
        var revision = (await world.ViewAsync(number)).Revision;
        await world.AnswerAsync(number, UseCaseWorld.Harmless);
        Task<Outcome<Done>> EditAsync(long seen, UseCaseDraft draft) => world.Portal.Get<EditUseCase>().RunAsync(world.Scientist, new EditUseCaseRequest(number, seen, draft), Ct);

        Assert.Equal(RefusalKind.Stale, (await EditAsync(revision, UseCaseWorld.Draft)).Refusal!.Kind);
        foreach (var (field, draft) in Wrong())
        {
            Assert.Equal(field, (await EditAsync(revision + 1, draft)).Refusal!.Fields.Single().Key);
        }

        Assert.Equal(RefusalKind.Forbidden, (await world.Portal.Get<CreateUseCase>().RunAsync(world.Portal.As(Role.Auditor), UseCaseWorld.Draft, Ct)).Refusal!.Kind);
    }

    [Fact]
    public async Task Datasets_AreFoundByName_AndNeverMoreSensitiveThanTheUseCase()
    {
        await using var world = await UseCaseWorld.StartAsync();
        await world.Portal.ImportMortgageAsync("reference", Ct);
        var draft = UseCaseWorld.Draft with { Datasets = ["Mortgage-Reference"], DataClassification = Portal.Core.Datasets.DataClassification.Confidential };

        Assert.Equal("dataClassification", (await world.Portal.Get<CreateUseCase>().RunAsync(world.Scientist, draft with { DataClassification = Portal.Core.Datasets.DataClassification.Internal }, Ct)).Refusal!.Fields.Single().Key);
        var number = await world.CreateAsync(draft);
        Assert.Equal("mortgage-reference", Assert.Single((await world.ViewAsync(number)).Datasets).Name);
        Assert.Null((await world.Portal.Get<EditUseCase>().RunAsync(world.Scientist, new EditUseCaseRequest(number, 0, UseCaseWorld.Draft), Ct)).Refusal);
        Assert.Empty((await world.ViewAsync(number)).Datasets);
    }

    private static IEnumerable<(string Field, UseCaseDraft Draft)> Wrong()
    {
        var right = UseCaseWorld.Draft;
        yield return ("title", right with { Title = " " });
        yield return ("purpose", right with { Purpose = "" });
        yield return ("affectedPeople", right with { AffectedPeople = "a\0b" });
        yield return ("otherData", right with { OtherData = new string('x', UseCaseDraft.LongestText + 1) });
        yield return ("requestsAMonth", right with { RequestsAMonth = -1 });
        yield return ("valueAMonth", right with { ValueAMonth = -0.01m });
        yield return ("costAMonth", right with { CostAMonth = 0.00001m });
        yield return ("currency", right with { Currency = "eur" });
        yield return ("team", right with { Team = "Nobody" });
        yield return ("datasets", right with { Datasets = ["nothing"] });
        yield return ("dataClassification", right with { DataClassification = (Portal.Core.Datasets.DataClassification)9 });
    }

    private static async Task<UseCaseState> VoteTwiceAsync(UseCaseWorld world, int number, BoardVerdict verdict)
    {
        Assert.Null((await world.VoteAsync(number, world.Reviewer, verdict)).Refusal);
        return (await world.VoteAsync(number, world.Officer, verdict)).Value;
    }

    private static async Task<int> WaitingAsync(UseCaseWorld world, Actor actor)
    {
        var list = world.Portal.Get<UseCaseList>();
        var count = await list.WaitingForMeAsync(actor, Ct);
        Assert.Equal(count, (await list.ReadAsync(actor, new UseCaseListRequest(new PageRequest(), WaitingForMe: true), Ct)).Value.Items.Count);
        return count;
    }

    private static async Task<string> ModelAsync(UseCaseWorld world)
    {
        await world.Portal.CreateModelAsync("loans", null, Ct);
        return "loans";
    }
}
