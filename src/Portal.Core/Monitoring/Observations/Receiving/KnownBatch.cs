using System.Text.Json;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>Batches that came before: by key, and by number.</summary>
internal static class KnownBatch
{
    /// <summary>Null when the key is new; else the first answer again, or why it is not given.</summary>
    public static async Task<Outcome<T>?> AnswerAsync<T>(PortalDbContext db, ObservedTarget target, string key, Digest identity, CancellationToken ct)
    {
        var known = await db.ObservationBatches.AsNoTracking()
            .Where(row => row.EnvironmentId == target.Environment && row.ModelId == target.Model && row.Key == key)
            .Select(row => new { row.RequestDigest, row.Answer }).SingleOrDefaultAsync(ct);
        return known is null ? null
            : known.RequestDigest != identity ? BatchRefusals.Reused(key)
            : JsonSerializer.Deserialize<T>(known.Answer, JsonText.Options)!;
    }

    public static async Task<int> NewestNumberAsync(PortalDbContext db, EnvironmentId environment, ModelId model, CancellationToken ct) =>
        await db.ObservationBatches.Where(row => row.EnvironmentId == environment && row.ModelId == model).MaxAsync(row => (int?)row.Number, ct) ?? 0;
}
