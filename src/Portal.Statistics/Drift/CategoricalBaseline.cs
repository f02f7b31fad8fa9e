using System.Buffers;
using Portal.Statistics.Counters;

namespace Portal.Statistics.Drift;

/// <summary>What is kept of a category column of the reference: its labels with their counts, the most frequent first.</summary>
/// <remarks>Labels compare by their characters' numbers: case, spaces and accents matter, a language does not. The empty text is a label;
/// <see langword="null"/> is a missing value. The <see cref="MostKept"/> most frequent labels are categories of their own, all others
/// together are <see cref="Other"/>.</remarks>
public sealed class CategoricalBaseline
{
    /// <summary>So many labels are categories of their own.</summary>
    public const int MostKept = 50;

    /// <summary>So many labels are known by name; with more, new labels cannot be told from rare ones.</summary>
    public const int MostLabels = 10_000;

    /// <summary>What all other labels together are called.</summary>
    public const string Other = "__other__";

    private const byte Form = 1;
    private readonly string[] _labels;
    private readonly long[] _counts;
    private readonly Dictionary<string, int> _places;

    private CategoricalBaseline(string[] labels, long[] counts, long missing, long distinct, long unlisted)
    {
        (_labels, _counts, Missing, Distinct, Unlisted) = (labels, counts, missing, distinct, unlisted);
        Rows = counts.Sum() + unlisted;
        _places = new Dictionary<string, int>(labels.Length, StringComparer.Ordinal);
        for (var place = 0; place < labels.Length; place++)
        {
            _places.Add(labels[place], place);
        }

        Fingerprint = FingerprintOf(labels);
    }

    /// <summary>Rows with a label.</summary>
    public long Rows { get; }

    /// <summary>Rows without one.</summary>
    public long Missing { get; }

    /// <summary>Distinct labels.</summary>
    public long Distinct { get; }

    /// <summary>Whether more than half of the rows have a label of their own: then the column names things, and drift has no meaning.</summary>
    public bool IsIdentifier => Rows >= NumericDriftResult.MinimumRows && 2 * Distinct > Rows;

    /// <summary>Whether all labels are known by name.</summary>
    public bool IsComplete => Unlisted == 0;

    /// <summary>The labels known by name, the most frequent first and equally frequent ones in the order of their characters.</summary>
    public IReadOnlyList<string> Labels => _labels;

    internal ReadOnlySpan<long> Counts => _counts;

    /// <summary>Labels that are categories of their own.</summary>
    internal int Kept => Math.Min(MostKept, _labels.Length);

    /// <summary>Rows whose label is not known by name.</summary>
    internal long Unlisted { get; }

    internal uint Fingerprint { get; }

    /// <summary>Makes the baseline of a column.</summary>
    /// <param name="labels">One a row; <see langword="null"/> means missing.</param>
    public static CategoricalBaseline From(ReadOnlySpan<string?> labels)
    {
        var (counts, missing) = LabelCounts.Of(labels);
        return Of(counts, missing);
    }

    /// <summary>Makes the baseline of a column that is kept as codes.</summary>
    /// <param name="codes">One a row, an index into the dictionary; below 0 means missing.</param>
    /// <param name="dictionary">The labels.</param>
    /// <exception cref="ArgumentOutOfRangeException">A code is outside the dictionary.</exception>
    public static CategoricalBaseline From(ReadOnlySpan<int> codes, IReadOnlyList<string> dictionary)
    {
        var (counts, missing) = LabelCounts.Of(codes, dictionary);
        return Of(counts, missing);
    }

    /// <summary>Makes the baseline of a column that is counted already.</summary>
    /// <param name="counts">Rows of each label, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is not above 0.</exception>
    public static CategoricalBaseline From(IReadOnlyDictionary<string, long> counts) => Of(LabelCounts.Checked(counts), 0);

    /// <summary>Writes the baseline.</summary>
    /// <param name="output">Where to.</param>
    public void Write(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var writer = new CounterWriter(output);
        writer.Number(Form);
        writer.Count(Missing);
        writer.Count(Distinct);
        writer.Count(Unlisted);
        writer.Number((ulong)_labels.Length);
        for (var place = 0; place < _labels.Length; place++)
        {
            writer.Text(_labels[place]);
            writer.Count(_counts[place]);
        }
    }

    /// <summary>Reads a baseline.</summary>
    /// <param name="bytes">What <see cref="Write"/> wrote, and nothing else.</param>
    /// <exception cref="FormatException">The bytes are no baseline.</exception>
    public static CategoricalBaseline Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CounterReader(bytes);
        reader.Version(Form);
        var (missing, distinct, unlisted) = (reader.Count(), reader.Count(), reader.Count());
        var labels = new string[reader.Index(Math.Min(MostLabels, bytes.Length))];
        var (counts, seen) = (new long[labels.Length], new HashSet<string>(StringComparer.Ordinal));
        for (var place = 0; place < labels.Length; place++)
        {
            (labels[place], counts[place]) = (reader.Text(), reader.Count());
            CounterReader.Require(seen.Add(labels[place]), "A label is there twice.");
            CounterReader.Require(counts[place] > 0 && (place == 0 || counts[place] <= counts[place - 1]), "The counts do not fall.");
        }

        reader.End();
        CounterReader.Require(distinct >= labels.Length && distinct - labels.Length <= unlisted, "The labels do not add up.");
        return new CategoricalBaseline(labels, counts, missing, distinct, unlisted);
    }

    /// <summary>The place of a label among <see cref="Labels"/>, or −1.</summary>
    internal int PlaceOf(string label) => _places.TryGetValue(label, out var place) ? place : -1;

    private static CategoricalBaseline Of(Dictionary<string, long> counts, long missing)
    {
        KeyValuePair<string, long>[] ordered =
        [
            .. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal),
        ];
        var listed = ordered[..Math.Min(MostLabels, ordered.Length)];
        return new CategoricalBaseline(
            [.. listed.Select(pair => pair.Key)],
            [.. listed.Select(pair => pair.Value)],
            missing,
            ordered.Length,
            ordered.Skip(listed.Length).Sum(pair => pair.Value));
    }

    private static uint FingerprintOf(string[] labels)
    {
        var hash = 14695981039346656037UL;
        foreach (var label in labels)
        {
            foreach (var letter in label)
            {
                hash = (hash ^ letter) * 1099511628211UL;
            }

            hash = (hash ^ 0x10000) * 1099511628211UL;
        }

        return (uint)((hash ^ (hash >> 32)) & 0xFFFFFFF);
    }
}
