using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Costs.Usage.Repricing;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage.Prices;

/// <param name="At">From when on it no longer holds; the instant of its beginning means that it never did.</param>
public sealed record EndPriceRequest(PriceId Id, DateTimeOffset At, long Revision);

/// <summary>Ends a price. Usage after its end is priced anew: by another price, or by none.</summary>
public sealed class EndPrice(AuditTrail trail)
{
    public const string Action = "price.ended";

    public async Task<Outcome<Done>> RunAsync(Actor actor, EndPriceRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var subject = new AuditSubject("price", request.Id.ToString(), "price");
        if (unit.Refuses(Permission.ManageCosts) is { } forbidden)
        {
            return await unit.RefuseAsync(Action, subject, forbidden, ct);
        }

        if (await unit.Db.Prices.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } price)
        {
            return Refusal.NotFound("This price");
        }

        if (price.Revision != request.Revision)
        {
            return Refusal.Stale("The price");
        }

        if (request.At < price.ValidFrom)
        {
            return Refusal.Invalid("at", "A price does not end before it begins.");
        }

        var before = price.ValidUntil;
        price.ValidUntil = KeptInstant.Of(request.At);
        RepriceFrom.Ask(unit, price.Provider, price.Model, before < price.ValidUntil ? before.Value : price.ValidUntil.Value, null);
        unit.Tell("price.changed", new JsonObject { ["prices"] = 1 });
        unit.Record(Action, new AuditSubject("price", price.Id.ToString(), $"{price.Provider} {price.Model}"), details: new JsonObject
        {
            ["unit"] = price.Unit.ToString(),
            ["amount"] = price.Amount.ToString(CultureInfo.InvariantCulture),
            ["currency"] = price.Currency,
            ["at"] = price.ValidUntil.Value.ToString("O", CultureInfo.InvariantCulture),
        });
        return await unit.CommitAsync(default(Done), ct);
    }
}
