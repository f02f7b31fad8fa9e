namespace Portal.Core.Costs.Charges;

/// <summary>One billing period of a file while it is read.</summary>
internal sealed class StagedPeriod(int index, DateOnly start, DateOnly end)
{
    private readonly Dictionary<string, PeriodTotal> _totals = new(StringComparer.Ordinal);

    public int Index => index;

    public DateOnly Start => start;

    public DateOnly End => end;

    public DateOnly FirstDay { get; private set; } = DateOnly.MaxValue;

    public DateOnly LastDay { get; private set; } = DateOnly.MinValue;

    public long Rows { get; private set; }

    public long Corrections { get; private set; }

    public IReadOnlyList<PeriodTotal> Totals => [.. _totals.Values.OrderBy(total => total.Currency, StringComparer.Ordinal)];

    public void Add(DateOnly day, FocusReader row)
    {
        FirstDay = day < FirstDay ? day : FirstDay;
        LastDay = day > LastDay ? day : LastDay;
        Rows++;
        Corrections += row.Item.IsCorrection ? 1 : 0;
        var total = _totals.GetValueOrDefault(row.Item.Currency) ?? new PeriodTotal(row.Item.Currency, 0, 0, 0, 0, 0);
        _totals[row.Item.Currency] = total with
        {
            Billed = total.Billed + row.Billed,
            Effective = total.Effective + row.Effective,
            List = total.List + (row.List ?? 0),
            Contracted = total.Contracted + (row.Contracted ?? 0),
            CorrectionsEffective = total.CorrectionsEffective + (row.Item.IsCorrection ? row.Effective : 0),
        };
    }
}

/// <summary>What is wrong or was read differently, counted by kind.</summary>
internal sealed class FindingCounts
{
    private readonly Dictionary<(int Column, string Reason, bool IsRejection), (long Rows, int First)> _counts = [];

    public void Add(int column, string reason, bool isRejection, int line)
    {
        ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, (column, reason, isRejection), out var isKnown);
        count = (count.Rows + 1, isKnown ? count.First : line);
    }

    public IReadOnlyList<ImportFinding> ToFindings(FocusHeader header) =>
    [
        .. header.Missing.Select(name => new ImportFinding(name, "the file has no such column, which FOCUS asks for", false, 0, 1)),
        .. _counts.OrderByDescending(count => count.Key.IsRejection).ThenByDescending(count => count.Value.Rows).Take(100)
            .Select(count => new ImportFinding(count.Key.Column < 0 ? "" : header.Names[count.Key.Column], count.Key.Reason, count.Key.IsRejection, count.Value.Rows, count.Value.First)),
    ];
}

/// <summary>A whole file, read: its rows are in the database and not seen yet, its sums are here.</summary>
internal sealed record StagedImport(
    string Version, long Accepted, long Rejected, long Coerced, IReadOnlyList<ImportFinding> Findings, IReadOnlyList<StagedPeriod> Periods, AllocationTally Tally, AllocationPlan Plan);
