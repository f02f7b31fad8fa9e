using System.Buffers;
using Portal.Statistics.Counters;

namespace Portal.Statistics.Drift;

/// <summary>What is kept of a window's category column: rows of each label that the baseline knows, and the new labels. They add up.</summary>
/// <remarks>Of the new labels the first <see cref="MostNew"/> in the order of their characters are kept with their rows, whatever order they
/// come in, so that adding counters gives the same as counting all at once. Not safe for several threads at once.</remarks>
/// <param name="baseline">The baseline whose labels are counted.</param>
public sealed class CategoricalCounters(CategoricalBaseline baseline)
{
    /// <summary>So many new labels are kept by name.</summary>
    public const int MostNew = 100;

    private const byte Form = 1;
    private readonly long[] _counts = new long[(baseline ?? throw new ArgumentNullException(nameof(baseline))).Labels.Count];
    private readonly SortedDictionary<string, long> _new = new(StringComparer.Ordinal);

    /// <summary>Rows with a label.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows without one.</summary>
    public long Missing { get; private set; }

    /// <summary>Rows with a label that the baseline does not know.</summary>
    public long NewRows { get; private set; }

    /// <summary>New labels with their rows, in the order of their characters: the first <see cref="MostNew"/>.</summary>
    public IReadOnlyDictionary<string, long> NewLabels => _new;

    internal CategoricalBaseline Baseline => baseline;

    internal ReadOnlySpan<long> Counts => _counts;

    /// <summary>Counts a chunk of the column.</summary>
    /// <param name="labels">One a row; <see langword="null"/> means missing.</param>
    public void Add(ReadOnlySpan<string?> labels)
    {
        var (counts, missing) = LabelCounts.Of(labels);
        Add(counts, missing);
    }

    /// <summary>Counts a chunk that is kept as codes.</summary>
    /// <param name="codes">One a row, an index into the dictionary; below 0 means missing.</param>
    /// <param name="dictionary">The labels of this chunk; it need not be that of another chunk.</param>
    /// <exception cref="ArgumentOutOfRangeException">A code is outside the dictionary.</exception>
    public void Add(ReadOnlySpan<int> codes, IReadOnlyList<string> dictionary)
    {
        var (counts, missing) = LabelCounts.Of(codes, dictionary);
        Add(counts, missing);
    }

    /// <summary>Adds what is counted already.</summary>
    /// <param name="counts">Rows of each label, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is not above 0; nothing is counted then.</exception>
    public void Add(IReadOnlyDictionary<string, long> counts) => Add(LabelCounts.Checked(counts), 0);

    /// <summary>Adds the rows of other counters to these.</summary>
    /// <param name="other">Counters of the same baseline.</param>
    /// <exception cref="ArgumentException">They are of another baseline.</exception>
    public void Merge(CategoricalCounters other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Baseline.Fingerprint != baseline.Fingerprint || other._counts.Length != _counts.Length)
        {
            throw new ArgumentException("The counters are of another baseline.", nameof(other));
        }

        for (var place = 0; place < _counts.Length; place++)
        {
            _counts[place] += other._counts[place];
        }

        foreach (var (label, rows) in other._new)
        {
            AddNew(label, rows);
        }

        Rows += other.Rows;
        Missing += other.Missing;
        NewRows += other.NewRows;
    }

    /// <summary>Writes the counters: only what is not empty.</summary>
    /// <param name="output">Where to.</param>
    public void Write(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var writer = new CounterWriter(output);
        writer.Number(Form);
        writer.Number(baseline.Fingerprint);
        writer.Count(Missing);
        writer.Sparse(_counts);
        writer.Count(NewRows);
        writer.Number((ulong)_new.Count);
        foreach (var (label, rows) in _new)
        {
            writer.Text(label);
            writer.Count(rows);
        }
    }

    /// <summary>Reads counters.</summary>
    /// <param name="baseline">The baseline that they were counted against.</param>
    /// <param name="bytes">What <see cref="Write"/> wrote, and nothing else.</param>
    /// <exception cref="FormatException">The bytes are no counters, or of another baseline.</exception>
    public static CategoricalCounters Read(CategoricalBaseline baseline, ReadOnlySpan<byte> bytes)
    {
        var read = new CategoricalCounters(baseline);
        var reader = new CounterReader(bytes);
        reader.Version(Form);
        CounterReader.Require(reader.Number() == baseline.Fingerprint, "The counters are of another baseline.");
        read.Missing = reader.Count();
        reader.Sparse(read._counts);
        read.NewRows = reader.Count();
        var labels = reader.Index(MostNew);
        var named = 0L;
        for (var number = 0; number < labels; number++)
        {
            var (label, rows) = (reader.Text(), reader.Count());
            CounterReader.Require(rows > 0 && baseline.PlaceOf(label) < 0 && read._new.TryAdd(label, rows), "A new label is known already.");
            named += rows;
        }

        reader.End();
        CounterReader.Require(labels < MostNew ? named == read.NewRows : named <= read.NewRows, "The new labels do not add up.");
        read.Rows = read._counts.Sum() + read.NewRows;
        return read;
    }

    private void Add(Dictionary<string, long> counts, long missing)
    {
        foreach (var (label, rows) in counts)
        {
            Rows += rows;
            if (baseline.PlaceOf(label) is >= 0 and var place)
            {
                _counts[place] += rows;
            }
            else
            {
                NewRows += rows;
                AddNew(label, rows);
            }
        }

        Missing += missing;
    }

    /// <summary>A label that is among the first of all is among the first of every part, so that none that stays was ever dropped.</summary>
    private void AddNew(string label, long rows)
    {
        _new[label] = _new.GetValueOrDefault(label) + rows;
        if (_new.Count > MostNew)
        {
            _new.Remove(_new.Keys.Last());
        }
    }
}
