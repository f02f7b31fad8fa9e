using System.Globalization;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <param name="Rejected">True for rejected rows, false for warnings about accepted ones.</param>
/// <param name="After">The Next of the page before.</param>
public sealed record RejectionListRequest(int Import, bool Rejected, int Size = 50, string? After = null);

public sealed record RejectionRow(int Line, string Column, string Reason, string Text);

/// <summary>What of an import was not accepted, or was read differently, in the order of the file.</summary>
public sealed class RejectionList(PortalDatabase database)
{
    public async Task<Outcome<Page<RejectionRow>>> ReadAsync(Actor actor, RejectionListRequest request, CancellationToken ct)
    {
        var after = 0;
        if (new PageRequest(request.Size).Refuses() is { } invalid)
        {
            return invalid;
        }

        if (request.After is { } cursor && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            return Refusal.Invalid("after", "The cursor is not one that a list handed out. Leave it away to begin at the top.");
        }

        await using var db = database.Open(actor.Tenant);
        if (!await db.ChargeImports.AnyAsync(row => row.Number == request.Import, ct))
        {
            return ChargesWords.NoImport;
        }

        var rows = await db.ChargeRejections.AsNoTracking().Where(row => row.ImportNumber == request.Import && row.IsRejected == request.Rejected && row.Line > after)
            .OrderBy(row => row.Line).Take(request.Size + 1).Select(row => new RejectionRow(row.Line, row.Column, row.Reason, row.Text)).ToListAsync(ct);
        var items = rows.Take(request.Size).ToList();
        return new Page<RejectionRow>(items, rows.Count > request.Size ? items[^1].Line.ToString(CultureInfo.InvariantCulture) : null);
    }
}
