using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>How relevant each row is for its query.</summary>
internal sealed class RankingTruth(int label, int query) : TaskTruth
{
    private readonly List<double> _relevances = [];
    private readonly ValueCodes _queries = new();

    /// <summary>At least 0; a row above 0 is relevant.</summary>
    public double[] Relevances => [.. _relevances];

    /// <summary>The query of each row, as an index into <see cref="QueryNames"/>.</summary>
    public int[] Queries => _queries.OfRows;

    public IReadOnlyList<string> QueryNames => _queries.Values;

    public override string? Take(CsvReader row)
    {
        if (!IsNumber(row[label], out var relevance) || relevance < 0)
        {
            return $"the relevance `{row.Columns[label]}` is {Quoted(row[label])}; a number of at least 0 is expected.";
        }

        if (row[query].IsEmpty)
        {
            return $"the query `{row.Columns[query]}` is missing.";
        }

        _relevances.Add(relevance);
        _queries.Add(row[query]);
        return null;
    }
}
