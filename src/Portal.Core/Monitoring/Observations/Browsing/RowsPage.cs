using Portal.Core.Monitoring.Observations.Blocks;

namespace Portal.Core.Monitoring.Observations.Browsing;

/// <summary>A page of rows in the making.</summary>
internal sealed class RowsPage(ObservationRowsRequest request, bool seesPersons)
{
    private readonly List<string> _columns = [];
    private readonly SortedSet<string> _hidden = new(StringComparer.Ordinal);
    private readonly List<(ObservationRow Row, IReadOnlyDictionary<string, string?> Fields)> _rows = [];
    private string? _next;

    /// <returns>True when the page is full.</returns>
    public bool Take(BlockReader block, int batch, int version, int from)
    {
        var columns = block.Columns.Select(block.Read).ToList();
        var instants = (InstantColumn)columns.First(column => column.Part == ObservedPart.Instant);
        var fields = columns.Where(column => column.Part is ObservedPart.Feature or ObservedPart.ProtectedAttribute or ObservedPart.Identifier).ToList();
        foreach (var column in fields.Where(column => !_columns.Contains(column.Name, StringComparer.Ordinal)))
        {
            _columns.Add(column.Name);
            _ = IsHidden(column) && _hidden.Add(column.Name);
        }

        for (var row = from; row < block.Rows; row++)
        {
            if (instants.At(row) < request.From || instants.At(row) >= request.To)
            {
                continue;
            }

            if (_rows.Count == request.Size)
            {
                _next = new RowPlace(batch, row).ToString();
                return true;
            }

            var at = row;
            _rows.Add((
                new ObservationRow(seesPersons ? Text(ObservedPart.Id, at) : null, instants.At(row), version, Text(ObservedPart.Score, at), Text(ObservedPart.Prediction, at), []),
                fields.ToDictionary(column => column.Name, column => IsHidden(column) ? null : column.TextOf(at), StringComparer.Ordinal)));
        }

        return false;

        string? Text(ObservedPart part, int at) => columns.FirstOrDefault(column => column.Part == part)?.TextOf(at);
    }

    public ObservationRowsPage Made() => new(
        _columns, [.. _hidden], [.. _rows.Select(pair => pair.Row with { Fields = [.. _columns.Select(name => pair.Fields.GetValueOrDefault(name))] })], _next);

    private bool IsHidden(ObservedColumn column) => column.Part is ObservedPart.ProtectedAttribute or ObservedPart.Identifier && !seesPersons;
}
