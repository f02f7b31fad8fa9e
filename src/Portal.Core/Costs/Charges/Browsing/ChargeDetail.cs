using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <summary>One part of a charge that several share, by names.</summary>
/// <param name="Share">0 to 1; null where it depends on what was used in the month.</param>
public sealed record SharedPart(TargetNames Sharer, decimal? Share);

/// <param name="Columns">Every column of the row as it came but amounts, quantities and times, in the order of the file.</param>
/// <param name="Why">In words, why it is allocated as it is.</param>
public sealed record ChargeView(
    Charge Charge, ChargeItem Item, IReadOnlyDictionary<string, string> Columns, ChargeImport Import, string Source, ChargePeriod Period, CostAmounts Amounts,
    TargetNames Allocated, string Why, string? Rule, IReadOnlyList<SharedPart> Sharers);

/// <summary>One charge with all that its file says of it, where it came from and who gets it.</summary>
public sealed class ChargeDetail(PortalDatabase database)
{
    public async Task<Outcome<ChargeView>> FindAsync(Actor actor, int import, int line, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var charge = await db.Charges.AsNoTracking().SingleOrDefaultAsync(row => row.ImportNumber == import && row.Line == line, ct);
        var period = charge is null ? null : await db.ChargePeriods.AsNoTracking().SingleOrDefaultAsync(row => row.ImportNumber == import && row.Index == charge.Period, ct);
        if (charge is null || period is null)
        {
            // Rows of an import that is still read belong to nobody yet.
            return Refusal.NotFound("This charge");
        }

        var item = await db.ChargeItems.AsNoTracking().SingleAsync(row => row.Key == charge.ItemKey, ct);
        var file = await db.ChargeImports.AsNoTracking().SingleAsync(row => row.Number == import, ct);
        var plan = await AllocationPlan.ReadAsync(db, ct);
        var verdict = plan.Decision.Decide(AllocatedCharges.Of(item));
        var words = await TargetWords.ReadAsync(db, ct);
        var rule = verdict.Rule is { } id ? await db.AllocationRules.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) : null;
        return new ChargeView(
            charge, item, ItemColumns.Of(item.Columns).Concat(ItemColumns.Of(charge.Extra)).ToDictionary(column => column.Key, column => column.Value, StringComparer.Ordinal),
            file, await db.ChargeSources.Where(row => row.Id == file.SourceId).Select(row => row.Name).SingleAsync(ct), period,
            ItemMeasure.Of(item).AmountsOf(charge.Billed, charge.Effective, charge.List, charge.Contracted, charge.Consumed, charge.Priced),
            words.Of(verdict.Target), verdict.Why, rule?.Name,
            rule is { Kind: AllocationKind.Shared } ? [.. rule.Sharers.Select(sharer => new SharedPart(words.Of(sharer), rule.SplitBy == SplitBy.Even ? 1m / rule.Sharers.Count : null))] : []);
    }
}
