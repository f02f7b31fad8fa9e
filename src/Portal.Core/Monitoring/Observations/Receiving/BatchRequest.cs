using System.Text;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <param name="Version">Number of the version that made the predictions; null for the one that is live.</param>
/// <param name="Key">The sender's own name of the batch. Sent again with the same body, it gets the first answer again.</param>
/// <param name="Body">Read once, to its end.</param>
/// <param name="Quarantine">Leaves bad rows out and tells of them; else one bad row refuses all.</param>
/// <param name="Currency">ISO 4217, of the column <c>cost</c>.</param>
public sealed record BatchRequest(
    string Environment, string Model, int? Version, string Key, BatchFormat Format, Stream Body, bool Quarantine = false, string? Currency = null, BatchNames? Names = null)
{
    internal BatchNames ColumnNames => Names ?? new BatchNames();

    internal Refusal? Refuses() =>
        string.IsNullOrWhiteSpace(Key) || Key.Length > ObservationBatch.LongestKey || Key.Any(char.IsControl)
            ? Refusal.Invalid("Idempotency-Key", $"A batch needs a key of its own, 1 to {ObservationBatch.LongestKey} characters in the header Idempotency-Key: sent again with it, the batch is never counted twice.")
            : Currency is not null && (Currency.Length != 3 || !Currency.All(char.IsAsciiLetterUpper)) ? Refusal.Invalid("currency", "A currency is three capital letters, such as EUR.")
            : null;

    /// <summary>What makes a repetition the same request: all that was asked, and the body.</summary>
    internal Digest Identity(ObservationKind kind, Digest body) => Digest.Of(Encoding.UTF8.GetBytes(
        string.Join('\n', kind, Version, Format, Quarantine, Currency, ColumnNames.Id, ColumnNames.Instant, string.Join(',', ColumnNames.Ignored ?? []), body.Hex)));
}
