using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Costs.Charges;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using static Portal.Core.Tests.Costs.Charges.ChargesWorld;

namespace Portal.Core.Tests.Costs.Charges;

/// <summary>Whatever is imported, corrected, issued again, allocated otherwise or split anew by use: the sums that pages read equal the sum of the rows that count.</summary>
public sealed class SumsEqualRowsTests
{
    private const int Steps = 14;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Sums_AfterRandomFilesAndRules_EqualTheRows(DatabaseProviderName provider)
    {
        var seed = System.Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var world = await StartAsync(provider);
        await world.AddSourceAsync("second", ChargeProfile.Lenient);
        await AllocationTests.AddTeamAsync(world, "Risk");
        await FollowUsageTests.PriceAsync(world);
        world.Portal.Clock.Advance(TimeSpan.FromDays(230));
        for (var step = 0; step < Steps; step++)
        {
            if (random.Next(3) == 0)
            {
                await world.RuleAsync(RandomRule(random, step));
            }
            else if (random.Next(3) == 0)
            {
                // Usage of the month that is, or the one before, and an hour later what is split by it.
                await FollowUsageTests.UseAsync(world, random.Next(2) == 0 ? "Risk" : "Lending", random.Next(1_000_000), TimeSpan.FromDays(-random.Next(40)));
                world.Portal.Clock.Advance(FollowUsage.AtMostEvery);
                await FollowUsageTests.FollowAsync(world);
                Assert.Equal(0, await FollowUsageTests.FollowAsync(world));
            }
            else
            {
                await world.ImportAsync(Encoding.UTF8.GetBytes(RandomFile(random)), random.Next(2) == 0 ? Source : "second");
            }

            await CompareAsync(world, $"seed {seed}, step {step}");
        }
    }

    private static string RandomFile(Random random)
    {
        var text = new StringBuilder(Header);
        for (var row = random.Next(1, 60); row > 0; row--)
        {
            text.Append(Row(
                decimal.Round((decimal)((random.NextDouble() - 0.2) * Math.Pow(10, random.Next(-8, 6))), random.Next(0, 16)),
                random.Next(1, 28),
                random.Next(2) == 0 ? "Model API" : "Platform",
                random.Next(3) switch { 0 => "{\"team\": \"lending\"}", 1 => "{\"team\": \"Risk\"}", _ => "" },
                $"r-{random.Next(4)}",
                $"a-{random.Next(3)}",
                random.Next(6) == 0 ? "Correction" : "",
                random.Next(2) == 0 ? "09" : "10",
                random.Next(5) == 0 ? "Credit" : "Usage",
                random.Next(2) == 0 ? $"{random.Next(1_000_000)}" : ""));
            text.Append(random.Next(10) == 0 ? "bad\n" : "");
        }

        return text.ToString();
    }

    private static AllocationRuleDraft RandomRule(Random random, int step) => random.Next(4) switch
    {
        0 => new($"rule {step}", AllocationKind.Resource, step, Entries: [new($"r-{random.Next(4)}", new(Model: "mortgage"))]),
        1 => new($"rule {step}", AllocationKind.Tag, step, "team"),
        2 => new($"rule {step}", AllocationKind.SubAccount, step, Entries: [new($"a-{random.Next(3)}", new(Team: "Risk", Environment: "production"))]),
        _ => new($"rule {step}", AllocationKind.Shared, step, Match: new(Service: "Platform"), SplitBy: (SplitBy)random.Next(3), Sharers: [new(Team: "Risk"), new(Model: "mortgage"), new(Team: "Lending")]),
    };

    private static async Task CompareAsync(ChargesWorld world, string where)
    {
        await using var db = world.Portal.Open();
        var periods = db.ChargePeriods;
        var rows = await db.Charges.Where(row => periods.Any(period => period.ImportNumber == row.ImportNumber && period.Index == row.Period && period.SupersededBy == null)).ToListAsync(Ct);
        var items = await db.ChargeItems.ToDictionaryAsync(item => item.Key, Ct);
        var raw = rows.GroupBy(row => (row.Day, items[row.ItemKey].Service, items[row.ItemKey].IsCorrection))
            .ToDictionary(group => group.Key, group => (group.Sum(row => row.Billed), group.Sum(row => row.Effective), group.Sum(row => row.List ?? 0), group.LongCount()));
        var sums = (await world.CellsAsync(CostGrain.Day)).GroupBy(cell => (cell.Start, cell.Subject.Service, cell.Subject.IsCorrection))
            .ToDictionary(group => group.Key, group => (group.Sum(cell => cell.Amounts.Billed), group.Sum(cell => cell.Amounts.Effective), group.Sum(cell => cell.Amounts.List), group.Sum(cell => cell.Amounts.Rows)));
        Assert.True(raw.Count == sums.Count && raw.All(sum => sums.TryGetValue(sum.Key, out var same) && same == sum.Value), where);
        Assert.True((await world.CellsAsync()).Sum(cell => cell.Amounts.Effective) == rows.Sum(row => row.Effective), where + ", months");
        var totals = (await db.ChargePeriods.Where(period => period.SupersededBy == null).ToListAsync(Ct)).SelectMany(period => period.Totals).Sum(total => total.Effective);
        Assert.True(totals == rows.Sum(row => row.Effective), where + ", periods");
    }
}
