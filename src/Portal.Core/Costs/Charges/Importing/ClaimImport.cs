using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>An import that this node reads.</summary>
internal sealed record ClaimedImport(TenantId Tenant, ChargeImport Import, ChargeSource Source, string Owner)
{
    public int Number => Import.Number;
}

/// <summary>Takes the tenant's next import, so that of several nodes one has it. A tenant's imports are read one after the other, in the order in which they came: the later file of a period counts.</summary>
internal sealed class ClaimImport(PortalDatabase database, TimeProvider clock)
{
    public async Task<ClaimedImport?> RunAsync(TenantId tenant, string owner, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(tenant);
        if (await db.ChargeImports.Where(row => row.State == ImportState.Queued).OrderBy(row => row.Number).Select(row => (ChargeImportId?)row.Id).FirstOrDefaultAsync(ct) is not { } id)
        {
            return null;
        }

        var all = db.ChargeImports;
        var taken = await db.ChargeImports
            .Where(row => row.Id == id && row.State == ImportState.Queued && !all.Any(other => other.State == ImportState.Reading))
            .ExecuteUpdateAsync(
                row => row.SetProperty(claimed => claimed.State, ImportState.Reading)
                    .SetProperty(claimed => claimed.LeaseOwner, owner)
                    .SetProperty(claimed => claimed.LeaseUntil, now + ImportRules.Lease)
                    .SetProperty(claimed => claimed.Attempt, claimed => claimed.Attempt + 1)
                    .SetProperty(claimed => claimed.StartedAt, now)
                    .SetProperty(claimed => claimed.Progress, 0),
                ct);
        if (taken == 0)
        {
            return null;
        }

        var import = await db.ChargeImports.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        return new ClaimedImport(tenant, import, await db.ChargeSources.AsNoTracking().SingleAsync(row => row.Id == import.SourceId, ct), owner);
    }
}
