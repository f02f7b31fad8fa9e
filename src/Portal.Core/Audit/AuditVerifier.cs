using System.Globalization;
using System.Text;
using Portal.Core.Storage;

namespace Portal.Core.Audit;

/// <summary>The newest entry that somebody else has noted down; what ends before it has lost its tail.</summary>
public sealed record AuditKnownHead(long Sequence, Digest Hash)
{
    /// <summary>Reads <c>SEQUENCE:HASH</c>, as <c>audit export</c> prints it; null when it is not that.</summary>
    public static AuditKnownHead? Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && long.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && Digest.TryParse(text[(colon + 1)..], out var hash)
            ? new(sequence, hash)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");
}

/// <summary>Where a trail breaks, and how. <paramref name="Line"/> counts from 1.</summary>
public sealed record AuditBreak(long Line, string Sentence);

/// <param name="Entries">How many were found whole, from the first on.</param>
/// <param name="Head">The last whole entry; null when there is none.</param>
/// <param name="Break">Null when the trail is whole.</param>
public sealed record AuditVerification(long Entries, AuditKnownHead? Head, AuditBreak? Break)
{
    public bool IsWhole => Break is null;
}

/// <summary>
/// Proves that a trail is as it was written: each entry hashes to its hash, names the hash of the one before it, and has the next
/// number. Needs nothing but the lines; the database is not asked.
/// </summary>
public static class AuditVerifier
{
    /// <param name="known">When given, the trail must reach this entry and have it unchanged.</param>
    public static async Task<AuditVerification> VerifyAsync(IAsyncEnumerable<string> lines, AuditKnownHead? known, CancellationToken ct)
    {
        var head = new AuditKnownHead(0, AuditChain.Genesis);
        var knownSeen = known is null or { Sequence: 0 };
        await foreach (var line in lines.WithCancellation(ct))
        {
            var (next, broken) = Follow(head, line);
            if (broken is not null)
            {
                return new(head.Sequence, Reached(head), new(head.Sequence + 1, broken));
            }

            if (known is not null && next!.Sequence == known.Sequence)
            {
                if (next.Hash != known.Hash)
                {
                    return new(head.Sequence, Reached(head), new(next.Sequence, $"Entry {next.Sequence} has the hash {next.Hash}, the known head says {known.Hash}: the trail was written anew."));
                }

                knownSeen = true;
            }

            head = next!;
        }

        return new(head.Sequence, Reached(head), knownSeen
            ? null
            : new(head.Sequence + 1, $"The trail ends at entry {head.Sequence}; the known head is entry {known!.Sequence}: the tail was cut off."));
    }

    private static (AuditKnownHead? Next, string? Broken) Follow(AuditKnownHead head, string line)
    {
        if (AuditLine.Read(line) is not var (body, hash))
        {
            return (null, "This line is not an audit entry: it was changed, or damaged on the way.");
        }

        var computed = Digest.Of(Encoding.UTF8.GetBytes(body));
        if (computed != hash)
        {
            return (null, $"The entry hashes to {computed}, but says {hash}: its content was changed.");
        }

        if (AuditLine.Place(body) is not var (sequence, previous))
        {
            return (null, "The entry does not say its number and its predecessor.");
        }

        if (sequence != head.Sequence + 1)
        {
            return (null, $"Entry {head.Sequence + 1} is expected here, this is entry {sequence}: {(sequence > head.Sequence ? "entries are missing or out of order" : "an entry is repeated or out of order")}.");
        }

        return previous == head.Hash
            ? (new(sequence, hash), null)
            : (null, $"Entry {sequence} names {previous} as its predecessor, the one before it is {head.Hash}: the chain was cut and joined.");
    }

    private static AuditKnownHead? Reached(AuditKnownHead head) => head.Sequence == 0 ? null : head;
}
