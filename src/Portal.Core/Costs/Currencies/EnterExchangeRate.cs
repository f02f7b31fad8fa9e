using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Currencies;

/// <param name="Date">From which on it is the newest.</param>
/// <param name="Rate">Units of To for one of From: above 0, at most 15 decimals.</param>
/// <param name="Source">Who published it.</param>
public sealed record EnterExchangeRateRequest(DateOnly Date, string From, string To, decimal Rate, string Source);

/// <summary>Enters a dated rate of exchange; one that is there for the same day and pair is replaced, with both in the trail.</summary>
public sealed class EnterExchangeRate(AuditTrail trail)
{
    public async Task<Outcome<ExchangeRateId>> RunAsync(Actor actor, EnterExchangeRateRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var subject = SubjectOf(request.From, request.To);
        if (unit.Refuses(Permission.ManageCosts) is { } forbidden)
        {
            return await unit.RefuseAsync("exchange-rate.enter", subject, forbidden, ct);
        }

        if (Refuses(request) is { } invalid)
        {
            return invalid;
        }

        var kept = await unit.Db.ExchangeRates.SingleOrDefaultAsync(row => row.From == request.From && row.To == request.To && row.Date == request.Date, ct);
        var made = new ExchangeRate { TenantId = actor.Tenant, Id = ExchangeRateId.New(), Date = request.Date, From = request.From, To = request.To, Rate = request.Rate, Source = request.Source.Trim() };
        if (kept is not null)
        {
            unit.Db.ExchangeRates.Remove(kept);
            await unit.Db.SaveChangesAsync(ct);
        }

        unit.Db.ExchangeRates.Add(made);
        unit.Record("exchange-rate.entered", subject, details: new JsonObject
        {
            ["date"] = request.Date.ToString("O", CultureInfo.InvariantCulture),
            ["before"] = kept is null ? null : Text(kept.Rate),
            ["rate"] = Text(request.Rate),
            ["source"] = made.Source,
        });
        return await unit.CommitAsync(made.Id, ct);
    }

    internal static AuditSubject SubjectOf(string from, string to) => new("exchange-rate", Texts.Fit($"{from}-{to}", 20), Texts.Fit($"{from} to {to}", 20));

    internal static string Text(decimal rate) => rate.ToString("0.###############", CultureInfo.InvariantCulture);

    private static Refusal? Refuses(EnterExchangeRateRequest request) =>
        CurrencyCode.Refuses("from", request.From) ?? CurrencyCode.Refuses("to", request.To)
        ?? (request.From == request.To ? Refusal.Invalid("to", "A currency has no rate to itself.") : null)
        ?? (request.Rate <= 0 || !Amounts.CanBeKept(request.Rate) ? Refusal.Invalid("rate", "A rate is above 0 and has at most 15 decimals.") : null)
        ?? (request.Date.Year is < 1999 or > 2999 ? Refusal.Invalid("date", "A rate is dated between 1999 and 2999.") : null)
        ?? (string.IsNullOrWhiteSpace(request.Source) ? Refusal.Invalid("source", "Say who published the rate.") : Texts.Refuses("source", request.Source, ExchangeRate.LongestSource));
}
