using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>Which rows are queries, which are documents, and which belong together: those with the same key in the label column.</summary>
/// <param name="role">Null where each row is both.</param>
internal sealed class RetrievalTruth(int label, int? role) : TaskTruth
{
    private readonly ValueCodes _keys = new();
    private readonly List<bool> _isQuery = [];

    public bool EachIsBoth => role is null;

    /// <summary>The key of each row, as an index into <see cref="KeyNames"/>. An empty key belongs to nothing.</summary>
    public int[] Keys => _keys.OfRows;

    public IReadOnlyList<string> KeyNames => _keys.Values;

    public bool[] IsQuery => [.. _isQuery];

    public override string? Take(CsvReader row)
    {
        var isQuery = true;
        if (role is { } column)
        {
            isQuery = row[column].SequenceEqual("query"u8);
            if (!isQuery && !row[column].SequenceEqual("document"u8))
            {
                return $"the role `{row.Columns[column]}` is {Quoted(row[column])}; 'query' or 'document' is expected.";
            }
        }

        _keys.Add(row[label]);
        _isQuery.Add(isQuery);
        return null;
    }
}
