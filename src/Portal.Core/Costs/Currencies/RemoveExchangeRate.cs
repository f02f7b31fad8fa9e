using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Currencies;

/// <summary>Takes a rate away that should not have been entered.</summary>
public sealed class RemoveExchangeRate(AuditTrail trail)
{
    /// <param name="reason">Kept in the trail.</param>
    public async Task<Outcome<Done>> RunAsync(Actor actor, ExchangeRateId id, string reason, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.ExchangeRates.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } rate)
        {
            return Refusal.NotFound("The exchange rate");
        }

        var subject = EnterExchangeRate.SubjectOf(rate.From, rate.To);
        if (unit.Refuses(Permission.ManageCosts) is { } forbidden)
        {
            return await unit.RefuseAsync("exchange-rate.remove", subject, forbidden, ct);
        }

        if (Texts.RefusesReason(reason) is { } invalid)
        {
            return invalid;
        }

        unit.Db.ExchangeRates.Remove(rate);
        unit.Record("exchange-rate.removed", subject, reason.Trim(), new JsonObject { ["date"] = rate.Date.ToString("O", CultureInfo.InvariantCulture), ["rate"] = EnterExchangeRate.Text(rate.Rate) });
        return await unit.CommitAsync(default(Done), ct);
    }
}
