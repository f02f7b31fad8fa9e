using System.Buffers;
using Portal.Statistics.Counters;

namespace Portal.Statistics.Quality;

/// <summary>What was counted of rows: enough for their quality score. Counters of several batches, windows and nodes add up, and no row
/// is kept. Made by <see cref="QualityTally"/>.</summary>
public sealed class QualityCounters
{
    /// <summary>Names of unexpected columns that are kept, the first in ordinal order.</summary>
    public const int MostUnexpected = 100;

    private const byte Form = 1;
    private const int MostColumns = 100_000;

    private readonly Dictionary<string, ColumnCounters> _columns = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unexpected = new(StringComparer.Ordinal);

    /// <summary>Number of rows.</summary>
    public long Rows { get; internal set; }

    /// <summary>Rows whose key occurred before in the same batch; across batches repetitions are not seen.</summary>
    public long RepeatedKeys { get; internal set; }

    /// <summary>Rows that occurred before, whole, in the same batch.</summary>
    public long RepeatedRows { get; internal set; }

    /// <summary>The newest instant of the rows; <see langword="null"/> when none was told.</summary>
    public DateTimeOffset? Newest { get; private set; }

    /// <summary>The counters of each expected column.</summary>
    public IReadOnlyDictionary<string, ColumnCounters> Columns => _columns;

    /// <summary>Columns that came and were not expected.</summary>
    public IReadOnlyCollection<string> Unexpected => _unexpected;

    /// <summary>Adds other counters to these.</summary>
    /// <param name="other">Counters of other rows under the same rules; unchanged.</param>
    public void Merge(QualityCounters other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Rows += other.Rows;
        RepeatedKeys += other.RepeatedKeys;
        RepeatedRows += other.RepeatedRows;
        if (other.Newest is { } newest)
        {
            See(newest);
        }

        foreach (var (name, counters) in other._columns)
        {
            Add(name, counters);
        }

        foreach (var name in other._unexpected.ToArray())
        {
            SeeUnexpected(name);
        }
    }

    /// <summary>Writes the counters: the form, rows, repetitions, the newest instant, the columns in ordinal order, the unexpected ones.</summary>
    /// <param name="output">Where to.</param>
    public void Write(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write([Form]);
        var writer = new CounterWriter(output);
        writer.Count(Rows);
        writer.Count(RepeatedKeys);
        writer.Count(RepeatedRows);
        writer.Number(Newest is { } newest ? (ulong)newest.UtcTicks + 1 : 0);
        writer.Count(_columns.Count);
        foreach (var (name, counters) in _columns.OrderBy(column => column.Key, StringComparer.Ordinal))
        {
            writer.Text(name);
            counters.Write(ref writer);
        }

        writer.Count(_unexpected.Count);
        foreach (var name in _unexpected)
        {
            writer.Text(name);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="bytes">All bytes of one set of counters.</param>
    /// <exception cref="FormatException">The bytes are no counters of this form.</exception>
    public static QualityCounters Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CounterReader(bytes);
        reader.Version(Form);
        var read = new QualityCounters { Rows = reader.Count(), RepeatedKeys = reader.Count(), RepeatedRows = reader.Count() };
        CounterReader.Require(
            read.RepeatedKeys <= read.Rows && read.RepeatedRows <= read.Rows, "More rows repeat than there are.");
        var newest = reader.Number();
        CounterReader.Require(newest <= (ulong)DateTimeOffset.MaxValue.UtcTicks + 1, "The newest instant lies beyond all time.");
        read.Newest = newest == 0 ? null : new DateTimeOffset((long)newest - 1, TimeSpan.Zero);
        var columns = reader.Index(MostColumns);
        for (var column = 0; column < columns; column++)
        {
            var name = reader.Text();
            CounterReader.Require(read._columns.TryAdd(name, ColumnCounters.Read(ref reader, read.Rows)), "A column comes twice.");
        }

        var unexpected = reader.Index(MostUnexpected);
        for (var column = 0; column < unexpected; column++)
        {
            CounterReader.Require(read._unexpected.Add(reader.Text()), "An unexpected column comes twice.");
        }

        reader.End();
        return read;
    }

    internal void Add(string column, ColumnCounters counters) =>
        _columns[column] = _columns.GetValueOrDefault(column) + counters;

    internal void See(DateTimeOffset instant) => Newest = Newest is { } newest && newest >= instant ? newest : instant.ToUniversalTime();

    internal void SeeUnexpected(string column)
    {
        if (_unexpected.Add(column) && _unexpected.Count > MostUnexpected)
        {
            _unexpected.Remove(_unexpected.Max!);
        }
    }
}
