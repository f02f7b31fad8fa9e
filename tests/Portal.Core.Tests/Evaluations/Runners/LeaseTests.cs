using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Runners;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Tests.Evaluations.Runners;

/// <summary>A runner's way through an evaluation: one holder at a time, back when it is not heard of, and one end however often it is said.</summary>
public sealed class LeaseTests
{
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(new EvaluationOptions().RunnerLeaseSeconds);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Complete_OnARunner_LeavesTheEvidenceOfALocalRun(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);
        using var runner = await TestRunner.StartAsync(world);
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var local = await world.DrainAsync(await world.StartAsync(version, "local"));
        var remote = await world.StartAsync(version, "remote");

        var lease = (await runner.LeaseAsync())!;
        Assert.True((await runner.RenewAsync(lease, rows: 42)).IsOk);
        var running = await world.ViewAsync(remote);
        Assert.Equal((EvaluationState.Running, 42, "runner-1"), (running.Row.State, running.Row.RowsDone, running.Row.Runner));
        Assert.True((await runner.CompleteAsync(lease, await runner.ScoreAsync(lease))).IsOk);

        var view = await world.ViewAsync(remote);
        Assert.Equal((EvaluationState.Completed, 1, "runner-1"), (view.Row.State, view.Row.Attempt, view.Row.Runner));
        Assert.Equal(local.EvidenceDigest, view.EvidenceDigest);
        Assert.Null(local.Row.Runner);
        Assert.True(string.IsNullOrEmpty(lease.Spec.ModelPath) && string.IsNullOrEmpty(lease.Spec.TablePath));
    }

    [Theory, EveryDatabase]
    public async Task Lease_AskedByManyAtOnce_OneHasIt(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);
        using var one = await TestRunner.StartAsync(world, "one");
        using var two = await TestRunner.StartAsync(world, "two");
        await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));

        var leases = await Task.WhenAll(one.LeaseAsync(), two.LeaseAsync(), one.LeaseAsync(), two.LeaseAsync());

        Assert.Single(leases, lease => lease is not null);
    }

    [Fact]
    public async Task Lease_AnswerLostAndAskedAgain_IsTheSameEvaluation()
    {
        await using var world = await EvaluationWorld.StartAsync();
        using var runner = await TestRunner.StartAsync(world);
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        await world.StartAsync(version, "a");
        await world.StartAsync(version, "b");
        var id = Guid.CreateVersion7();

        var first = (await runner.AskAsync(id)).Value;
        var again = (await runner.AskAsync(id)).Value;

        Assert.Equal(first!.Evaluation, again!.Evaluation);
        Assert.Single(await world.TrailAsync(), action => action == "evaluation.started");
    }

    [Theory, EveryDatabase]
    public async Task NotRenewed_GoesBackToTheQueueAndTheLateResultIsRefused(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);
        using var slow = await TestRunner.StartAsync(world, "slow");
        using var quick = await TestRunner.StartAsync(world, "quick");
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        var lost = (await slow.LeaseAsync())!;
        var late = await slow.ScoreAsync(lost);

        Assert.Null(await quick.LeaseAsync());
        world.Portal.Clock.Advance(s_lease + TimeSpan.FromSeconds(1));

        // Nobody has noticed yet that it ran out; it is refused all the same, and nothing is written.
        Refusal?[] answers = [(await slow.CompleteAsync(lost, late)).Refusal, (await slow.RenewAsync(lost)).Refusal, (await slow.FailAsync(lost, FailureKind.Refused)).Refusal];
        Assert.All(answers, refusal => Assert.Equal((RefusalKind.Conflict, "lease.lost"), (refusal!.Kind, refusal.Code)));
        Assert.Equal(EvaluationState.Running, (await world.ViewAsync(evaluation)).Row.State);

        var held = (await quick.LeaseAsync())!;
        Assert.Equal("lease.lost", (await slow.CompleteAsync(lost, late)).Refusal!.Code);
        Assert.True((await quick.CompleteAsync(held, await quick.ScoreAsync(held))).IsOk);
        Assert.Equal("lease.lost", (await slow.CompleteAsync(lost, late)).Refusal!.Code);

        var view = await world.ViewAsync(evaluation);
        Assert.Equal((EvaluationState.Completed, 2, "quick"), (view.Row.State, view.Row.Attempt, view.Row.Runner));
        Assert.Equal(["evaluation.queued", "evaluation.started", "evaluation.requeued", "evaluation.started", "evaluation.completed"], await world.TrailAsync());
    }

    [Theory, EveryDatabase]
    public async Task Renewed_HoldsForLongerThanALease(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);
        using var runner = await TestRunner.StartAsync(world);
        using var other = await TestRunner.StartAsync(world, "other");
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        var lease = (await runner.LeaseAsync())!;

        for (var i = 0; i < 3; i++)
        {
            // A connection that is gone for a minute costs nothing at the default.
            world.Portal.Clock.Advance(TimeSpan.FromSeconds(60));
            Assert.Null(await other.LeaseAsync());
            Assert.True((await runner.RenewAsync(lease)).IsOk);
        }

        Assert.True((await runner.CompleteAsync(lease, await runner.ScoreAsync(lease))).IsOk);
        Assert.Equal(1, (await world.ViewAsync(evaluation)).Row.Attempt);
    }

    [Theory, EveryDatabase]
    public async Task Complete_SaidTwice_IsDoneOnceAndAnsweredTwice(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);
        using var runner = await TestRunner.StartAsync(world);
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        var lease = (await runner.LeaseAsync())!;
        var scored = await runner.ScoreAsync(lease);

        var answers = await Task.WhenAll(runner.CompleteAsync(lease, scored), runner.CompleteAsync(lease, scored));
        var third = await runner.CompleteAsync(lease, scored);
        world.Portal.Clock.Advance(s_lease + s_lease);
        var muchLater = await runner.CompleteAsync(lease, scored);

        Assert.All([.. answers, third, muchLater], answer => Assert.True(answer.IsOk));
        Assert.Equal(EvaluationState.Completed, (await world.ViewAsync(evaluation)).Row.State);
        Assert.Single(await world.TrailAsync(), action => action == "evaluation.completed");
    }

    [Fact]
    public async Task Complete_ScoresThatAreNotThoseOfTheReport_AreRefusedAndTheLeaseStays()
    {
        await using var world = await EvaluationWorld.StartAsync();
        using var runner = await TestRunner.StartAsync(world);
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        var lease = (await runner.LeaseAsync())!;
        var scored = await runner.ScoreAsync(lease);
        var changed = scored.Scores.ToArray();
        changed[3] ^= 1;

        Assert.Equal(RefusalKind.Invalid, (await runner.CompleteAsync(lease, scored with { Scores = changed })).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await runner.CompleteAsync(lease, scored with { Scores = scored.Scores[..^8] })).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await runner.CompleteAsync(lease, scored with { Report = scored.Report with { Rows = 3 } })).Refusal!.Kind);
        Assert.Equal(EvaluationState.Running, (await world.ViewAsync(evaluation)).Row.State);
        Assert.True((await runner.CompleteAsync(lease, scored)).IsOk);
    }

    [Fact]
    public async Task HandedBack_WaitsAgainAndTheTryDoesNotCount()
    {
        await using var world = await EvaluationWorld.StartAsync();
        using var runner = await TestRunner.StartAsync(world);
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        var lease = (await runner.LeaseAsync())!;

        Assert.True((await runner.FailAsync(lease, FailureKind.Cancelled)).IsOk);
        Assert.True((await runner.FailAsync(lease, FailureKind.Cancelled)).IsOk);

        var view = await world.ViewAsync(evaluation);
        Assert.Equal((EvaluationState.Queued, 0), (view.Row.State, view.Row.Attempt));
        Assert.NotNull(await runner.LeaseAsync());
    }

    [Fact]
    public async Task Cancelled_IsToldWithTheNextProgressAndEnds()
    {
        await using var world = await EvaluationWorld.StartAsync();
        using var runner = await TestRunner.StartAsync(world);
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        var lease = (await runner.LeaseAsync())!;

        await world.Portal.Get<CancelEvaluation>().RunAsync(world.Scientist, new CancelEvaluationRequest(evaluation), Ct);

        Assert.True((await runner.RenewAsync(lease)).Value.CancelRequested);
        Assert.True((await runner.FailAsync(lease, FailureKind.Cancelled)).IsOk);
        Assert.Equal(EvaluationState.Cancelled, (await world.ViewAsync(evaluation)).Row.State);
    }

    [Theory]
    [InlineData(FailureKind.Refused, EvaluationState.Failed)]
    [InlineData(FailureKind.Stopped, EvaluationState.Failed)]
    [InlineData(FailureKind.Crashed, EvaluationState.Queued)]
    public async Task Failed_OnARunner_IsJudgedAsAtThePortal(FailureKind kind, EvaluationState state)
    {
        await using var world = await EvaluationWorld.StartAsync();
        using var runner = await TestRunner.StartAsync(world);
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));

        await runner.FailAsync((await runner.LeaseAsync())!, kind);

        Assert.Equal(state, (await world.ViewAsync(evaluation)).Row.State);
    }

    [Theory]
    [InlineData("us-east", "", "", true)]
    [InlineData("eu-central", "", "", false)]
    [InlineData("us-east", "", "gpu", false)]
    [InlineData("us-east", "gpu", "gpu", true)]
    [InlineData("eu-central", "gpu", "gpu", false)]
    public async Task Lease_FitsRegionAndLabelsOfTheModel(string region, string labels, string required, bool leased)
    {
        await using var world = await EvaluationWorld.StartAsync();
        var none = Array.Empty<string>();
        using var runner = await TestRunner.StartAsync(world, region: region, labels: labels.Length > 0 ? [labels] : none);
        await world.EditModelAsync(model => model.RequiredLabels = required.Length > 0 ? [required] : none);
        await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));

        Assert.Equal(leased, await runner.LeaseAsync() is not null);
    }

    [Fact]
    public async Task Lease_OfAnotherTenant_IsNeverGivenAndNeverThere()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var neighbour = await world.NextDoorAsync();
        using var mine = await TestRunner.StartAsync(world);
        using var theirs = await TestRunner.StartAsync(neighbour);
        await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));

        Assert.Null(await theirs.LeaseAsync());
        var lease = (await mine.LeaseAsync())!;
        var scored = await mine.ScoreAsync(lease);

        // Exactly what a lease gets that never was.
        Assert.Equal("lease.lost", (await theirs.RenewAsync(lease)).Refusal!.Code);
        Assert.Equal("lease.lost", (await theirs.CompleteAsync(lease, scored)).Refusal!.Code);
        Assert.Equal("lease.lost", (await world.Portal.Get<LeasedArtifact>().OpenAsync(theirs.Actor, lease.Lease, lease.Table.Sha256, Ct)).Refusal!.Code);
        Assert.Equal("lease.lost", (await theirs.RenewAsync(lease with { Lease = Guid.CreateVersion7() })).Refusal!.Code);
        Assert.True((await mine.CompleteAsync(lease, scored)).IsOk);
    }

    [Fact]
    public async Task Artifact_IsGivenForAnOpenLeaseThatNamesItOnly()
    {
        await using var world = await EvaluationWorld.StartAsync();
        using var runner = await TestRunner.StartAsync(world);
        using var other = await TestRunner.StartAsync(world, "other");
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var unleased = await world.StoreAsync(EvaluationWorld.Seed("mortgage-logit-v1"));
        await world.StartAsync(version);
        var lease = (await runner.LeaseAsync())!;
        var artifacts = world.Portal.Get<LeasedArtifact>();

        Assert.Equal(RefusalKind.NotFound, (await artifacts.OpenAsync(runner.Actor, lease.Lease, unleased.Digest.Hex, Ct)).Refusal!.Kind);
        Assert.Equal("lease.lost", (await artifacts.OpenAsync(other.Actor, lease.Lease, lease.Model.Sha256, Ct)).Refusal!.Code);
        Assert.Equal(RefusalKind.NotFound, (await artifacts.OpenAsync(world.Portal.As(Role.TenantAdministrator), lease.Lease, lease.Model.Sha256, Ct)).Refusal!.Kind);
        world.Portal.Clock.Advance(s_lease + TimeSpan.FromSeconds(1));
        Assert.Equal("lease.lost", (await artifacts.OpenAsync(runner.Actor, lease.Lease, lease.Model.Sha256, Ct)).Refusal!.Code);
    }

    [Fact]
    public async Task Lease_WaitingForWork_GetsItWhenItIsQueued()
    {
        await using var world = await EvaluationWorld.StartAsync();
        using var runner = await TestRunner.StartAsync(world);
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));

        var waiting = runner.AskAsync(waitSeconds: LeaseEvaluation.LongestWaitSeconds);
        var evaluation = await world.StartAsync(version);

        Assert.Equal(evaluation.Value, (await waiting.WaitAsync(TimeSpan.FromSeconds(20), Ct)).Value!.Evaluation);
    }
}
