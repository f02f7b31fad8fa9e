using Microsoft.EntityFrameworkCore;
using Portal.Core.Costs.Charges;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Usage;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Costs.Usage.Receiving;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using static Portal.Core.Tests.Costs.Charges.ChargesWorld;

namespace Portal.Core.Tests.Costs.Charges;

/// <summary>Shared costs follow the usage that they are split by, also where it is measured after the bill was read.</summary>
public sealed class FollowUsageTests
{
    private static readonly TimeSpan s_anHour = TimeSpan.FromHours(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Usage_MeasuredAfterTheSplit_MovesItOnceAnHour(DatabaseProviderName provider)
    {
        await using var world = await StartAsync(provider);
        await AllocationTests.AddTeamAsync(world, "Risk");
        await AllocationTests.AddTeamAsync(world, "Claims");
        await PriceAsync(world);
        await UseAsync(world, "Lending", 1_000_000);
        await world.RuleAsync(new("Platform", AllocationKind.Shared, Match: new(Service: "Platform"), SplitBy: SplitBy.Tokens, Sharers: [new(Team: "Lending"), new(Team: "Risk")]));
        await world.ImportAsync(Header + Row(100, service: "Platform", month: "03") + Row(1, month: "03"));
        Assert.Equal((100m, 0m), await PartsAsync(world));

        await UseAsync(world, "Risk", 3_000_000);
        Assert.Equal(0, await FollowAsync(world));
        Assert.Equal((100m, 0m), await PartsAsync(world));

        world.Portal.Clock.Advance(s_anHour);
        Assert.Equal(1, await FollowAsync(world));
        Assert.Equal((25m, 75m), await PartsAsync(world));
        Assert.Equal(world.Portal.Clock.GetUtcNow(), (await world.Portal.Get<ImportDetail>().FindAsync(world.Executive, 1, Ct)).Value.Periods[0].Period.SplitAt);

        // Nobody's use that shares the cost, and use of another month, move nothing; nor does waiting.
        await UseAsync(world, "Claims", 5_000_000);
        await UseAsync(world, "Lending", 5_000_000, TimeSpan.FromDays(-20));
        world.Portal.Clock.Advance(s_anHour);
        Assert.Equal(0, await FollowAsync(world));

        await UseAsync(world, "Lending", 2_000_000);
        Assert.Equal(1, await FollowAsync(world));
        Assert.Equal((50m, 50m), await PartsAsync(world));
        Assert.Equal(101m, (await world.CellsAsync()).Sum(cell => cell.Amounts.Effective));
    }

    [Fact]
    public async Task Split_ThatIsEven_FollowsNothing()
    {
        await using var world = await StartAsync();
        await PriceAsync(world);
        await world.RuleAsync(new("Platform", AllocationKind.Shared, Match: new(Service: "Platform"), Sharers: [new(Team: "Lending")]));
        await world.ImportAsync(Header + Row(100, service: "Platform", month: "03"));

        await UseAsync(world, "Lending", 1_000);
        world.Portal.Clock.Advance(s_anHour);

        Assert.Equal(0, await FollowAsync(world));
        Assert.Null((await world.Portal.Get<ImportDetail>().FindAsync(world.Executive, 1, Ct)).Value.Periods[0].Period.SplitAt);
    }

    internal static async Task PriceAsync(ChargesWorld world) => Assert.True((await world.Portal.Get<AddPrices>().RunAsync(
        world.Executive, new AddPricesRequest([new PriceFact("openai", "gpt", PriceUnit.InputTokens, 2, "USD", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Source: "test")]), Ct)).IsOk);

    internal static async Task UseAsync(ChargesWorld world, string team, long tokens, TimeSpan ago = default)
    {
        var report = new ReportedUsage(Guid.CreateVersion7().ToString(), "app", UsageUnit.Tokens, "openai", "chat", world.Portal.Clock.GetUtcNow() + ago)
        {
            AnsweredModel = "gpt", Team = team, Tokens = TokenReading.Of(tokens, 0, null, null, null), Requests = 1,
        };
        Assert.True((await world.Portal.Get<ReceiveUsage>().RunAsync(world.Portal.As(Role.DataScientist), new UsageBatch([report], [], IsSpans: true), Ct)).IsOk);
    }

    /// <returns>How many periods were written anew.</returns>
    internal static async Task<int> FollowAsync(ChargesWorld world)
    {
        var moved = await world.Portal.Get<FollowUsage>().RunAsync(world.Portal.Tenant, Ct);
        await world.DrainAsync();
        return moved;
    }

    private static async Task<(decimal Lending, decimal Risk)> PartsAsync(ChargesWorld world)
    {
        await using var db = world.Portal.Open();
        var risk = await db.Teams.Where(team => team.Name == "Risk").Select(team => team.Id).SingleAsync(Ct);
        var shared = (await world.CellsAsync()).Where(cell => cell.Subject.AllocatedBy == AllocationMethod.Shared).ToLookup(cell => cell.Subject.TeamId, cell => cell.Amounts.Effective);
        return (shared[world.Portal.Team].Sum(), shared[risk].Sum());
    }
}
