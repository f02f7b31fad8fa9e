using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Slices;

/// <summary>One slice that is large enough, with what its rows lose.</summary>
/// <param name="Order">Its place among all, which does not depend on threads.</param>
/// <param name="Parts">Column and code of each condition.</param>
/// <param name="Moments">The losses of its rows.</param>
/// <param name="Difference">Its mean loss against the rest.</param>
internal sealed record SliceCandidate(int Order, (int Column, int Code)[] Parts, Moments Moments, GroupDifference Difference)
{
    /// <summary>1 where the test is not defined: equal losses everywhere show no gap.</summary>
    public double PValue => Difference.PValue ?? 1;
}

/// <summary>All slices of one and two conditions with the moments of their losses: one pass over the rows for each column and each pair
/// of columns.</summary>
internal sealed class SliceLattice
{
    private readonly IReadOnlyList<SliceColumn> _columns;
    private readonly ReadOnlyMemory<double> _losses;
    private readonly double _offset;
    private readonly List<SliceCandidate> _candidates = [];
    private Moments[][] _ones = [];

    private SliceLattice(IReadOnlyList<SliceColumn> columns, ReadOnlyMemory<double> losses, IReadOnlyList<string> leftOut)
    {
        (_columns, _losses, ColumnsLeftOut) = (columns, losses, leftOut);
        Test = losses.Span.ContainsAnyExcept(0.0, 1.0) ? SliceTest.Welch : SliceTest.TwoProportions;
        _offset = Test == SliceTest.Welch ? ResampledMean.Of(losses.Span) : 0;
        foreach (var loss in losses.Span)
        {
            All = All.With(loss - _offset);
        }
    }

    public SliceTest Test { get; }

    public Moments All { get; }

    public IReadOnlyList<SliceCandidate> Candidates => _candidates;

    public int TooSmall { get; private set; }

    public IReadOnlyList<string> ColumnsLeftOut { get; }

    public IReadOnlyList<string> ColumnsNotCrossed { get; private set; } = [];

    public int Rows => _losses.Length;

    public static SliceLattice Of(
        IReadOnlyList<SliceColumn> columns, ReadOnlyMemory<double> losses, SliceSearch search, CancellationToken cancellation)
    {
        var lattice = new SliceLattice(
            [.. columns.Where(column => column.Values.Count <= SliceSearch.MaximumValues)],
            losses,
            [.. columns.Where(column => column.Values.Count > SliceSearch.MaximumValues).Select(column => column.Name)]);
        lattice.Search(search, cancellation);
        return lattice;
    }

    public GroupDifference Compare(Moments first, Moments second) =>
        Test == SliceTest.Welch ? GroupDifference.Welch(first, second) : GroupDifference.TwoProportions(first, second);

    /// <summary>What remains of the slice of one condition when the slice of two is taken out of it.</summary>
    public Moments Remainder((int Column, int Code) part, Moments slice) => _ones[part.Column][part.Code] - slice;

    public bool Holds(SliceCandidate candidate, int row) =>
        Array.TrueForAll(candidate.Parts, part => _columns[part.Column].Codes.Span[row] == part.Code);

    public double Loss(int row) => _losses.Span[row] - _offset;

    public Slice Describe(SliceCandidate candidate, double adjusted, bool significant) => new(
        [.. candidate.Parts.Select(part => new SliceCondition(_columns[part.Column].Name, _columns[part.Column].Values[part.Code]))],
        candidate.Moments.Rows,
        candidate.Moments.Mean + _offset,
        (All - candidate.Moments).Mean + _offset,
        candidate.Difference.Difference,
        candidate.Difference.Interval,
        candidate.PValue,
        adjusted,
        significant);

    private void Search(SliceSearch search, CancellationToken cancellation)
    {
        _ones = [.. _columns.Select(column => Cells(column, null))];
        for (var column = 0; column < _columns.Count; column++)
        {
            for (var code = 0; code < _ones[column].Length; code++)
            {
                Add([(column, code)], _ones[column][code], search.MinimumRows);
            }
        }

        if (search.Depth < 2)
        {
            return;
        }

        var crossed = Crossed(search.MaximumCells);
        ColumnsNotCrossed = [.. Enumerable.Range(0, _columns.Count).Except(crossed).Select(column => _columns[column].Name)];
        (int First, int Second)[] pairs = [.. crossed.SelectMany((first, place) => crossed.Skip(place + 1).Select(second => (first, second)))];
        var cells = new (int Cell, Moments Moments)[pairs.Length][];
        Parallel.For(
            0,
            pairs.Length,
            new ParallelOptions { CancellationToken = cancellation },
            pair => cells[pair] =
            [
                .. Cells(_columns[pairs[pair].First], _columns[pairs[pair].Second])
                    .Select((moments, cell) => (cell, moments))
                    .Where(entry => entry.moments.Rows > 0),
            ]);
        for (var pair = 0; pair < pairs.Length; pair++)
        {
            AddPair(pairs[pair].First, pairs[pair].Second, cells[pair], search.MinimumRows);
        }
    }

    /// <summary>The columns whose pairs have no more cells than allowed, in their order.</summary>
    private List<int> Crossed(int maximumCells)
    {
        var crossed = new List<int>();
        long cells = 0;
        long values = 0;
        for (var column = 0; column < _columns.Count; column++)
        {
            var more = values * _columns[column].Values.Count;
            if (cells + more <= maximumCells)
            {
                crossed.Add(column);
                cells += more;
                values += _columns[column].Values.Count;
            }
        }

        return crossed;
    }

    private void AddPair(int first, int second, (int Cell, Moments Moments)[] cells, int minimumRows)
    {
        var width = _columns[second].Values.Count;
        foreach (var (cell, moments) in cells)
        {
            var (one, other) = (cell / width, cell % width);
            // The same rows as a slice of one condition are that slice.
            if (moments.Rows < Math.Min(_ones[first][one].Rows, _ones[second][other].Rows))
            {
                Add([(first, one), (second, other)], moments, minimumRows);
            }
        }
    }

    private void Add((int Column, int Code)[] parts, Moments moments, int minimumRows)
    {
        if (moments.Rows >= minimumRows && All.Rows - moments.Rows >= minimumRows)
        {
            _candidates.Add(new SliceCandidate(_candidates.Count, parts, moments, Compare(moments, All - moments)));
        }
        else if (moments.Rows > 0 && moments.Rows < All.Rows)
        {
            TooSmall++;
        }
    }

    private Moments[] Cells(SliceColumn first, SliceColumn? second)
    {
        var width = second?.Values.Count ?? 1;
        var cells = new Moments[first.Values.Count * width];
        var losses = _losses.Span;
        var codes = first.Codes.Span;
        var others = second is null ? default : second.Codes.Span;
        for (var row = 0; row < losses.Length; row++)
        {
            ref var cell = ref cells[codes[row] * width + (others.IsEmpty ? 0 : others[row])];
            cell = cell.With(losses[row] - _offset);
        }

        return cells;
    }
}
