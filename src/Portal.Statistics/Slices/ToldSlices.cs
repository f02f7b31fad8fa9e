using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Slices;

/// <summary>The slices already told, which say whether another one would tell the same again.</summary>
internal sealed class ToldSlices(SliceLattice lattice, SliceSearch search)
{
    /// <summary>A slice mostly lies inside another when this share of its rows does.</summary>
    private const double Mostly = 0.8;

    private readonly List<(SliceCandidate Slice, bool[] Rows)> _told = [];

    /// <summary>Takes the slice up, unless it adds nothing.</summary>
    /// <returns>Whether it was taken up.</returns>
    public bool Add(SliceCandidate candidate)
    {
        if (!IsMoreThanItsParts(candidate))
        {
            return false;
        }

        var rows = new bool[lattice.Rows];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = lattice.Holds(candidate, row);
        }

        if (_told.Exists(told => TellsTheSame(candidate, rows, told.Slice, told.Rows)))
        {
            return false;
        }

        _told.Add((candidate, rows));
        return true;
    }

    /// <summary>A slice of two conditions is worse than what remains of each of its slices of one.</summary>
    private bool IsMoreThanItsParts(SliceCandidate candidate) =>
        candidate.Parts.Length == 1
        || Array.TrueForAll(candidate.Parts, part => IsWorse(candidate.Moments, lattice.Remainder(part, candidate.Moments)));

    private bool TellsTheSame(SliceCandidate candidate, bool[] rows, SliceCandidate told, bool[] toldRows)
    {
        long shared = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            shared += rows[row] & toldRows[row] ? 1 : 0;
        }

        var inside = shared >= Mostly * candidate.Moments.Rows;
        var around = shared >= Mostly * told.Moments.Rows;
        return (inside && !IsWorse(candidate.Moments, Select(row => toldRows[row] & !rows[row])))
            || (around && !IsWorse(Select(row => rows[row] & !toldRows[row]), Select(row => !rows[row] & !toldRows[row])));
    }

    private Moments Select(Func<int, bool> rows)
    {
        var moments = default(Moments);
        for (var row = 0; row < lattice.Rows; row++)
        {
            moments = rows(row) ? moments.With(lattice.Loss(row)) : moments;
        }

        return moments;
    }

    /// <summary>Too few rows on either side cannot show that anything is added.</summary>
    private bool IsWorse(Moments slice, Moments other) =>
        slice.Rows >= 2 && other.Rows >= 2 && Math.Max(slice.Rows, other.Rows) >= search.MinimumRows
        && lattice.Compare(slice, other) is { Difference: > 0, PValue: <= SliceSearch.AddsLevel };
}
