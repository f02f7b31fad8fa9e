using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Queueing;
using Portal.Core.Evaluations.Runners;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Evaluations.Runners;

namespace Portal.Core.Tests.Evaluations.Queueing;

/// <summary>A tenant's line: priorities within it and never across it, places and guesses, and who has a slot for what.</summary>
public sealed class LineTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Claim_Priorities_GoFirstWithinTheirTenant(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var (low, first, second, high) = (await StartAsync(world, version, EvaluationPriority.Low), await StartAsync(world, version), await StartAsync(world, version), await StartAsync(world, version, EvaluationPriority.High));

        var claimed = new List<EvaluationId>();
        for (var slot = 0; slot < 4; slot++)
        {
            claimed.Add((await world.Portal.Get<EvaluationTurns>().NextAsync($"slot-{slot}", Ct))!.Id);
        }

        Assert.Equal([high, first, second, low], claimed);
    }

    [Fact]
    public async Task Claim_HighOfOneTenant_TakesNoTurnOfAnother()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var neighbour = await world.NextDoorAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        for (var i = 0; i < 6; i++)
        {
            await StartAsync(world, version, EvaluationPriority.High);
        }

        var one = await neighbour.StartAsync(await neighbour.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        var turns = world.Portal.Get<EvaluationTurns>();

        Assert.Contains(one, new[] { (await turns.NextAsync("a", Ct))!.Id, (await turns.NextAsync("b", Ct))!.Id });
    }

    [Fact]
    public async Task Priority_High_IsNotForWhoWaitsForTheResult()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var evaluation = await world.StartAsync(version);
        var act = world.Portal.Get<ChangePriority>();
        Task<Outcome<EvaluationPriority>> ChangeAsync(Actor actor, EvaluationPriority priority) => act.RunAsync(actor, new ChangePriorityRequest(evaluation, priority), Ct);

        Assert.Equal(RefusalKind.Forbidden, (await world.Portal.Get<StartEvaluation>().RunAsync(world.Scientist, new StartEvaluationRequest(version, null, "k", EvaluationPriority.High), Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await ChangeAsync(world.Scientist, EvaluationPriority.High)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await ChangeAsync(world.Portal.Outsider, EvaluationPriority.Low)).Refusal!.Kind);
        Assert.Equal(EvaluationPriority.Low, (await ChangeAsync(world.Scientist, EvaluationPriority.Low)).Value);
        Assert.Equal(EvaluationPriority.High, (await ChangeAsync(world.Portal.As(Role.TenantAdministrator), EvaluationPriority.High)).Value);
        Assert.Equal(RefusalKind.Forbidden, (await ChangeAsync(world.Scientist, EvaluationPriority.Normal)).Refusal!.Kind);
        Assert.Equal(EvaluationPriority.High, (await world.ViewAsync(evaluation)).Row.Priority);
        await world.DrainAsync(evaluation);
        Assert.Equal("evaluation.not-queued", (await ChangeAsync(world.Portal.As(Role.Reviewer), EvaluationPriority.Normal)).Refusal!.Code);
        Assert.Equal(
            ["evaluation.queued", "evaluation.queue.refused", "evaluation.prioritise.refused", "evaluation.prioritised", "evaluation.prioritised", "evaluation.prioritise.refused"], (await world.TrailAsync())[..6]);
    }

    [Theory, EveryDatabase]
    public async Task Queue_TellsPlacesAndGuesses(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        await TakesAsync(world, version, TimeSpan.FromSeconds(40));
        var slots = new EvaluationOptions().CoreSlots;
        var ids = new List<EvaluationId>();
        for (var i = 0; i < slots + 1; i++)
        {
            ids.Add(await StartAsync(world, version));
        }

        var urgent = await StartAsync(world, version, EvaluationPriority.High, world.Portal.As(Role.Reviewer));
        var standings = await world.Portal.Get<EvaluationQueue>().ReadAsync(world.Scientist, Ct);

        Assert.Equal(new QueueStanding(0, TimeSpan.Zero, TimeSpan.FromSeconds(40), null, null), standings[urgent]);
        Assert.Equal(1, standings[ids[0]].Ahead);
        Assert.Equal(new QueueStanding(slots + 1, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(80), null, null), standings[ids[^1]]);
        Assert.Empty(await world.Portal.Get<EvaluationQueue>().ReadAsync(world.Portal.Outsider, Ct));

        await world.Portal.Get<ClaimEvaluation>().RunAsync(world.Portal.Tenant, "node", Ct);
        world.Portal.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(new QueueStanding(null, null, TimeSpan.FromSeconds(25), null, null), (await world.Portal.Get<EvaluationQueue>().ReadAsync(world.Scientist, Ct))[urgent]);
    }

    [Theory]
    [InlineData("gpu", "us-east", "runner.label-missing", "The model asks for the label gpu, which no machine that is there and in an allowed region has.")]
    [InlineData("", "eu-central", null, null)]
    public async Task Queue_NothingFits_SaysWhatIsMissing(string required, string region, string? code, string? sentence)
    {
        await using var world = await EvaluationWorld.StartAsync();
        var labels = required.Length > 0 ? new[] { required } : [];
        await world.EditModelAsync(model => (model.RequiredLabels, model.AllowedRegions) = (labels, [region]));
        var waits = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));

        var standing = (await world.Portal.Get<EvaluationQueue>().ReadAsync(world.Scientist, Ct))[waits];

        Assert.Equal((code, sentence), (standing.Waits?.Code, standing.Waits?.Sentence));
        Assert.Equal(code is null ? 0 : null, standing.Ahead);
    }

    [Theory, EveryDatabase]
    public async Task Runner_OneGraphicsProcessor_GetsOneOfThoseAtATime(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);
        await world.EditModelAsync(model => model.RequiredLabels = ["gpu"]);
        using var runner = await TestRunner.StartAsync(world, labels: "gpu");
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var (first, second) = (await StartAsync(world, version), await StartAsync(world, version));

        var leases = await Task.WhenAll(runner.LeaseAsync(), runner.LeaseAsync(), runner.LeaseAsync());
        var lease = Assert.Single(leases, one => one is not null)!;
        Assert.Equal(first.Value, lease.Evaluation);
        Assert.True((await runner.CompleteAsync(lease, await runner.ScoreAsync(lease))).IsOk);

        Assert.Equal(second.Value, (await runner.LeaseAsync())!.Evaluation);
    }

    [Fact]
    public async Task Node_GraphicsProcessorBusy_OthersRunBesideIt()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        await StartAsync(world, version);
        await world.EditModelAsync(model => model.RequiredLabels = ["gpu"]);
        var holder = LeaseHolder.Node("node", new EvaluationOptions { Labels = "gpu" });
        var claim = world.Portal.Get<ClaimEvaluation>();

        Assert.Null(await claim.RunAsync(world.Portal.Tenant, holder with { Free = [SlotKind.Cores] }, Ct));
        Assert.Equal(SlotKind.Gpu, (await claim.RunAsync(world.Portal.Tenant, holder with { Free = [SlotKind.Gpu] }, Ct))!.Slot);
    }

    [Fact]
    public async Task CancelSeveral_OneEndedAlready_TheOthersAreCancelled()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var done = await StartAsync(world, version);
        await world.DrainAsync(done);
        var (one, two) = (await StartAsync(world, version), await StartAsync(world, version));
        var act = world.Portal.Get<CancelEvaluations>();

        var answers = (await act.RunAsync(world.Scientist, new CancelEvaluationsRequest([one, done, two, one], "wrong data"), Ct)).Value;

        Assert.Equal([(one, EvaluationState.Cancelled), (done, null), (two, (EvaluationState?)EvaluationState.Cancelled)], answers.Select(answer => (answer.Id, answer.State)));
        Assert.Equal("evaluation.ended", answers[1].Refusal!.Code);
        Assert.Equal(RefusalKind.NotFound, (await act.RunAsync(world.Portal.Outsider, new CancelEvaluationsRequest([one]), Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await act.RunAsync(world.Portal.As(Role.Executive), new CancelEvaluationsRequest([one]), Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await act.RunAsync(world.Scientist, new CancelEvaluationsRequest([]), Ct)).Refusal!.Kind);
    }

    private static async Task<EvaluationId> StartAsync(EvaluationWorld world, Portal.Core.Registry.VersionId version, EvaluationPriority priority = EvaluationPriority.Normal, Actor? actor = null)
    {
        world.Portal.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var by = actor ?? (priority == EvaluationPriority.High ? world.Portal.As(Role.Reviewer) : world.Scientist);
        return (await world.Portal.Get<StartEvaluation>().RunAsync(by, new StartEvaluationRequest(version, null, Guid.CreateVersion7().ToString(), priority), Ct)).Value;
    }

    /// <summary>One that is done, and took so long.</summary>
    private static async Task TakesAsync(EvaluationWorld world, Portal.Core.Registry.VersionId version, TimeSpan took)
    {
        var id = await StartAsync(world, version);
        await using var db = world.Portal.Open();
        var row = await db.Evaluations.SingleAsync(evaluation => evaluation.Id == id, Ct);
        (row.State, row.StartedAt, row.EndedAt, row.RowsDone) = (EvaluationState.Completed, world.Portal.Clock.GetUtcNow() - took, world.Portal.Clock.GetUtcNow(), 714);
        await db.SaveChangesAsync(Ct);
    }
}
