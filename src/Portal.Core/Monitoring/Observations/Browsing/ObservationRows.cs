using Portal.Core.Deployments;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Core.Monitoring.Observations.Receiving;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Observations.Browsing;

/// <param name="From">The first instant of the window.</param>
/// <param name="To">Exclusive.</param>
/// <param name="After">The <see cref="ObservationRowsPage.Next"/> of the page before; null for the beginning.</param>
/// <param name="Size">1 to 200 rows.</param>
public sealed record ObservationRowsRequest(string Environment, string Model, DateTimeOffset From, DateTimeOffset To, string? After = null, int Size = 50);

/// <param name="Instant">When the model was asked.</param>
/// <param name="Score">As it was told; null where it was not.</param>
/// <param name="Fields">In the order of <see cref="ObservationRowsPage.Columns"/>; null where missing, or where the asker may not see the column.</param>
public sealed record ObservationRow(string? Id, DateTimeOffset Instant, int Version, string? Score, string? Prediction, IReadOnlyList<string?> Fields);

/// <param name="Hidden">Columns that the asker may not see.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record ObservationRowsPage(IReadOnlyList<string> Columns, IReadOnlyList<string> Hidden, IReadOnlyList<ObservationRow> Rows, string? Next);

/// <summary>Rows of production data as they came: of the batches that have rows in the window, in the order in which they came. Ids,
/// identifiers and protected attributes are shown to those who may read them only.</summary>
public sealed class ObservationRows
{
    private readonly PortalDatabase _database;
    private readonly BlockShelf _shelf;

    internal ObservationRows(PortalDatabase database, BlockShelf shelf) => (_database, _shelf) = (database, shelf);

    public async Task<Outcome<ObservationRowsPage>> ReadAsync(Actor actor, ObservationRowsRequest request, CancellationToken ct)
    {
        if (new PageRequest(request.Size).Refuses() is { } refused)
        {
            return refused;
        }

        if (!RowPlace.TryParse(request.After, out var start))
        {
            return Refusal.Invalid("after", "This is not the end of a page that was given before.");
        }

        var (environmentName, modelName) = (Names.Normalize(request.Environment), Names.Normalize(request.Model));
        await using var db = _database.Open(actor.Tenant);
        if (await ObservedPlace.RefusesAsync(db, environmentName, modelName, ct) is { } missing)
        {
            return missing;
        }

        var (environments, models, versions) = (db.Environments, db.Models, db.Versions);
        var batches = db.ObservationBatches.AsNoTracking().Where(row =>
            environments.Any(place => place.Id == row.EnvironmentId && place.NormalizedName == environmentName) && models.Any(owner => owner.Id == row.ModelId && owner.NormalizedName == modelName)
            && row.Kind == ObservationKind.Inputs && row.BlockDigest != null && row.LastAt >= request.From && row.FirstAt < request.To && row.Number >= start.Batch)
            .OrderBy(row => row.Number)
            .Select(row => new Source(row.Number, row.BlockDigest!.Value, versions.Where(version => version.Id == row.VersionId).Select(version => version.Number).First()))
            .AsAsyncEnumerable();
        var page = new RowsPage(request, RoleRules.Refuses(actor, Permission.ReadProtectedAttributes) is null);
        await foreach (var batch in batches.WithCancellation(ct))
        {
            using var block = _shelf.Open(actor.Tenant, batch.Block);
            if (page.Take(block, batch.Number, batch.Version, batch.Number == start.Batch ? start.Row : 0))
            {
                break;
            }
        }

        return page.Made();
    }

    private sealed record Source(int Number, Digest Block, int Version);
}

/// <summary>Where a page of rows begins: a batch and a row of its block.</summary>
internal readonly record struct RowPlace(int Batch, int Row)
{
    public static bool TryParse(string? text, out RowPlace place)
    {
        place = default;
        if (text is null)
        {
            return true;
        }

        var parts = text.Split('-');
        if (parts.Length != 2 || !int.TryParse(parts[0], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var batch)
            || !int.TryParse(parts[1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var row))
        {
            return false;
        }

        place = new RowPlace(batch, row);
        return true;
    }

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Batch}-{Row}");
}
