namespace Portal.Statistics.Drift;

/// <summary>Measures how far a category column moved.</summary>
public static class CategoricalDrift
{
    /// <summary>Compares labels with a baseline.</summary>
    /// <param name="baseline">The reference.</param>
    /// <param name="labels">The window: one a row, <see langword="null"/> means missing.</param>
    public static CategoricalDriftResult Measure(CategoricalBaseline baseline, ReadOnlySpan<string?> labels)
    {
        var counters = new CategoricalCounters(baseline);
        counters.Add(labels);
        return Measure(baseline, counters);
    }

    /// <summary>Compares codes with a baseline.</summary>
    /// <param name="baseline">The reference.</param>
    /// <param name="codes">The window: one a row, an index into the dictionary; below 0 means missing.</param>
    /// <param name="dictionary">The labels.</param>
    /// <exception cref="ArgumentOutOfRangeException">A code is outside the dictionary.</exception>
    public static CategoricalDriftResult Measure(CategoricalBaseline baseline, ReadOnlySpan<int> codes, IReadOnlyList<string> dictionary)
    {
        var counters = new CategoricalCounters(baseline);
        counters.Add(codes, dictionary);
        return Measure(baseline, counters);
    }

    /// <summary>Compares a window's counters with the baseline that they were counted against.</summary>
    /// <param name="baseline">The reference.</param>
    /// <param name="current">The window.</param>
    /// <exception cref="ArgumentException">The counters are of another baseline.</exception>
    public static CategoricalDriftResult Measure(CategoricalBaseline baseline, CategoricalCounters current)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        Require(baseline, current);
        var side = new Side(baseline.Rows, baseline.Missing, baseline.Counts.ToArray(), new Dictionary<string, long>(), 0);
        return Measured(baseline, side, current);
    }

    /// <summary>Compares two windows that were counted against one baseline. Categories are the baseline's; new ones are those that neither
    /// it nor the reference window has.</summary>
    /// <param name="grid">The baseline that both were counted against.</param>
    /// <param name="reference">The window that is compared with.</param>
    /// <param name="current">The window that is compared.</param>
    /// <exception cref="ArgumentException">The counters are of another baseline.</exception>
    public static CategoricalDriftResult Measure(CategoricalBaseline grid, CategoricalCounters reference, CategoricalCounters current)
    {
        ArgumentNullException.ThrowIfNull(grid);
        Require(grid, reference);
        Require(grid, current);
        var side = new Side(reference.Rows, reference.Missing, reference.Counts.ToArray(), reference.NewLabels, reference.NewRows);
        return Measured(grid, side, current);
    }

    private static CategoricalDriftResult Measured(CategoricalBaseline baseline, Side reference, CategoricalCounters current)
    {
        var plain = new CategoricalDriftResult
        {
            ReferenceRows = reference.Rows,
            CurrentRows = current.Rows,
            ReferenceMissing = reference.Missing,
            CurrentMissing = current.Missing,
            Missing = RateChange.Of(reference.Missing, reference.Missing + reference.Rows, current.Missing, current.Missing + current.Rows),
            Status = Math.Min(reference.Rows, current.Rows) switch
            {
                0 => DriftStatus.NoData,
                < NumericDriftResult.MinimumRows => DriftStatus.InsufficientData,
                _ => DriftStatus.Ok,
            },
            IsIdentifier = baseline.IsIdentifier,
            ReferenceOnce = reference.Counts.LongCount(count => count == 1) + reference.NewLabels.LongCount(label => label.Value == 1),
        };
        return plain.Status == DriftStatus.NoData ? plain : Distances(plain, baseline, reference, current);
    }

    private static CategoricalDriftResult Distances(
        CategoricalDriftResult plain, CategoricalBaseline baseline, Side reference, CategoricalCounters current)
    {
        var (newLabels, newRows) = baseline.IsComplete ? New(reference, current) : ([], default(long?));
        var currentCounts = current.Counts.ToArray();
        List<CategoryLine> lines = [];
        for (var place = 0; place < baseline.Kept; place++)
        {
            lines.Add(new CategoryLine(baseline.Labels[place], reference.Counts[place], currentCounts[place]));
        }

        var (rest, currentRest) = (reference.Rows - lines.Sum(line => line.ReferenceRows), current.Rows - lines.Sum(line => line.CurrentRows));
        if (rest > 0 || currentRest > 0 || baseline.Distinct > baseline.Kept)
        {
            lines.Add(new CategoryLine(CategoricalBaseline.Other, rest, currentRest));
        }

        var isAll = lines.Count == baseline.Kept;

        long[] counts = [.. lines.Select(line => line.ReferenceRows)];
        long[] others = [.. lines.Select(line => line.CurrentRows)];
        return plain with
        {
            Categories = lines,
            NewCategories = newLabels,
            VanishedCategories = Vanished(baseline, reference, currentCounts),
            NewRows = newRows,
            NewShare = (double?)newRows / current.Rows,
            Distances = BinDistances.Of(counts, others),
            Homogeneity = HomogeneityTest.Of(counts, others),
            Judgement = isAll ? null : CategoryJudgement.Of(Known(baseline, reference, current), reference.Rows, current.Rows),
        };
    }

    /// <summary>What is new for sure. Where the reference is a window with more labels than it keeps by name, it may have had any that comes
    /// after the last of those: such a label is not called new.</summary>
    private static (string[] Labels, long? Rows) New(Side reference, CategoricalCounters current)
    {
        var isAll = reference.NewLabels.Values.Sum() == reference.NewRows;
        var last = isAll ? null : reference.NewLabels.Keys.Max(StringComparer.Ordinal);
        bool IsNew(string label) => !reference.NewLabels.ContainsKey(label) && (isAll || string.CompareOrdinal(label, last) < 0);
        string[] labels = [.. current.NewLabels.Keys.Where(IsNew)];
        return (labels, isAll
            ? current.NewRows - current.NewLabels.Where(label => reference.NewLabels.ContainsKey(label.Key)).Sum(label => label.Value)
            : labels.Sum(label => current.NewLabels[label]));
    }

    private static IEnumerable<CategoryLine> Known(CategoricalBaseline baseline, Side reference, CategoricalCounters current)
    {
        var counts = current.Counts.ToArray();
        return
        [
            .. baseline.Labels.Select((label, place) => new CategoryLine(label, reference.Counts[place], counts[place])),
            .. reference.NewLabels.Keys.Union(current.NewLabels.Keys, StringComparer.Ordinal).Select(label => new CategoryLine(
                label, reference.NewLabels.GetValueOrDefault(label), current.NewLabels.GetValueOrDefault(label))),
        ];
    }

    private static string[] Vanished(CategoricalBaseline baseline, Side reference, long[] current) =>
    [
        .. baseline.Labels.Where((_, place) => reference.Counts[place] > 0 && current[place] == 0)
            .Order(StringComparer.Ordinal).Take(CategoricalDriftResult.MostNamed),
    ];

    private static void Require(CategoricalBaseline baseline, CategoricalCounters counters)
    {
        ArgumentNullException.ThrowIfNull(counters);
        if (counters.Baseline.Fingerprint != baseline.Fingerprint || counters.Counts.Length != baseline.Labels.Count)
        {
            throw new ArgumentException("The counters are of another baseline.", nameof(counters));
        }
    }

    /// <summary>What is compared with: the baseline itself or a window, which may have more new labels than it keeps by name.</summary>
    private sealed record Side(long Rows, long Missing, long[] Counts, IReadOnlyDictionary<string, long> NewLabels, long NewRows);
}
