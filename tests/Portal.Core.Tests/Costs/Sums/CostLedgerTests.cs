using Portal.Core.Costs.Sums;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Costs.Sums;

/// <summary>Sums equal what was added, to the last of their decimals, whatever comes, goes and comes again.</summary>
public sealed class CostLedgerTests
{
    private static readonly CostQuery s_days = new(CostBasis.Billed, CostGrain.Day, new(2026, 1, 1), new(2027, 1, 1));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Sums_OfRandomChargesAndReplacements_EqualTheRows(DatabaseProviderName provider)
    {
        await using var world = await CostWorld.StartAsync(provider);
        var random = new Random(42);
        var kept = new Dictionary<Guid, List<(DateOnly Day, CostFacts Facts, CostAmounts Amounts)>>();
        for (var round = 0; round < 12; round++)
        {
            if (kept.Count > 3 && random.Next(3) == 0)
            {
                var gone = kept.Keys.ElementAt(random.Next(kept.Count));
                kept.Remove(gone);
                await using var db = world.Portal.Open();
                await CostLedger.RemoveAsync(db, gone, Ct);
            }

            // Some add to an origin that is there.
            var origin = kept.Count > 0 && random.Next(3) == 0 ? kept.Keys.ElementAt(random.Next(kept.Count)) : Guid.CreateVersion7();
            var charges = Enumerable.Range(0, 60).Select(_ => Charge(random)).ToArray();
            await world.AddAsync(origin, charges);
            kept[origin] = [.. kept.GetValueOrDefault(origin, []), .. charges];
        }

        var rows = kept.Values.SelectMany(charges => charges).ToList();
        var expected = rows.GroupBy(row => (row.Day, row.Facts.Service)).ToDictionary(group => group.Key, group => group.Aggregate(default(CostAmounts), (sum, row) => sum + row.Amounts));
        var days = await world.CellsAsync(s_days);
        var months = await world.CellsAsync(s_days with { Grain = CostGrain.Month });

        Assert.Equal(expected, days.ToDictionary(cell => (cell.Start, cell.Subject.Service), cell => cell.Amounts));
        Assert.Equal(
            rows.GroupBy(row => (new DateOnly(row.Day.Year, row.Day.Month, 1), row.Facts.Service)).ToDictionary(group => group.Key, group => group.Aggregate(default(CostAmounts), (sum, row) => sum + row.Amounts)),
            months.ToDictionary(cell => (cell.Start, cell.Subject.Service), cell => cell.Amounts));
    }

    [Theory, EveryDatabase]
    public async Task Cells_AreOfOneTenant_OneBasis_AndWhatIsAskedFor(DatabaseProviderName provider)
    {
        await using var world = await CostWorld.StartAsync(provider);
        var origin = Guid.CreateVersion7();
        await world.AddAsync(
            origin,
            (new(2026, 5, 31), CostWorld.Facts("Chat"), new(1, 2)),
            (new(2026, 6, 1), CostWorld.Facts("Chat"), new(4, 8)),
            (new(2026, 6, 1), CostWorld.Facts("Chat", team: world.Portal.Team), new(16, 32)),
            (new(2026, 6, 1), CostWorld.Facts("Chat", basis: CostBasis.Metered), new(64, 128)),
            (new(2026, 6, 30), CostWorld.Facts("Search", provider: "Cumulus"), new(256, 512)));
        var june = s_days with { From = new(2026, 6, 1), Until = new(2026, 7, 1) };

        Assert.Equal(276, (await world.CellsAsync(june)).Sum(cell => cell.Amounts.Billed));
        Assert.Equal(16, (await world.CellsAsync(june with { Team = world.Portal.Team })).Sum(cell => cell.Amounts.Billed));
        Assert.Equal(256, (await world.CellsAsync(june with { Provider = "Cumulus" })).Sum(cell => cell.Amounts.Billed));
        Assert.Equal(20, (await world.CellsAsync(june with { Service = "Chat" })).Sum(cell => cell.Amounts.Billed));
        Assert.Equal(128, (await world.CellsAsync(june with { Basis = CostBasis.Metered })).Sum(cell => cell.Amounts.Effective));
        await using var others = world.Portal.Get<PortalDatabase>().Open(world.Portal.OtherTenant);
        Assert.Empty(await CostCells.ReadAsync(others, june, Ct));
    }

    private static (DateOnly Day, CostFacts Facts, CostAmounts Amounts) Charge(Random random)
    {
        decimal Amount() => new(random.Next(), random.Next(), random.Next(100), random.Next(5) == 0, (byte)random.Next(9, 16));
        return (new DateOnly(2026, 1, 1).AddDays(random.Next(100)), CostWorld.Facts($"Service {random.Next(5)}"), new(Amount(), Amount(), Amount(), Amount(), random.Next(1_000_000), random.Next(100), Amount(), 1));
    }
}
