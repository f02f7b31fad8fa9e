using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <param name="State">Imported, or why not in <paramref name="Failure"/>.</param>
/// <param name="IsSame">The file was imported before; nothing changed.</param>
public sealed record ImportedCharges(ChargeImportId Id, int Number, ImportState State, long Accepted, long Rejected, long Coerced, string? Failure, bool IsSame);

/// <summary>Takes a file of charges in and reads it at once, on this node: for what waits for the result anyway.</summary>
public sealed class ImportCharges
{
    private readonly ReceiveCharges _receive;
    private readonly ChargeRunner _runner;
    private readonly PortalDatabase _database;

    internal ImportCharges(ReceiveCharges receive, ChargeRunner runner, PortalDatabase database) => (_receive, _runner, _database) = (receive, runner, database);

    public async Task<Outcome<ImportedCharges>> RunAsync(Actor actor, ReceiveChargesRequest request, CancellationToken ct)
    {
        var received = await _receive.RunAsync(actor, request, ct);
        if (received.Refusal is { } refusal)
        {
            return refusal;
        }

        await _runner.DrainAsync(ct);
        await using var db = _database.Open(actor.Tenant);
        var import = await db.ChargeImports.AsNoTracking().SingleAsync(row => row.Id == received.Value.Id, ct);
        return new ImportedCharges(import.Id, import.Number, import.State, import.RowsAccepted, import.RowsRejected, import.RowsCoerced, import.Failure, received.Value.IsSame);
    }
}
