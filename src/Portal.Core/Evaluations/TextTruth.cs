using System.Text;
using Portal.Core.Registry;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>The text that would have been right for each row, and the row's name.</summary>
internal sealed class TextTruth(int label, int identifier) : TaskTruth
{
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly List<string> _references = [];
    private long _bytes;

    public IReadOnlyList<string> References => _references;

    /// <summary>In the order of the rows.</summary>
    public IReadOnlyList<string> Identifiers => [.. _rows.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    public override string? Take(CsvReader row)
    {
        if (row[identifier].IsEmpty || row[label].IsEmpty)
        {
            return $"`{row.Columns[row[identifier].IsEmpty ? identifier : label]}` is missing.";
        }

        _bytes += row[label].Length;
        if (row[label].Length > OutputTable.MostTextBytes || _bytes > OutputTable.MostBytes)
        {
            return $"the references in `{row.Columns[label]}` are too long: {OutputTable.MostTextBytes} bytes each and {OutputTable.MostBytes} together are the most.";
        }

        if (!_rows.TryAdd(Encoding.UTF8.GetString(row[identifier]), _references.Count))
        {
            return $"the identifier {Quoted(row[identifier])} stands in `{row.Columns[identifier]}` twice.";
        }

        _references.Add(Encoding.UTF8.GetString(row[label]));
        return null;
    }

    /// <summary>The text of each row, from the version's table.</summary>
    public ScoringAnswer<JoinedTexts> Join(Stream outputs, ScoringRules rules, CancellationToken ct)
    {
        using var table = CsvReader.Open(outputs);
        var (name, text) = (table.IndexOf(rules.IdentifierColumn!), table.IndexOf(rules.TextColumn!));
        var texts = new string?[_references.Count];
        var (doubled, strange) = (new Named(), new Named());
        while (table.Read())
        {
            ct.ThrowIfCancellationRequested();
            var own = Encoding.UTF8.GetString(table[name]);
            if (!_rows.TryGetValue(own, out var row))
            {
                strange.Add(own);
            }
            else if (texts[row] is not null)
            {
                doubled.Add(own);
            }
            else
            {
                texts[row] = Encoding.UTF8.GetString(table[text]);
            }
        }

        var missing = new Named();
        foreach (var (own, row) in _rows)
        {
            if (texts[row] is null)
            {
                missing.Add(own);
            }
        }

        return table.Defect is { } defect ? Refuse("table-malformed", defect)
            : doubled.Count > 0 ? Refuse("identifiers-doubled", $"{doubled} named a second time in the version's table: which of the texts counts is not for the portal to choose.")
            : missing.Count > 0 ? Refuse("identifiers-missing", $"Of {texts.Length} rows, {missing} not in the version's table. A text that was left out would count as none, and one that was forgotten too; so every row has to have one.")
            : new ScoringAnswer<JoinedTexts>(new JoinedTexts([.. texts.Select(one => one!)], strange.Count == 0 ? [] : [$"{strange} in the version's table only; they were left aside."]), null);
    }

    private static ScoringAnswer<JoinedTexts> Refuse(string code, string sentence) => new(null, new ScoringFailure(FailureKind.Refused, code, sentence));

    /// <summary>How many, and the first: "3 identifiers (the first is 'q7') are".</summary>
    private sealed class Named
    {
        private string _first = "";

        public int Count { get; private set; }

        public void Add(string own) => _first = Count++ == 0 ? own : _first;

        public override string ToString() =>
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Count:N0} {(Count == 1 ? "identifier" : "identifiers")} (the first is {Quoted(Encoding.UTF8.GetBytes(_first))}) {(Count == 1 ? "is" : "are")}");
    }
}

/// <param name="Texts">One for each row of the dataset.</param>
internal sealed record JoinedTexts(IReadOnlyList<string> Texts, IReadOnlyList<string> Findings);
