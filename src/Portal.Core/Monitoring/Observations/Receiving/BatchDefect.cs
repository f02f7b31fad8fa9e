namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>Why a row can't be taken.</summary>
/// <param name="Line">Of the body, from 1; in CSV the header is line 1, and a line break inside quotes does not count.</param>
public sealed record BatchDefect(long Line, string Sentence);

/// <summary>The first defects of a batch, and how many there are.</summary>
internal sealed class BatchDefects
{
    public const int MostTold = 20;

    private readonly List<BatchDefect> _first = [];

    public IReadOnlyList<BatchDefect> First => _first;

    public long Count { get; private set; }

    public void Add(long line, string sentence)
    {
        Count++;
        if (_first.Count < MostTold)
        {
            _first.Add(new BatchDefect(line, sentence));
        }
    }

    public Refusal ToRefusal() => BatchRefusals.Bad(
        $"{(Count == 1 ? "A row" : $"{Count:N0} rows")} can't be taken. Line {_first[0].Line:N0}: {_first[0].Sentence}",
        _first.ToDictionary(defect => $"line {defect.Line}", defect => defect.Sentence, StringComparer.Ordinal));
}

internal static class BatchRefusals
{
    public static Refusal Bad(string sentence, IReadOnlyDictionary<string, string>? fields = null) =>
        new(RefusalKind.Invalid, "observations.batch", sentence + " Nothing of the batch was kept.", "Correct the rows and send the batch again, or send it with defects=quarantine to leave bad rows out.")
        {
            Fields = fields ?? new Dictionary<string, string>(StringComparer.Ordinal),
        };

    public static Refusal TooLarge(string sentence, string setting) =>
        new(RefusalKind.TooLarge, "observations.too-large", sentence + " Nothing of the batch was kept.", $"Send it in smaller batches, or ask the operator to raise Portal:Observations:{setting}.");

    public static Refusal Reused(string key) =>
        new(RefusalKind.Reused, "idempotency.reused", $"The batch key {key} belongs to a batch with another body or other columns. Nothing was kept.", "Use a new key for each new batch; send the same body for a repetition.");
}
