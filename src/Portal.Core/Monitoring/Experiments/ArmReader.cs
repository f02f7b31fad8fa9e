using Portal.Core.Monitoring.Observations;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Core.Monitoring.Observations.Receiving;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Experiments;

/// <param name="Truths">Whether labels are asked for.</param>
internal sealed record ArmQuestion(EnvironmentId Environment, ModelId Model, IReadOnlyList<VersionId> Versions, DateTimeOffset From, DateTimeOffset To, bool Truths);

/// <summary>
/// Reads the rows of versions from the blocks of observations: counters of hours know neither which rows two versions share nor how single
/// latencies spread. Labels join by id, however late they came.
/// </summary>
internal sealed class ArmReader(BlockShelf shelf)
{
    /// <returns>In the order of the versions that were asked for.</returns>
    public async Task<IReadOnlyList<ArmRows>> ReadAsync(PortalDbContext db, TenantId tenant, ArmQuestion question, CancellationToken ct)
    {
        var (from, to) = (question.From, question.To);
        var known = await db.Versions.AsNoTracking().Where(row => question.Versions.Contains(row.Id)).Select(row => new ArmVersion(row.Id, row.Number, row.Scoring)).ToDictionaryAsync(row => row.Id, ct);
        var arms = question.Versions.ToDictionary(id => id, id => new ArmRows(known[id], from, to));
        var batches = db.ObservationBatches.AsNoTracking().Where(row => row.EnvironmentId == question.Environment && row.ModelId == question.Model && row.BlockDigest != null);
        string? currency = null;
        foreach (var batch in await batches.Where(row => row.Kind == ObservationKind.Inputs && row.LastAt >= from && row.FirstAt < to).OrderBy(row => row.Number)
            .Select(row => new { row.VersionId, row.BlockDigest, row.Currency }).ToListAsync(ct))
        {
            if (arms.TryGetValue(batch.VersionId!.Value, out var arm))
            {
                // Amounts of another currency than the first one's are no number of the same metric.
                currency ??= batch.Currency;
                using var block = shelf.Open(tenant, batch.BlockDigest!.Value);
                arm.Add(block, string.Equals(batch.Currency, currency, StringComparison.Ordinal));
                ct.ThrowIfCancellationRequested();
            }
        }

        if (question.Truths)
        {
            await AddTruthsAsync(batches.Where(row => row.Kind == ObservationKind.Labels && row.LastAt >= from), tenant, [.. arms.Values], ct);
        }

        return [.. question.Versions.Select(id => arms[id])];
    }

    private async Task AddTruthsAsync(IQueryable<ObservationBatch> labels, TenantId tenant, IReadOnlyList<ArmRows> arms, CancellationToken ct)
    {
        foreach (var digest in await labels.OrderBy(row => row.Number).Select(row => row.BlockDigest!.Value).ToListAsync(ct))
        {
            using var block = shelf.Open(tenant, digest);
            var ids = block.Ids();
            var hashes = ids.Words.Select(IdHash.Of).ToArray();
            var truths = block.Find(ObservedPart.Truth) ?? throw BlockFormat.Broken("labels have no truth.");
            foreach (var arm in arms)
            {
                arm.AddTruths(ids, hashes, truths);
            }

            ct.ThrowIfCancellationRequested();
        }
    }
}
