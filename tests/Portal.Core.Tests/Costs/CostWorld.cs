using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Costs;

/// <summary>A portal with sums of costs in it, as an import would leave them.</summary>
internal sealed class CostWorld(TestPortal portal) : IAsyncDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public TestPortal Portal => portal;

    public static CostFacts Facts(string service, string currency = "USD", TeamId? team = null, CostBasis basis = CostBasis.Billed, string provider = "Nimbus") =>
        new(basis, provider, "AI and Machine Learning", service, "", "eu-central-1", currency, Team: team);

    public static async Task<CostWorld> StartAsync(DatabaseProviderName provider = DatabaseProviderName.Sqlite) => new(await TestPortal.StartAsync(provider));

    public async Task AddAsync(Guid origin, params (DateOnly Day, CostFacts Facts, CostAmounts Amounts)[] charges)
    {
        await using var db = portal.Open();
        var tally = new CostTally();
        foreach (var (day, facts, amounts) in charges)
        {
            tally.Add(day, facts, amounts);
        }

        await CostLedger.AddAsync(db, portal.Tenant, origin, tally, Ct);
        await db.SaveChangesAsync(Ct);
    }

    public async Task<IReadOnlyList<CostCell>> CellsAsync(CostQuery query)
    {
        await using var db = portal.Open();
        return await CostCells.ReadAsync(db, query, Ct);
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();
}
