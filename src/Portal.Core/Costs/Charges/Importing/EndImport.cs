using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <summary>What became of the attempt to make an import count.</summary>
internal enum ImportEnding
{
    /// <summary>What became of it is written.</summary>
    Written,

    /// <summary>The import is not this node's any more; what was read does not count.</summary>
    Lost,

    /// <summary>Somebody cancelled it before it came to count; nothing is written.</summary>
    Cancelled,
}

/// <summary>
/// Makes an import count, or says why it does not. In one short transaction its periods appear, its sums are written, and what the same
/// source brought of the same periods before is superseded.
/// </summary>
internal sealed class EndImport(AuditTrail trail, PortalDatabase database)
{
    public async Task<ImportEnding> SucceedAsync(ClaimedImport claim, StagedImport staged, CancellationToken ct)
    {
        if (staged.Accepted == 0)
        {
            var why = staged.Rejected == 0 ? "The file has a header and no rows." : $"None of the {staged.Rejected:N0} rows could be accepted; see why, line by line.";
            return await FailAsync(claim, ImportState.Failed, why, staged, ct) ? ImportEnding.Written : ImportEnding.Lost;
        }

        var sums = await SumsAsync(claim.Tenant, staged, ct);
        await using var unit = await trail.BeginAsync(Actor.ForJob(claim.Tenant, "charges"), ct);
        if (await MineAsync(unit.Db, claim, ct) is not { } import)
        {
            return ImportEnding.Lost;
        }

        if (import.CancelRequested)
        {
            return ImportEnding.Cancelled;
        }

        Fill(import, staged, unit.Now);
        import.State = ImportState.Imported;
        import.Progress = 1;
        var replaced = new JsonArray();
        foreach (var period in staged.Periods)
        {
            foreach (var older in await SupersedeAsync(unit, claim, period, ct))
            {
                replaced.Add(older);
            }

            var made = Make(claim, period, staged.Plan.Rules);
            (made.Splits, made.SplitAt) = (sums[period.Index].Splits, sums[period.Index].Splits.Count > 0 ? unit.Now : null);
            unit.Db.ChargePeriods.Add(made);
            await CostLedger.WriteAsync(database, unit.Db, claim.Tenant, made.OriginId, sums[period.Index].Tally, ct);
        }

        unit.Record("charges.imported", ChargesWords.SubjectOf(import), details: Describe(import, staged, replaced));
        return (await unit.CommitAsync(true, ct)).IsOk ? ImportEnding.Written : ImportEnding.Lost;
    }

    public async Task<bool> FailAsync(ClaimedImport claim, ImportState state, string failure, StagedImport? staged, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(Actor.ForJob(claim.Tenant, "charges"), ct);
        if (await MineAsync(unit.Db, claim, ct) is not { } import)
        {
            return false;
        }

        if (staged is not null)
        {
            Fill(import, staged, unit.Now);
        }

        import.State = state;
        import.EndedAt = unit.Now;
        import.LeaseOwner = null;
        import.LeaseUntil = null;
        import.Failure = Texts.Fit(failure, ChargeImport.LongestFailure);
        unit.Record(state == ImportState.Cancelled ? "charges.import-cancelled" : "charges.import-failed", ChargesWords.SubjectOf(import), details: new JsonObject { ["why"] = import.Failure });
        return (await unit.CommitAsync(true, ct)).IsOk;
    }

    /// <summary>The node goes down, or what it did broke: the import is read again, from the beginning.</summary>
    public async Task HandBackAsync(ClaimedImport claim, bool counts, CancellationToken ct)
    {
        await using var db = database.Open(claim.Tenant);
        await db.ChargeImports.Where(row => row.Id == claim.Import.Id && row.State == ImportState.Reading && row.LeaseOwner == claim.Owner).ExecuteUpdateAsync(
            row => row.SetProperty(back => back.State, ImportState.Queued)
                .SetProperty(back => back.LeaseOwner, (string?)null)
                .SetProperty(back => back.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(back => back.Attempt, back => counts ? back.Attempt : back.Attempt - 1)
                .SetProperty(back => back.Progress, 0),
            ct);
    }

    private async Task<IReadOnlyList<AllocatedSums>> SumsAsync(TenantId tenant, StagedImport staged, CancellationToken ct)
    {
        var sums = new List<AllocatedSums>();
        await using var db = database.Open(tenant);
        foreach (var period in staged.Periods)
        {
            sums.Add(await staged.Tally.FinishAsync(period.Index, db, staged.Plan.Decision.Shared, staged.Plan.Names, ct));
        }

        return sums;
    }

    private static async Task<ChargeImport?> MineAsync(PortalDbContext db, ClaimedImport claim, CancellationToken ct) =>
        await db.ChargeImports.SingleOrDefaultAsync(row => row.Id == claim.Import.Id && row.State == ImportState.Reading && row.LeaseOwner == claim.Owner, ct);

    private static void Fill(ChargeImport import, StagedImport staged, DateTimeOffset now)
    {
        (import.Version, import.Findings) = (staged.Version, staged.Findings);
        (import.RowsAccepted, import.RowsRejected, import.RowsCoerced) = (staged.Accepted, staged.Rejected, staged.Coerced);
        (import.EndedAt, import.LeaseOwner, import.LeaseUntil) = (now, null, null);
    }

    private static ChargePeriod Make(ClaimedImport claim, StagedPeriod period, long rules) => new()
    {
        TenantId = claim.Tenant,
        ImportNumber = claim.Number,
        Index = period.Index,
        OriginId = Guid.CreateVersion7(),
        SourceId = claim.Source.Id,
        Start = period.Start,
        End = period.End,
        FirstDay = period.FirstDay,
        LastDay = period.LastDay,
        Rows = period.Rows,
        Corrections = period.Corrections,
        Totals = period.Totals,
        AllocatedWith = rules,
    };

    private static async Task<IReadOnlyList<string>> SupersedeAsync(UnitOfWork unit, ClaimedImport claim, StagedPeriod period, CancellationToken ct)
    {
        var older = await unit.Db.ChargePeriods.Where(row => row.SourceId == claim.Source.Id && row.Start == period.Start && row.SupersededBy == null).ToListAsync(ct);
        foreach (var row in older)
        {
            row.SupersededBy = claim.Number;
            row.SupersededAt = unit.Now;
            await CostLedger.RemoveAsync(unit.Db, row.OriginId, ct);
        }

        return [.. older.Select(row => $"C-{row.ImportNumber} {row.Start:yyyy-MM-dd}")];
    }

    private static JsonObject Describe(ChargeImport import, StagedImport staged, JsonArray replaced) => new()
    {
        ["version"] = import.Version,
        ["accepted"] = import.RowsAccepted,
        ["rejected"] = import.RowsRejected,
        ["coerced"] = import.RowsCoerced,
        ["periods"] = new JsonArray([.. staged.Periods.Select(period => (JsonNode)$"{period.Start:yyyy-MM-dd}")]),
        ["replaced"] = replaced,
    };
}
