using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;

namespace Portal.Core.Costs.Charges;

/// <summary>
/// Reads a file from its beginning to its end and writes its rows where nobody sees them yet, some thousands at a time and each time in a
/// transaction of its own, so that nobody waits for a large file. What makes them count is <see cref="EndImport"/>.
/// </summary>
internal sealed class StageCharges(PortalDatabase database, ArtifactStore store)
{
    /// <returns>A refusal when the file as a whole cannot be read; what was written before stays unseen.</returns>
    public async Task<Outcome<StagedImport>> RunAsync(ClaimedImport claim, Action<double> progress, CancellationToken ct)
    {
        Stream Open() => ChargeFile.Open(() => store.OpenRead(claim.Tenant, claim.Import.Digest));
        await using var db = database.Open(claim.Tenant);
        var plan = await AllocationPlan.ReadAsync(db, ct);
        try
        {
            var header = FocusHeader.Read(Open());
            if (header.Refusal is { } refusal)
            {
                return refusal;
            }

            var content = Open();
            using var reader = new FocusReader(content, header.Value, claim.Import.Profile, claim.Import.Provider, claim.Tenant);
            var rows = new StagedRows(database, db, claim, reader, plan);
            while (reader.Read())
            {
                rows.Take();
                if (rows.IsFull)
                {
                    await rows.WriteAsync(ct);
                    progress(ChargeFile.Progress(content, reader.Position, claim.Import.Length));
                }
            }

            await rows.WriteAsync(ct);
            return reader.Broken is { } broken ? FocusHeader.Refuse(broken) : rows.Finish();
        }
        catch (InvalidDataException bomb)
        {
            return FocusHeader.Refuse(bomb.Message);
        }
    }
}
