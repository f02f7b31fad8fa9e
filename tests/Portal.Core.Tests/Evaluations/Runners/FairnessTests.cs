using Portal.Core.Evaluations;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Evaluations.Runners;

/// <summary>One tenant has 500 evaluations queued, then another one queues one.</summary>
public sealed class FairnessTests
{
    private const int Many = 500;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task PortalItself_FullQueueOfOneTenant_TheOtherStartsWithinTwoSlots(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);
        var neighbour = await world.NextDoorAsync();
        await QueueManyAsync(world);
        var turns = world.Portal.Get<EvaluationTurns>();
        for (var slot = 0; slot < 7; slot++)
        {
            Assert.Equal(world.Portal.Tenant, (await turns.NextAsync($"slot-{slot}", Ct))!.Tenant);
        }

        var one = await neighbour.StartAsync(await neighbour.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        var next = new[] { await turns.NextAsync("next", Ct), await turns.NextAsync("next but one", Ct), await turns.NextAsync("after them", Ct) };

        Assert.Contains(next.Take(2), claimed => claimed!.Id == one);
        Assert.Equal(world.Portal.Tenant, next[2]!.Tenant);
    }

    [Fact]
    public async Task PortalItself_BothTenantsHaveMany_TheyTakeTurns()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var neighbour = await world.NextDoorAsync();
        await QueueManyAsync(world);
        await QueueManyAsync(neighbour);
        var turns = world.Portal.Get<EvaluationTurns>();

        var claimed = new List<TenantId>();
        for (var slot = 0; slot < 20; slot++)
        {
            claimed.Add((await turns.NextAsync($"slot-{slot}", Ct))!.Tenant);
        }

        Assert.All(claimed.Chunk(2), pair => Assert.NotEqual(pair[0], pair[1]));
    }

    [Fact]
    public async Task Runners_FullQueueOfOneTenant_TheOtherOnesGetTheirsAtTheFirstAsk()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var neighbour = await world.NextDoorAsync();
        await QueueManyAsync(world);
        using var mine = await TestRunner.StartAsync(world);
        using var theirs = await TestRunner.StartAsync(neighbour);
        for (var slot = 0; slot < 5; slot++)
        {
            Assert.NotNull(await mine.LeaseAsync());
        }

        var one = await neighbour.StartAsync(await neighbour.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));

        Assert.Equal(one.Value, (await theirs.LeaseAsync())!.Evaluation);
        Assert.Null(await theirs.LeaseAsync());
    }

    /// <summary>Runners and the portal serve the same queue of a tenant: the oldest goes first, whoever asks.</summary>
    [Fact]
    public async Task RunnerAndPortal_SameTenant_OldestFirst()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var queued = await QueueManyAsync(world);
        using var runner = await TestRunner.StartAsync(world);
        var turns = world.Portal.Get<EvaluationTurns>();

        var claimed = new List<EvaluationId>();
        for (var slot = 0; slot < 5; slot++)
        {
            claimed.Add((await turns.NextAsync($"slot-{slot}", Ct))!.Id);
            claimed.Add(new EvaluationId((await runner.LeaseAsync())!.Evaluation));
        }

        Assert.Equal(queued.Take(10), claimed);
    }

    /// <summary>Rows as StartEvaluation leaves them, one a millisecond.</summary>
    private static async Task<IReadOnlyList<EvaluationId>> QueueManyAsync(EvaluationWorld world)
    {
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var now = world.Portal.Clock.GetUtcNow().AddHours(-1);
        await using var db = world.Portal.Get<PortalDatabase>().Open(world.Scientist.Tenant);
        var rows = Enumerable.Range(0, Many).Select(i => new Evaluation
        {
            TenantId = world.Scientist.Tenant,
            Id = EvaluationId.New(),
            VersionId = version,
            DatasetVersionId = world.Dataset,
            IdempotencyKey = $"many-{i}",
            QueuedAt = now.AddMilliseconds(i),
            DueAt = now.AddMilliseconds(i),
        }).ToList();
        db.Evaluations.AddRange(rows);
        await db.SaveChangesAsync(Ct);
        return [.. rows.Select(row => row.Id)];
    }
}
