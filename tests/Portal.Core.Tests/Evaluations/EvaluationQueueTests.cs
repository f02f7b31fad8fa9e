using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Audit;
using Portal.Core.Evaluations;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Evaluations;

/// <summary>The queue: once by key, one holder at a time, back after a death, bounded.</summary>
public sealed class EvaluationQueueTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Start_SameKeyTwice_QueuesOnce(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));

        var first = await world.StartAsync(version, "key");
        var second = await world.StartAsync(version, "key");

        Assert.Equal(first, second);
        Assert.Equal(["evaluation.queued"], await world.TrailAsync());
    }

    [Fact]
    public async Task Start_RoleThatMayNot_IsRefusedAndRecorded()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));

        var outcome = await world.Portal.Get<StartEvaluation>().RunAsync(world.Portal.As(Role.Executive), new StartEvaluationRequest(version, null, "k"), Ct);

        Assert.Equal(RefusalKind.Forbidden, outcome.Refusal!.Kind);
        Assert.Equal(["evaluation.queue.refused"], await world.TrailAsync());
    }

    [Fact]
    public async Task EveryAct_ForAnotherTenantsIds_AnswersNotFound()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var evaluation = await world.StartAsync(version);
        var outsider = world.Portal.Outsider;

        Refusal?[] answers =
        [
            (await world.Portal.Get<StartEvaluation>().RunAsync(outsider, new StartEvaluationRequest(version, null, "x"), Ct)).Refusal,
            (await world.Portal.Get<CancelEvaluation>().RunAsync(outsider, new CancelEvaluationRequest(evaluation), Ct)).Refusal,
            (await world.Portal.Get<RetryEvaluation>().RunAsync(outsider, new RetryEvaluationRequest(evaluation), Ct)).Refusal,
            (await world.Portal.Get<EvaluationDetail>().RunAsync(outsider, evaluation, Ct)).Refusal,
            (await world.Portal.Get<EvaluationDetail>().EvidenceAsync(outsider, evaluation, Ct)).Refusal,
        ];

        Assert.All(answers, refusal => Assert.Equal(RefusalKind.NotFound, refusal!.Kind));
        Assert.Empty((await world.Portal.Get<EvaluationList>().RunAsync(outsider, new EvaluationListRequest(), new PageRequest(), Ct)).Value.Items);
    }

    [Fact]
    public async Task Registered_MessageDeliveredTwice_QueuesOneEvaluation()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var handler = world.Portal.Get<IEnumerable<IOutboxHandler>>().Single(handler => handler is EvaluateRegisteredVersion);
        var (job, message) = (Actor.ForJob(world.Portal.Tenant, "outbox"), Guid.CreateVersion7());
        var body = new JsonObject { ["versionId"] = version.ToString() };

        await handler.HandleAsync(job, message, body, Ct);
        await handler.HandleAsync(job, message, body, Ct);

        var list = (await world.Portal.Get<EvaluationList>().RunAsync(world.Scientist, new EvaluationListRequest(), new PageRequest(), Ct)).Value;
        Assert.Null(Assert.Single(list.Items).RequestedBy);
    }

    [Theory, EveryDatabase]
    public async Task Claim_ByTwoNodes_OneHasIt(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);
        await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        var claim = world.Portal.Get<ClaimEvaluation>();

        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(node => claim.RunAsync(world.Portal.Tenant, $"node-{node}", Ct)));

        Assert.Single(claims, claimed => claimed is not null);
    }

    [Theory, EveryDatabase]
    public async Task NodeDies_LeaseRunsOut_EvaluationRunsToItsEnd(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        await world.Portal.Get<ClaimEvaluation>().RunAsync(world.Portal.Tenant, "node that dies", Ct);

        Assert.Equal(EvaluationState.Running, (await world.DrainAsync(evaluation)).Row.State);
        world.Portal.Clock.Advance(EvaluationRules.Lease + TimeSpan.FromSeconds(1));
        var view = await world.DrainAsync(evaluation);

        Assert.Equal((EvaluationState.Completed, 2), (view.Row.State, view.Row.Attempt));
        Assert.Equal(["evaluation.queued", "evaluation.started", "evaluation.requeued", "evaluation.started", "evaluation.completed"], await world.TrailAsync());
    }

    [Fact]
    public async Task NodeDiesAgainAndAgain_FailsForGoodAndCanBeRunByAPerson()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.NotNull(await world.Portal.Get<ClaimEvaluation>().RunAsync(world.Portal.Tenant, "node that dies", Ct));
            world.Portal.Clock.Advance(EvaluationRules.Lease + TimeSpan.FromSeconds(1));
            await world.Portal.Get<RequeueLostEvaluations>().RunAsync(world.Portal.Tenant, Ct);
        }

        Assert.Equal((EvaluationState.Failed, "lost"), ((await world.ViewAsync(evaluation)).Row.State, (await world.ViewAsync(evaluation)).FailureCode));

        await world.Portal.Get<RetryEvaluation>().RunAsync(world.Scientist, new RetryEvaluationRequest(evaluation), Ct);
        Assert.Equal(EvaluationState.Completed, (await world.DrainAsync(evaluation)).Row.State);
    }

    [Fact]
    public async Task LateResult_OfALostLease_IsThrownAway()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        var late = await world.Portal.Get<ClaimEvaluation>().RunAsync(world.Portal.Tenant, "slow node", Ct);
        world.Portal.Clock.Advance(EvaluationRules.Lease + TimeSpan.FromSeconds(1));
        await world.Portal.Get<RequeueLostEvaluations>().RunAsync(world.Portal.Tenant, Ct);

        await world.Portal.Get<RunEvaluation>().RunAsync(late!, Ct);

        Assert.Equal(EvaluationState.Queued, (await world.ViewAsync(evaluation)).Row.State);
        Assert.DoesNotContain("evaluation.completed", await world.TrailAsync());
    }

    [Fact]
    public async Task Cancel_Queued_EndsItAtOnce()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));

        await world.Portal.Get<CancelEvaluation>().RunAsync(world.Scientist, new CancelEvaluationRequest(evaluation, "wrong data"), Ct);

        Assert.Equal(EvaluationState.Cancelled, (await world.DrainAsync(evaluation)).Row.State);
        Assert.Equal("evaluation.ended", (await world.Portal.Get<CancelEvaluation>().RunAsync(world.Scientist, new CancelEvaluationRequest(evaluation), Ct)).Refusal!.Code);
    }

    [Fact]
    public async Task Cancel_RunningEndlessModel_KillsItsProcess()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Bad("endless-loop")));
        await world.Portal.Get<EvaluationRunner>().StartDueAsync(Ct);

        await world.Portal.Get<CancelEvaluation>().RunAsync(world.Scientist, new CancelEvaluationRequest(evaluation), Ct);
        var view = await world.DrainAsync(evaluation);

        Assert.Equal(EvaluationState.Cancelled, view.Row.State);
        Assert.Equal("The evaluation was cancelled while it ran.", view.Row.FailureSentence);
    }

    [Fact]
    public async Task Shutdown_WhileRunning_GivesItBackToTheQueue()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Bad("endless-loop")));
        var claim = await world.Portal.Get<ClaimEvaluation>().RunAsync(world.Portal.Tenant, "this node", Ct);
        using var shutdown = new CancellationTokenSource();
        var running = world.Portal.Get<RunEvaluation>().RunAsync(claim!, shutdown.Token);

        await shutdown.CancelAsync();
        await running;

        var view = await world.ViewAsync(evaluation);
        Assert.Equal((EvaluationState.Queued, 0), (view.Row.State, view.Row.Attempt));
    }

    [Fact]
    public async Task Tenants_TakeTurns_AFullQueueHoldsNobodyElseUp()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var neighbour = await world.NextDoorAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Bad("endless-loop"));
        var many = new List<EvaluationId>();
        for (var i = 0; i < 8; i++)
        {
            many.Add(await world.StartAsync(version, $"many-{i}"));
        }

        var one = await neighbour.StartAsync(await neighbour.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        await world.Portal.Get<EvaluationRunner>().StartDueAsync(Ct);

        Assert.NotEqual(EvaluationState.Queued, (await neighbour.ViewAsync(one)).Row.State);
        foreach (var evaluation in many)
        {
            await world.Portal.Get<CancelEvaluation>().RunAsync(world.Scientist, new CancelEvaluationRequest(evaluation), Ct);
        }

        Assert.Equal(EvaluationState.Completed, (await neighbour.DrainAsync(one)).Row.State);
    }

    [Fact]
    public async Task List_ManyRows_IsPagedNewestFirst()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        for (var i = 0; i < 5; i++)
        {
            world.Portal.Clock.Advance(TimeSpan.FromSeconds(1));
            await world.StartAsync(version, $"many-{i}");
        }

        await world.DrainAsync(await world.StartAsync(version, "last"));

        var list = (await world.Portal.Get<EvaluationList>().RunAsync(world.Scientist, new EvaluationListRequest(EvaluationState.Completed), new PageRequest(2), Ct)).Value;
        Assert.Equal(2, list.Items.Count);
        var rest = (await world.Portal.Get<EvaluationList>().RunAsync(world.Scientist, new EvaluationListRequest(Model: "mortgage"), new PageRequest(10, list.Next), Ct)).Value;
        Assert.Equal(4, rest.Items.Count);
        Assert.Null(rest.Next);
    }

    [Fact]
    public async Task History_OfTheVersion_TellsAllThatHappenedToItsEvaluations()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var evaluation = await world.StartAsync(version);
        await world.Portal.Get<CancelEvaluation>().RunAsync(world.Scientist, new CancelEvaluationRequest(evaluation, "wrong data"), Ct);
        await world.Portal.Get<RetryEvaluation>().RunAsync(world.Scientist, new RetryEvaluationRequest(evaluation), Ct);
        await world.Portal.Get<ClaimEvaluation>().RunAsync(world.Portal.Tenant, "node that dies", Ct);
        world.Portal.Clock.Advance(EvaluationRules.Lease + TimeSpan.FromSeconds(1));
        await world.Portal.Get<RequeueLostEvaluations>().RunAsync(world.Portal.Tenant, Ct);

        var history = await world.Portal.Get<AuditList>().OfSubjectAsync(world.Scientist, "version", version.ToString(), 10, Ct);

        Assert.Equal(["evaluation.requeued", "evaluation.started", "evaluation.retried", "evaluation.cancelled", "evaluation.queued"], history.Select(row => row.Action));
        Assert.All(history, row => Assert.Equal("mortgage version 1", row.SubjectName));
    }

    [Theory]
    [InlineData(2001, 'x')]
    [InlineData(10, '\0')]
    public async Task Cancel_ReasonThatCannotBeKept_IsRefused(int length, char letter)
    {
        await using var world = await EvaluationWorld.StartAsync();
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));

        var outcome = await world.Portal.Get<CancelEvaluation>().RunAsync(world.Scientist, new CancelEvaluationRequest(evaluation, new string(letter, length)), Ct);

        Assert.Equal(["reason"], outcome.Refusal!.Fields.Keys);
    }

    [Fact]
    public async Task OneTenantBroken_TheOthersEvaluationsRun()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var neighbour = await world.NextDoorAsync();
        await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        var one = await neighbour.StartAsync(await neighbour.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        await using (var db = world.Portal.Open())
        {
            // Without its head the first tenant's chain takes no entry any more.
            await db.AuditHeads.ExecuteDeleteAsync(Ct);
        }

        Assert.Equal(EvaluationState.Completed, (await neighbour.DrainAsync(one)).Row.State);
    }

    [Fact]
    public async Task Chain_AfterAllOfThis_IsWhole()
    {
        await using var world = await EvaluationWorld.StartAsync();
        await world.DrainAsync(await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"))));

        var verified = await world.Portal.Get<VerifyTrail>().RunAsync(world.Portal.As(Role.Auditor), Ct);

        Assert.True(verified.IsOk);
    }
}
