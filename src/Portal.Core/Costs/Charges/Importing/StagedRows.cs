using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>The rows of a file on their way into the database, and what they add up to so far.</summary>
internal sealed class StagedRows(PortalDatabase database, PortalDbContext db, ClaimedImport claim, FocusReader reader, AllocationPlan plan)
{
    private const int RowsAtOnce = 20_000;
    private const int KeysAtOnce = 500;

    private readonly List<ITenantOwned> _rows = [];
    private readonly List<ItemEntry> _items = [];
    private readonly Dictionary<(DateTimeOffset, DateTimeOffset), StagedPeriod> _periods = [];
    private readonly Dictionary<DateOnly, StagedPeriod> _byStart = [];
    private readonly AllocationTally _tally = new();
    private readonly FindingCounts _findings = new();
    private long _accepted, _rejected, _coerced, _warningsListed, _rejectionsListed;

    public bool IsFull => _rows.Count >= RowsAtOnce;

    public void Take()
    {
        if (reader.Rejection is { } rejection)
        {
            _rejected++;
            _findings.Add(rejection.Column, rejection.Reason, true, reader.Line);
            if (_rejectionsListed++ < ImportRules.MostRejectionsListed)
            {
                _rows.Add(Listed(true, rejection.Column, rejection.Reason));
            }

            return;
        }

        if (PeriodOf(reader.BillingStart, reader.BillingEnd) is not { } period)
        {
            return;
        }

        _accepted++;
        if (reader.Warnings.Count > 0)
        {
            Warn();
        }

        var item = reader.Item;
        if (item.Facts < 0)
        {
            plan.Apply(item.Item!);
            item.Facts = _tally.NumberOf(item.Item!);
            _items.Add(item);
        }

        var day = DateOnly.FromDateTime(reader.From.UtcDateTime);
        period.Add(day, reader);
        _tally.Add(period.Index, day, item.Facts, item.Measure.AmountsOf(reader.Billed, reader.Effective, reader.List, reader.Contracted, reader.Consumed, reader.Priced));
        _rows.Add(Row(item, period, day));
    }

    /// <summary>Writes what was taken; items that another file brought are there already.</summary>
    public async Task WriteAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var known = new HashSet<long>();
        foreach (var some in _items.Select(entry => entry.Key).Chunk(KeysAtOnce))
        {
            known.UnionWith(await db.ChargeItems.Where(row => some.Contains(row.Key)).Select(row => row.Key).ToListAsync(ct));
        }

        await database.InsertAsync(db, [.. _items.Where(entry => !known.Contains(entry.Key)).Select(entry => entry.Item!), .. _rows], ct);
        _items.ForEach(entry => entry.Item = null);
        _items.Clear();
        _rows.Clear();
    }

    public StagedImport Finish() => new(
        reader.Header.Version, _accepted, _rejected, _coerced, _findings.ToFindings(reader.Header), [.. _byStart.Values.OrderBy(period => period.Index)], _tally, plan);

    private void Warn()
    {
        _coerced++;
        foreach (var (column, reason) in reader.Warnings)
        {
            _findings.Add(column, reason, false, reader.Line);
        }

        if (_warningsListed++ < ImportRules.MostWarningsListed)
        {
            var (column, _) = reader.Warnings[0];
            var reasons = reader.Warnings.GroupBy(warning => warning.Reason).Select(group => $"{string.Join(", ", group.Select(warning => reader.Header.Names[warning.Column]))} {group.Key}");
            _rows.Add(Listed(false, column, string.Join("; ", reasons)));
        }
    }

    /// <summary>Null when the file bills one period with two different ends: the row is rejected, since one of them is wrong.</summary>
    private StagedPeriod? PeriodOf(DateTimeOffset start, DateTimeOffset end)
    {
        if (_periods.TryGetValue((start, end), out var period))
        {
            return period;
        }

        var (first, after) = (DateOnly.FromDateTime(start.UtcDateTime), DateOnly.FromDateTime(end.UtcDateTime));
        if (!_byStart.TryGetValue(first, out period))
        {
            _byStart[first] = period = new StagedPeriod(_byStart.Count, first, after);
        }
        else if (period.End != after)
        {
            _rejected++;
            var place = reader.Header.Of("BillingPeriodEnd");
            var reason = $"another row ends the billing period that begins on {first:yyyy-MM-dd} on another day";
            _findings.Add(place, reason, true, reader.Line);
            _rows.Add(Listed(true, place, reason));
            return null;
        }

        _periods[(start, end)] = period;
        return period;
    }

    private Charge Row(ItemEntry item, StagedPeriod period, DateOnly day) => new()
    {
        TenantId = claim.Tenant,
        ImportNumber = claim.Number,
        Line = reader.Line,
        Period = period.Index,
        ItemKey = item.Key,
        Day = day,
        From = reader.From,
        Until = reader.Until,
        Billed = reader.Billed,
        Effective = reader.Effective,
        List = reader.List,
        Contracted = reader.Contracted,
        Consumed = reader.Consumed,
        Priced = reader.Priced,
        Extra = reader.Extra,
    };

    private ChargeRejection Listed(bool isRejected, int column, string reason) => new()
    {
        TenantId = claim.Tenant,
        ImportNumber = claim.Number,
        Line = reader.Line,
        IsRejected = isRejected,
        Column = column < 0 ? "" : Texts.Fit(reader.Header.Names[column], ChargeRejection.LongestColumn),
        Reason = Texts.Fit(reason, ChargeRejection.LongestReason),
        Text = reader.Text(column),
    };
}
