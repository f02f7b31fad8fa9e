using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Core.Monitoring.Observations.Receiving;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Observations.Labels;

/// <summary>A block in which labels look.</summary>
/// <param name="Version">Null for labels.</param>
internal sealed record JoinSource(Digest Block, VersionId? Version, BaselineId? Baseline, DateTimeOffset FirstAt, DateTimeOffset LastAt);

/// <summary>
/// Labels that look for their rows, in some blocks and then in some more. What became true of one case is true of every version that
/// answered it: a version in the shadow takes no label away from the live one.
/// </summary>
internal sealed class LabelJoin(BlockShelf shelf, TenantId tenant, TextColumn ids, ObservedColumn truths)
{
    private static readonly ObservedPart[] s_needed = [ObservedPart.Instant, ObservedPart.Score, ObservedPart.Prediction, ObservedPart.ProtectedAttribute];

    private readonly ulong[] _hashes = Array.ConvertAll(ids.Codes, code => IdHash.Of(ids.Words, code));
    private readonly List<LabelledRows> _found = [];
    private readonly HashSet<int> _open = [.. Enumerable.Range(0, ids.Rows)];
    private readonly HashSet<int> _joined = [];
    private readonly HashSet<(Digest Block, VersionId Version)> _seen = [];
    private readonly HashSet<(VersionId Version, int Label)> _met = [];

    /// <summary>Rows whose label was known already, with the same truth.</summary>
    public List<int> Repeated { get; } = [];

    /// <summary>Rows whose label was known already, with another truth.</summary>
    public List<int> Contradicted { get; } = [];

    /// <summary>Rows of observations, by block.</summary>
    public IReadOnlyList<LabelledRows> Found => _found;

    /// <summary>Labels that found nothing so far.</summary>
    public int[] Open => [.. _open.Order()];

    /// <summary>The labels whose rows were found.</summary>
    public IReadOnlyCollection<int> Joined => _joined;

    /// <summary>Between which instants the blocks lie in which rows were found; null where none was.</summary>
    public (DateTimeOffset From, DateTimeOffset To)? Span { get; private set; }

    public bool IsDone => _open.Count == 0;

    public string IdOf(int row) => ids.Words[ids.Codes[row]];

    /// <summary>Looks among labels that came before.</summary>
    public void LookAmongLabels(Digest block)
    {
        using var reader = shelf.Open(tenant, block);
        var matches = Matches(reader, _open);
        if (matches.Count == 0)
        {
            return;
        }

        matches.ForEach(match => _open.Remove(match.Label));
        var before = reader.Find(ObservedPart.Truth) ?? throw BlockFormat.Broken("labels have no truth.");
        foreach (var (label, row) in matches)
        {
            (string.Equals(before.TextOf(row), truths.TextOf(label), StringComparison.Ordinal) ? Repeated : Contradicted).Add(label);
        }
    }

    /// <summary>Looks among observations. A block is looked at once for a version, however often it is named.</summary>
    public void LookAmongRows(JoinSource source)
    {
        var version = source.Version!.Value;
        if (!_seen.Add((source.Block, version)))
        {
            return;
        }

        using var reader = shelf.Open(tenant, source.Block);
        var matches = Matches(reader, [.. _open.Concat(_joined).Where(label => !_met.Contains((version, label)))]);
        if (matches.Count == 0)
        {
            return;
        }

        foreach (var (label, _) in matches)
        {
            _open.Remove(label);
            _joined.Add(label);
            _met.Add((version, label));
        }

        Span = Span is { } span
            ? (span.From < source.FirstAt ? span.From : source.FirstAt, span.To > source.LastAt ? span.To : source.LastAt)
            : (source.FirstAt, source.LastAt);
        var rows = matches.ConvertAll(match => match.Row).ToArray();
        _found.Add(new LabelledRows(
            version,
            source.Baseline!.Value,
            [.. reader.Columns.Where(entry => s_needed.Contains(entry.Part)).Select(entry => reader.Read(entry).Take(rows))],
            [.. matches.Select(match => truths.TextOf(match.Label)!)]));
    }

    private List<(int Label, int Row)> Matches(BlockReader reader, HashSet<int> labels)
    {
        var matches = new List<(int Label, int Row)>();
        if (labels.Count == 0)
        {
            return matches;
        }

        var index = reader.Index();
        TextColumn? known = null;
        foreach (var label in labels)
        {
            foreach (var row in index.Find(_hashes[label]))
            {
                known ??= reader.Ids();
                if (string.Equals(known.Words[known.Codes[row]], IdOf(label), StringComparison.Ordinal))
                {
                    matches.Add((label, row));
                    break;
                }
            }
        }

        return matches;
    }
}
