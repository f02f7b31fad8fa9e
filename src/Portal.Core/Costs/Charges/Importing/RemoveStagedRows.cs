using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>Takes away the rows of an import that never came to count, some thousands at a time.</summary>
internal sealed class RemoveStagedRows(PortalDatabase database)
{
    private const int LinesAtOnce = 50_000;

    public async Task RunAsync(TenantId tenant, int import, bool keepRejections, CancellationToken ct)
    {
        await using var db = database.Open(tenant);
        var charges = db.Charges.Where(row => row.ImportNumber == import);
        while (await charges.MinAsync(row => (int?)row.Line, ct) is { } line)
        {
            using var turn = await database.TakeTurnAsync(ct);
            await charges.Where(row => row.Line < line + LinesAtOnce).ExecuteDeleteAsync(ct);
        }

        if (!keepRejections)
        {
            using var turn = await database.TakeTurnAsync(ct);
            await db.ChargeRejections.Where(row => row.ImportNumber == import).ExecuteDeleteAsync(ct);
        }
    }
}
