using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;
using Portal.Core.UseCases.AiAct;

namespace Portal.Core.Tests.UseCases;

public sealed class BoardActsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Minutes_NameWhoWasThere_AndWhoVotedAlwaysWas(DatabaseProviderName provider)
    {
        await using var world = await UseCaseWorld.StartAsync(provider);
        var number = await world.ApprovedAsync();
        Task<Outcome<Done>> WriteAsync(long seen, Actor actor, params string[] present) =>
            world.Portal.Get<WriteMinutes>().RunAsync(actor, new WriteMinutesRequest(number, 1, seen, "The cost was doubted.\nIt was approved.", present), Ct);
        var revision = (await world.ViewAsync(number)).Sessions[0].Revision;

        Assert.Equal(RefusalKind.Forbidden, (await WriteAsync(revision, world.Scientist)).Refusal!.Kind);
        Assert.Equal("present", (await WriteAsync(revision, world.Officer, "nobody@first.example")).Refusal!.Fields.Single().Key);
        Assert.Null((await WriteAsync(revision, world.Officer, "Auditor@first.example", world.Officer.Name)).Refusal);
        Assert.Equal(RefusalKind.Stale, (await WriteAsync(revision, world.Reviewer)).Refusal!.Kind);

        var session = (await world.ViewAsync(number)).Sessions[0];
        Assert.Equal(("The cost was doubted.\nIt was approved.", "ComplianceOfficer"), (session.Minutes, session.MinutesBy));
        Assert.Equal(["Auditor", "ComplianceOfficer", "Reviewer"], session.Present.Select(member => member.Name));
        Assert.Null((await WriteAsync(session.Revision, world.Reviewer, "executive@first.example")).Refusal);
        Assert.Equal(["ComplianceOfficer", "Executive", "Reviewer"], (await world.ViewAsync(number)).Sessions[0].Present.Select(member => member.Name));
        Assert.Equal(2, (await world.TrailAsync()).Count(action => action == "use-case.minutes-written"));
    }

    [Theory, EveryDatabase]
    public async Task Quorum_IsTheTenants_AndHoldsFromTheNextSessionOn(DatabaseProviderName provider)
    {
        await using var world = await UseCaseWorld.StartAsync(provider);
        var open = await world.SubmittedAsync();
        Task<Outcome<Done>> SetAsync(long seen, int quorum, Actor actor) => world.Portal.Get<EditBoard>().RunAsync(actor, new EditBoardRequest(seen, quorum, "We are three."), Ct);
        var board = world.Portal.Get<BoardDetail>();
        Assert.Equal((2, 0L), ((await board.FindAsync(world.Officer, Ct)).Quorum, (await board.FindAsync(world.Officer, Ct)).Revision));
        Assert.Equal(["ComplianceOfficer", "Executive", "Reviewer"], (await board.FindAsync(world.Officer, Ct)).Members.Select(member => member.Name));

        Assert.Equal(RefusalKind.Forbidden, (await SetAsync(0, 3, world.Reviewer)).Refusal!.Kind);
        Assert.Equal("quorum", (await SetAsync(0, 0, world.Officer)).Refusal!.Fields.Single().Key);
        Assert.Null((await SetAsync(0, 3, world.Officer)).Refusal);
        Assert.Equal(RefusalKind.Stale, (await SetAsync(0, 1, world.Officer)).Refusal!.Kind);
        Assert.Equal(3, (await board.FindAsync(world.Officer, Ct)).Quorum);
        Assert.Equal(2, (await board.FindAsync(world.Portal.Outsider, Ct)).Quorum);

        Assert.Equal(2, (await world.ViewAsync(open)).Open!.Tally.Quorum);
        var next = await world.SubmittedAsync();
        await world.VoteAsync(next, world.Reviewer);
        Assert.Equal(UseCaseState.Submitted, (await world.VoteAsync(next, world.Officer)).Value);
        Assert.Equal(UseCaseState.Approved, (await world.VoteAsync(next, world.Portal.As(Role.Executive))).Value);
    }

    [Theory, EveryDatabase]
    public async Task Model_BelongsToOneUseCase_AndIsLookedAtAsCloselyAsItAsks(DatabaseProviderName provider)
    {
        await using var world = await UseCaseWorld.StartAsync(provider);
        var (low, high) = (await world.Portal.CreateModelAsync("low", null, Ct, risk: RiskClass.Limited), await world.Portal.CreateModelAsync("high", null, Ct));
        var (credit, other) = (await world.ApprovedAsync(), await world.CreateAsync());
        Task<Outcome<Done>> AssignAsync(int number, string model, Actor? actor = null) => world.Portal.Get<AssignModel>().RunAsync(actor ?? world.Scientist, new AssignModelRequest(number, model), Ct);

        var refused = (await AssignAsync(credit, "low")).Refusal!;
        Assert.Equal((RefusalKind.Blocked, "low is limited risk; U-1 is high-risk, which asks for high risk at least."), (refused.Kind, refused.Sentence));
        Assert.Equal(RefusalKind.Forbidden, (await AssignAsync(credit, "high", world.Reviewer)).Refusal!.Kind);
        Assert.Null((await AssignAsync(credit, "high")).Refusal);
        Assert.Equal("use-case.model-taken", (await AssignAsync(other, "high")).Refusal!.Code);
        Assert.Equal(["use-case.assign-model.refused", "use-case.assign-model.refused", "use-case.model-assigned"], (await world.TrailAsync()).TakeLast(3));

        // As a draft nothing speaks against it; when its class rises, the model is told apart.
        Assert.Null((await AssignAsync(other, "low")).Refusal);
        await world.AnswerAsync(other, UseCaseWorld.Credit);
        Assert.Equal(("low", true), ((await world.ViewAsync(other)).Models.Single().Name, (await world.ViewAsync(other)).Models.Single().TooLow));
        Assert.False((await world.ViewAsync(credit)).Models.Single().TooLow);

        await using var db = world.Portal.Open();
        var facts = (await UseCaseStanding.OfModelAsync(db, high, Ct))!;
        Assert.Equal((credit, "Mortgage decisions", UseCaseState.Approved, AiActClass.HighRisk), (facts.Number, facts.Title, facts.State, facts.Class!.Value));
        Assert.NotNull(facts.DecidedAt);
        Assert.True((await world.Portal.Get<UnassignModel>().RunAsync(world.Scientist, new UnassignModelRequest(other, "low", "Another one is used."), Ct)).IsOk);
        Assert.Null(await UseCaseStanding.OfModelAsync(db, low, Ct));
        Assert.Equal(RefusalKind.NotFound, (await world.Portal.Get<UnassignModel>().RunAsync(world.Scientist, new UnassignModelRequest(other, "high", "x"), Ct)).Refusal!.Kind);
    }

    [Theory, EveryDatabase]
    public async Task List_IsFilteredAndPaged(DatabaseProviderName provider)
    {
        await using var world = await UseCaseWorld.StartAsync(provider);
        await world.ApprovedAsync(UseCaseWorld.Harmless);
        world.Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SubmittedAsync();
        world.Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.CreateAsync(UseCaseWorld.Draft with { Title = "Letters" });
        async Task<IReadOnlyList<int>> NumbersAsync(UseCaseState? state = null, AiActClass? found = null, string? search = null) =>
            [.. (await world.Portal.Get<UseCaseList>().ReadAsync(world.Scientist, new UseCaseListRequest(new PageRequest(), state, found, search), Ct)).Value.Items.Select(row => row.Number)];

        Assert.Equal([3, 2, 1], await NumbersAsync());
        Assert.Equal([2], await NumbersAsync(UseCaseState.Submitted));
        Assert.Equal([1], await NumbersAsync(found: AiActClass.Minimal));
        Assert.Equal([2, 1], await NumbersAsync(search: "MORTGAGE"));
        Assert.Equal([3], await NumbersAsync(search: "u-3"));
        var first = (await world.Portal.Get<UseCaseList>().ReadAsync(world.Scientist, new UseCaseListRequest(new PageRequest(2)), Ct)).Value;
        Assert.Equal([1], (await world.Portal.Get<UseCaseList>().ReadAsync(world.Scientist, new UseCaseListRequest(new PageRequest(2, first.Next)), Ct)).Value.Items.Select(row => row.Number));
        Assert.Empty((await world.Portal.Get<UseCaseList>().ReadAsync(world.Portal.Outsider, new UseCaseListRequest(new PageRequest()), Ct)).Value.Items);
    }

    [Fact]
    public async Task Everything_AskedByAnotherTenant_IsNotThere()
    {
        await using var world = await UseCaseWorld.StartAsync();
        await world.Portal.CreateModelAsync("loans", null, Ct);
        var (portal, other, number) = (world.Portal, world.Portal.Outsider, await world.SubmittedAsync());
        Refusal?[] refusals =
        [
            (await portal.Get<UseCaseDetail>().FindAsync(other, number, Ct)).Refusal,
            (await portal.Get<EditUseCase>().RunAsync(other, new EditUseCaseRequest(number, 0, UseCaseWorld.Draft), Ct)).Refusal,
            (await portal.Get<AnswerQuestionnaire>().RunAsync(other, new AnswerQuestionnaireRequest(number, 0, UseCaseWorld.Harmless), Ct)).Refusal,
            (await portal.Get<SubmitUseCase>().RunAsync(other, new SubmitUseCaseRequest(number, 0), Ct)).Refusal,
            (await portal.Get<CastVote>().RunAsync(other, new CastVoteRequest(number, BoardVerdict.Approve, "x", ""), Ct)).Refusal,
            (await portal.Get<WriteMinutes>().RunAsync(other, new WriteMinutesRequest(number, 1, 0, "x", []), Ct)).Refusal,
            (await portal.Get<WithdrawUseCase>().RunAsync(other, new WithdrawUseCaseRequest(number, "x"), Ct)).Refusal,
            (await portal.Get<RetireUseCase>().RunAsync(other, new RetireUseCaseRequest(number, "x"), Ct)).Refusal,
            (await portal.Get<AssignModel>().RunAsync(other, new AssignModelRequest(number, "loans"), Ct)).Refusal,
            (await portal.Get<UnassignModel>().RunAsync(other, new UnassignModelRequest(number, "loans", "x"), Ct)).Refusal,
        ];

        Assert.All(refusals, refusal => Assert.Equal(RefusalKind.NotFound, refusal?.Kind));
    }
}
