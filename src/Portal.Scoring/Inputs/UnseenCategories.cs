using System.Globalization;
using System.Text;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Inputs;

/// <summary>Counts the values of one column that the model's encoding never saw. A graph turns them into zeros without a word;
/// only the reader of the table can notice.</summary>
internal sealed class UnseenCategories(string column, string treatedAs, IReadOnlySet<string>? known)
{
    private const int Examples = 3;

    private readonly Dictionary<byte[], bool>? _known =
        known is null ? null : Utf8Keys.Index(known.Select(value => KeyValuePair.Create(value, true)));

    private readonly HashSet<long>? _knownNumbers =
        known is null ? null : [.. known.Select(text => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : (long?)null).OfType<long>()];

    private readonly SortedSet<string> _examples = new(StringComparer.Ordinal);
    private long _rows;

    public bool Knows(ReadOnlySpan<byte> field) => _known is null || _known.GetAlternateLookup<ReadOnlySpan<byte>>().ContainsKey(field);

    public bool Knows(long value) => _knownNumbers is null || _knownNumbers.Contains(value);

    public void Add(long value) => Add(Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture)));

    public void Add(ReadOnlySpan<byte> field)
    {
        _rows++;
        if (_examples.Count < Examples)
        {
            _examples.Add(Encoding.UTF8.GetString(field.Length > 40 ? field[..40] : field));
        }
    }

    public ScoringFinding? Finding() => _rows == 0
        ? null
        : new ScoringFinding(
            "unseen-category",
            $"`{column}` has values in {_rows} {(_rows == 1 ? "row" : "rows")} that the model's encoding does not know ({string.Join(", ", _examples.Select(value => $"'{value}'"))}); the model was given {treatedAs}.",
            _rows);
}
