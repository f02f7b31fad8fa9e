using System.Collections.Concurrent;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Statistics.Drift;

namespace Portal.Core.Datasets;

/// <summary>How far one snapshot lies from another.</summary>
/// <param name="Columns">One verdict for each column that both have and that says something of kinds, not of single things.</param>
/// <param name="Missing">Columns that the reference has alone.</param>
/// <param name="New">Columns that the compared snapshot has alone.</param>
/// <param name="RowsRead">Of each side at most; larger tables are compared by their first rows.</param>
public sealed record DatasetDistance(DatasetVerdict Verdict, IReadOnlyList<ColumnVerdict> Columns, IReadOnlyList<string> Missing, IReadOnlyList<string> New, long RowsRead);

/// <summary>
/// Measures how far one stored snapshot lies from another, column by column. Snapshots never change, so that what was measured once is
/// kept; one is measured at a time, so that readers of large tables do not fill the memory together.
/// </summary>
public sealed class DatasetDrift(ArtifactStore store) : IDisposable
{
    private const long MostRows = 200_000;
    private const long MostCells = 20_000_000;
    private const int RowsBetweenLooks = 4096;
    private const int MostKept = 200;

    private readonly ConcurrentDictionary<(TenantId, DatasetVersionId, DatasetVersionId), DatasetDistance> _kept = [];
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<DatasetDistance> MeasureAsync(TenantId tenant, DatasetVersion reference, DatasetVersion compared, CancellationToken ct)
    {
        var key = (tenant, reference.Id, compared.Id);
        if (_kept.TryGetValue(key, out var known))
        {
            return known;
        }

        await _turn.WaitAsync(ct);
        try
        {
            if (_kept.TryGetValue(key, out var meanwhile))
            {
                return meanwhile;
            }

            if (_kept.Count >= MostKept)
            {
                _kept.Clear();
            }

            return _kept[key] = await Task.Run(() => Measure(tenant, reference, compared, ct), ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private DatasetDistance Measure(TenantId tenant, DatasetVersion reference, DatasetVersion compared, CancellationToken ct)
    {
        var (before, after) = (Measured(reference), Measured(compared));
        var both = before.Keys.Where(after.ContainsKey).ToList();
        var alike = both.Where(name => DriftColumn.IsNumeric(before[name]) == DriftColumn.IsNumeric(after[name])).ToHashSet(StringComparer.Ordinal);
        var most = Math.Min(MostRows, MostCells / Math.Max(1, alike.Count));
        var (left, _) = Read(tenant, reference, alike, most, ct);
        var (right, read) = Read(tenant, compared, alike, most, ct);
        var columns = right.Select(column => column.Against(left.First(other => other.Name == column.Name))).OfType<TableColumn>().ToList();
        List<ColumnResult> results =
        [
            .. TableDrift.Measure(columns, stop: ct),
            .. both.Where(name => !alike.Contains(name)).Select(name => ColumnResult.OfMismatch(name, DriftColumn.IsNumeric(before[name]) ? "text where numbers were" : "numbers where text was")),
        ];
        var verdicts = DriftRules.Decide(results, DriftThresholds.Default);
        return new(
            DriftRules.Dataset(results, verdicts, DriftThresholds.Default), verdicts,
            [.. before.Keys.Except(after.Keys, StringComparer.Ordinal)], [.. after.Keys.Except(before.Keys, StringComparer.Ordinal)], read);
    }

    private (IReadOnlyList<DriftColumn> Columns, long Rows) Read(TenantId tenant, DatasetVersion version, HashSet<string> wanted, long most, CancellationToken ct)
    {
        using var rows = TableRows.Open(store.OpenRead(tenant, version.Digest));
        var columns = version.Columns.Where(column => wanted.Contains(column.Name)).Select(DriftColumn.Of).ToList();
        var places = columns.ConvertAll(column => rows.Columns.ToList().IndexOf(column.Name));
        while (rows.Row < most && rows.Read())
        {
            for (var i = 0; i < places.Count; i++)
            {
                columns[i].Take(places[i] < 0 ? [] : rows.Cell(places[i]));
            }

            if (rows.Row % RowsBetweenLooks == 0)
            {
                ct.ThrowIfCancellationRequested();
            }
        }

        return (columns, rows.Row);
    }

    /// <summary>What a model may have learned from: neither names of rows nor instants.</summary>
    private static Dictionary<string, DatasetColumn> Measured(DatasetVersion version) => version.Columns
        .Where(column => column.Role is ColumnRole.Feature or ColumnRole.Label or ColumnRole.ProtectedAttribute && column.Type != ColumnType.Instant)
        .ToDictionary(column => column.Name, StringComparer.Ordinal);
}
