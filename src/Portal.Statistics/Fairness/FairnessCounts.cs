using System.Buffers;
using Portal.Statistics.Counters;

namespace Portal.Statistics.Fairness;

/// <summary>All that fairness asks of a window of decisions, in counters that add up over windows, days and nodes: no row is needed
/// again.</summary>
/// <remarks>By group: rows by outcome and decision, outcomes being unknown until labels come; and, where there are scores, their sum, a
/// histogram by outcome (cells of 1/256 between 1/4 and 3/4, finer outside) and ten calibration bins. Sums are whole numbers of 2⁻⁵⁰,
/// so that any split of the rows adds up to the same bits. Not for several threads at once: count apart and merge.</remarks>
public sealed class FairnessCounts
{
    /// <summary>Groups beyond this many are counted together as <see cref="GroupLabels.Other"/>.</summary>
    public const int MaximumGroups = 200;

    private const byte Form = 1;

    private readonly Dictionary<string, GroupTally> _tallies = new(StringComparer.Ordinal);

    /// <summary>All rows.</summary>
    public long Rows => _tallies.Values.Sum(tally => tally.Counts.Rows);

    /// <summary>Rows whose true outcome is known.</summary>
    public long Labelled => _tallies.Values.Sum(tally => tally.Counts.Labelled.Rows);

    /// <summary>Rows with a score.</summary>
    public long Scored => _tallies.Values.Sum(tally => tally.Scored);

    /// <summary>Scores that are neither missing nor in [0, 1]; their rows count without a score.</summary>
    public long UnusableScores { get; private set; }

    /// <summary>Rows of groups that found no place among <see cref="MaximumGroups"/>.</summary>
    public long RowsOfOtherGroups => _tallies.TryGetValue(GroupLabels.Other, out var other) ? other.Counts.Rows : 0;

    /// <summary>The groups that have rows, in ordinal order of their labels.</summary>
    public IReadOnlyList<GroupCells> Groups => [.. Tallies.Select(tally => tally.Counts)];

    internal IEnumerable<GroupTally> Tallies =>
        _tallies.Values.Where(tally => tally.Counts.Rows > 0).OrderBy(tally => tally.Group, StringComparer.Ordinal);

    /// <summary>Counts decisions.</summary>
    /// <param name="groups">Labels of groups (<see cref="GroupLabels"/>); new ones may come with any batch.</param>
    /// <param name="codes">The group of each row: an index into <paramref name="groups"/>.</param>
    /// <param name="selected">Whether the row is predicted the favourable outcome; same length.</param>
    /// <param name="outcomes">What became true; same length, or empty where nothing is known.</param>
    /// <param name="scores">The score of each row, not a number where there is none; same length, or empty.</param>
    /// <exception cref="ArgumentException">The lengths differ or a code names no group; nothing is counted then.</exception>
    public void Add(
        IReadOnlyList<string> groups,
        ReadOnlySpan<int> codes,
        ReadOnlySpan<bool> selected,
        ReadOnlySpan<Outcome> outcomes = default,
        ReadOnlySpan<double> scores = default)
    {
        ArgumentNullException.ThrowIfNull(groups);
        Check(groups.Count, codes, selected.Length, outcomes, scores.Length);
        var tallies = new GroupTally?[groups.Count];
        for (var row = 0; row < codes.Length; row++)
        {
            var tally = tallies[codes[row]] ??= Tally(groups[codes[row]]);
            var outcome = outcomes.IsEmpty ? Outcome.Unknown : outcomes[row];
            tally.Cells[GroupCells.Cell(outcome, selected[row])]++;
            if (!scores.IsEmpty)
            {
                AddScore(tally, scores[row], outcome);
            }
        }
    }

    /// <summary>The outcome of a row that was counted without one becomes known.</summary>
    /// <param name="group">The group's label.</param>
    /// <param name="selected">As it was counted.</param>
    /// <param name="score">As it was counted; not a number where it had none.</param>
    /// <param name="outcome">What became true; not <see cref="Outcome.Unknown"/>.</param>
    /// <returns>Whether such a row was counted; else nothing changes.</returns>
    public bool Settle(string group, bool selected, double score, Outcome outcome)
    {
        score = ScoreGrid.Holds(score) ? score : double.NaN;
        var tally = _tallies.GetValueOrDefault(group) ?? _tallies.GetValueOrDefault(GroupLabels.Other);
        if (outcome is not (Outcome.Negative or Outcome.Positive) || tally?.Awaits(selected, score) != true)
        {
            return false;
        }

        tally.Settle(selected, score, outcome);
        return true;
    }

    /// <summary>Adds what was counted elsewhere.</summary>
    /// <param name="other">Counts of other rows.</param>
    public void Merge(FairnessCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var tally in other.Tallies)
        {
            Tally(tally.Group).Merge(tally);
        }

        UnusableScores += other.UnusableScores;
    }

    /// <summary>Writes the counters: a few bytes for each cell that is not empty.</summary>
    /// <param name="output">Where to.</param>
    public void Write(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write([Form]);
        var writer = new CounterWriter(output);
        writer.Count(UnusableScores);
        GroupTally[] tallies = [.. Tallies];
        writer.Count(tallies.Length);
        foreach (var tally in tallies)
        {
            tally.Write(ref writer);
        }
    }

    /// <summary>Reads counters.</summary>
    /// <param name="bytes">What <see cref="Write"/> wrote, and no more.</param>
    /// <exception cref="FormatException">The bytes are nothing that it writes.</exception>
    public static FairnessCounts Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CounterReader(bytes);
        reader.Version(Form);
        var read = new FairnessCounts { UnusableScores = reader.Count() };
        var groups = reader.Index(MaximumGroups + 1);
        string? before = null;
        for (var group = 0; group < groups; group++)
        {
            var tally = GroupTally.Read(ref reader);
            CounterReader.Require(
                tally.Counts.Rows > 0 && (before is null || string.CompareOrdinal(before, tally.Group) < 0),
                $"The group '{tally.Group}' is empty or out of its order.");
            before = tally.Group;
            read._tallies.Add(tally.Group, tally);
        }

        reader.End();
        return read;
    }

    private GroupTally Tally(string group)
    {
        if (_tallies.TryGetValue(group, out var known))
        {
            return known;
        }

        var named = _tallies.Count - (_tallies.ContainsKey(GroupLabels.Other) ? 1 : 0);
        return named < MaximumGroups || group == GroupLabels.Other
            ? _tallies[group] = new GroupTally(group)
            : Tally(GroupLabels.Other);
    }

    private void AddScore(GroupTally tally, double score, Outcome outcome)
    {
        if (ScoreGrid.Holds(score))
        {
            tally.AddScore(score, outcome);
        }
        else if (!double.IsNaN(score))
        {
            UnusableScores++;
        }
    }

    private static void Check(int groups, ReadOnlySpan<int> codes, int selected, ReadOnlySpan<Outcome> outcomes, int scores)
    {
        if (codes.Length != selected || (codes.Length != outcomes.Length && !outcomes.IsEmpty) || (codes.Length != scores && scores > 0))
        {
            throw new ArgumentException(
                $"There are {codes.Length} codes, {selected} decisions, {outcomes.Length} outcomes and {scores} scores.", nameof(codes));
        }

        foreach (var code in codes)
        {
            if ((uint)code >= (uint)groups)
            {
                throw new ArgumentException($"The code {code} names no group.", nameof(codes));
            }
        }

        if (!OutcomeGuard.AreNamed(outcomes))
        {
            throw new ArgumentException("An outcome is none of the three.", nameof(outcomes));
        }
    }
}
