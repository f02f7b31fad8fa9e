using Portal.Core.Costs.Currencies;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Statistics.Forecasting.Spend;

namespace Portal.Core.Costs.Forecasts;

/// <param name="Months">This month and those after it, 1 to 12.</param>
public sealed record SpendForecastRequest(SpendScope Scope, int Months = 3);

/// <param name="Today">UTC, the day on which it was asked.</param>
/// <param name="Months">Each with what is spent in it and what it is expected to cost.</param>
/// <param name="Limits">What the forecast cannot say, and how it was made: sentences for people.</param>
public sealed record SpendForecastView(DateOnly Today, DailySpend Spend, SpendForecast Forecast, IReadOnlyList<SpanOutlook> Months, IReadOnlyList<string> Limits);

/// <summary>What the coming days and months cost, in the tenant's currency.</summary>
public sealed class SpendOutlooks(PortalDatabase database, TimeProvider clock)
{
    private const int MostMonths = 12;

    public async Task<Outcome<SpendForecastView>> ReadAsync(Actor actor, SpendForecastRequest request, CancellationToken ct)
    {
        if (request.Months is < 1 or > MostMonths)
        {
            return Refusal.Invalid("months", $"Ask for 1 to {MostMonths} months.");
        }

        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var month = new DateOnly(today.Year, today.Month, 1);
        await using var db = database.Open(actor.Tenant);
        var known = await KnownSpend.ReadAsync(db, request.Scope.Basis, month, today, ct);
        var outlook = new SpendOutlook(known.Of(request.Scope, await TenantConversion.ReadAsync(db, ct)), month.AddMonths(request.Months));
        return new SpendForecastView(
            today, outlook.Spend, outlook.Forecast, [.. Enumerable.Range(0, request.Months).Select(at => outlook.Of(month.AddMonths(at), month.AddMonths(at + 1)))], ForecastSentences.Of(outlook, today));
    }
}
