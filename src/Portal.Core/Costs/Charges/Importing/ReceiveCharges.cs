using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <param name="Content">CSV, plain or packed with gzip; read once, to its end.</param>
/// <param name="Length">As the sender announces it. Not trusted.</param>
public sealed record ReceiveChargesRequest(string Source, string? FileName, Stream Content, long? Length = null);

/// <param name="IsSame">The source brought this file before, and all of it counts still: nothing changes.</param>
public sealed record ReceivedCharges(ChargeImportId Id, int Number, bool IsSame);

/// <summary>Takes a file of charges in and queues it to be read. The same file twice is one import.</summary>
public sealed class ReceiveCharges(AuditTrail trail, PortalDatabase database, ArtifactStore store, ArtifactOptions options, WorkSignal signal)
{
    public async Task<Outcome<ReceivedCharges>> RunAsync(Actor actor, ReceiveChargesRequest request, CancellationToken ct)
    {
        var file = FileNames.Clean(request.FileName) ?? "charges.csv";
        var subject = new AuditSubject("charge-import", "new", file);
        if (await trail.RefusesAsync(actor, Permission.ManageCosts, "charges.receive", subject, ct) is { } early)
        {
            return early;
        }

        await using (var db = database.Open(actor.Tenant))
        {
            if ((await TakingAsync(db, request.Source, ct)).Refusal is { } unknown)
            {
                return unknown;
            }
        }

        if (request.Length > options.MaxUploadBytes)
        {
            return new Refusal(RefusalKind.TooLarge, "too-large", $"The file has {request.Length:N0} bytes; {options.MaxUploadBytes:N0} are the limit. Nothing was kept.", "Send it packed with gzip, or in parts by billing period.");
        }

        var stored = await store.WriteAsync(actor.Tenant, request.Content, options.MaxUploadBytes, ct);
        if (stored.Refusal is { } tooLarge)
        {
            return tooLarge;
        }

        await using var unit = await trail.BeginAsync(actor, ct);
        return unit.Refuses(Permission.ManageCosts) is { } forbidden
            ? await unit.RefuseAsync("charges.receive", subject, forbidden, ct)
            : await KeepAsync(unit, request.Source, file, stored.Value, ct);
    }

    private async Task<Outcome<ReceivedCharges>> KeepAsync(UnitOfWork unit, string name, string file, StoredArtifact stored, CancellationToken ct)
    {
        // While a large file came, somebody may have retired or deleted it.
        var taking = await TakingAsync(unit.Db, name, ct);
        if (taking.Refusal is { } gone)
        {
            return gone;
        }

        var source = taking.Value;
        if (await SameAsync(unit.Db, source, stored.Digest, ct) is { } same)
        {
            return new ReceivedCharges(same.Id, same.Number, true);
        }

        await unit.Db.KeepArtifactAsync(stored, unit.Now, ct);
        var import = new ChargeImport
        {
            TenantId = unit.Actor.Tenant,
            Id = ChargeImportId.New(),
            Number = 1 + (await unit.Db.ChargeImports.MaxAsync(row => (int?)row.Number, ct) ?? 0),
            SourceId = source.Id,
            FileName = Texts.Fit(file, ChargeImport.LongestFileName),
            Digest = stored.Digest,
            Length = stored.Length,
            Profile = source.Profile,
            Provider = source.Provider,
            SentBy = unit.Actor.Member,
            SentAt = unit.Now,
        };
        unit.Db.ChargeImports.Add(import);
        unit.Record("charges.received", ChargesWords.SubjectOf(import), details: new JsonObject { ["source"] = source.Name, ["digest"] = stored.Digest.Hex, ["length"] = stored.Length });
        var outcome = await unit.CommitAsync(new ReceivedCharges(import.Id, import.Number, false), ct);
        signal.Raise();
        return outcome;
    }

    private static async Task<Outcome<ChargeSource>> TakingAsync(PortalDbContext db, string? name, CancellationToken ct)
    {
        var normalized = Names.Normalize(name ?? "");
        return await db.ChargeSources.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == normalized, ct) is not { } source ? ChargesWords.NoSource(name)
            : source.RetiredAt is not null ? ChargesWords.Retired(source)
            : source;
    }

    /// <summary>The same bytes, read by the same profile for the same provider, that wait, are being read, or count whole.</summary>
    private static async Task<ChargeImport?> SameAsync(PortalDbContext db, ChargeSource source, Digest digest, CancellationToken ct)
    {
        var periods = db.ChargePeriods;
        return await db.ChargeImports.AsNoTracking()
            .Where(row => row.SourceId == source.Id && row.Digest == digest && row.Profile == source.Profile && row.Provider == source.Provider)
            .Where(row => row.State == ImportState.Queued || row.State == ImportState.Reading
                || (row.State == ImportState.Imported && !periods.Any(period => period.ImportNumber == row.Number && period.SupersededBy != null)))
            .OrderByDescending(row => row.Number)
            .FirstOrDefaultAsync(ct);
    }
}
