using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <param name="Source">The name of a source; null for all.</param>
public sealed record ImportListRequest(PageRequest Page, string? Source = null, ImportState? State = null);

public sealed record ImportRow(
    ChargeImportId Id, int Number, string Source, string FileName, ImportState State, string Version, long Accepted, long Rejected, long Coerced, double Progress, DateTimeOffset SentAt, DateTimeOffset? EndedAt, string? Failure);

/// <summary>The imports, newest first.</summary>
public sealed class ImportList(PortalDatabase database)
{
    public async Task<Outcome<Page<ImportRow>>> ReadAsync(Actor actor, ImportListRequest request, CancellationToken ct)
    {
        if ((request.Page.Refuses() ?? (request.Source is { } given ? Texts.Refuses("source", given, Names.Longest) : null)) is { } invalid)
        {
            return invalid;
        }

        await using var db = database.Open(actor.Tenant);
        var (imports, sources) = (db.ChargeImports.AsNoTracking(), db.ChargeSources);
        if (request.Source is { } source)
        {
            var name = Names.Normalize(source);
            imports = imports.Where(row => sources.Any(other => other.Id == row.SourceId && other.NormalizedName == name));
        }

        imports = request.State is { } state ? imports.Where(row => row.State == state) : imports;
        return await imports.NewestFirstAsync(
            row => row.SentAt, row => row.Id,
            row => new ImportRow(
                row.Id, row.Number, sources.Where(one => one.Id == row.SourceId).Select(one => one.Name).First(), row.FileName, row.State, row.Version, row.RowsAccepted, row.RowsRejected, row.RowsCoerced, row.Progress, row.SentAt,
                row.EndedAt, row.Failure),
            request.Page, ct);
    }
}
