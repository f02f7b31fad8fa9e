using System.Globalization;
using Portal.Core.Costs;
using Portal.Core.Costs.Currencies;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Costs.Currencies;

public sealed class ExchangeRateActsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Rate_IsEntered_Replaced_AndRemoved(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var executive = portal.As(Role.Executive);
        var request = new EnterExchangeRateRequest(new(2026, 10, 30), "USD", "EUR", 0.915m, "Central bank");
        Task<Outcome<ExchangeRateId>> EnterAsync(EnterExchangeRateRequest rate, Actor actor) => portal.Get<EnterExchangeRate>().RunAsync(actor, rate, Ct);

        Assert.Equal(RefusalKind.Forbidden, (await EnterAsync(request, portal.As(Role.DataScientist))).Refusal!.Kind);
        Assert.True((await EnterAsync(request, executive)).IsOk);
        Assert.True((await EnterAsync(request with { Rate = 0.916000000000001m }, executive)).IsOk);
        Assert.True((await EnterAsync(request with { Date = new(2026, 11, 2) }, executive)).IsOk);

        var rates = await portal.Get<ExchangeRateList>().ReadAsync(executive, Ct);
        Assert.Equal([(new DateOnly(2026, 11, 2), 0.915m), (new DateOnly(2026, 10, 30), 0.916000000000001m)], rates.Select(row => (row.Date, row.Rate)));
        Assert.Empty(await portal.Get<ExchangeRateList>().ReadAsync(portal.Outsider, Ct));

        var remove = portal.Get<RemoveExchangeRate>();
        Assert.Equal(RefusalKind.NotFound, (await remove.RunAsync(portal.Outsider, rates[0].Id, "Not mine.", Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await remove.RunAsync(executive, rates[0].Id, " ", Ct)).Refusal!.Kind);
        Assert.True((await remove.RunAsync(executive, rates[0].Id, "Entered for the wrong day.", Ct)).IsOk);
        Assert.Single(await portal.Get<ExchangeRateList>().ReadAsync(executive, Ct));
    }

    [Theory]
    [InlineData("USD", "USD", "1", "2026-01-01", "ECB", "to")]
    [InlineData("usd", "EUR", "1", "2026-01-01", "ECB", "from")]
    [InlineData("USD", "EUR", "0", "2026-01-01", "ECB", "rate")]
    [InlineData("USD", "EUR", "-1", "2026-01-01", "ECB", "rate")]
    [InlineData("USD", "EUR", "0.0000000000000001", "2026-01-01", "ECB", "rate")]
    [InlineData("USD", "EUR", "1", "0001-01-01", "ECB", "date")]
    [InlineData("USD", "EUR", "1", "2026-01-01", " ", "source")]
    public async Task Rate_ThatMakesNoSense_IsRefusedByItsField(string from, string to, string rate, string date, string source, string field)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);

        var request = new EnterExchangeRateRequest(DateOnly.Parse(date, CultureInfo.InvariantCulture), from, to, decimal.Parse(rate, CultureInfo.InvariantCulture), source);
        var refusal = (await portal.Get<EnterExchangeRate>().RunAsync(portal.As(Role.Executive), request, Ct)).Refusal!;

        Assert.Equal(field, refusal.Fields.Single().Key);
    }

    [Theory, EveryDatabase]
    public async Task Currency_OfTheTenant_IsSetOnceForAll(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (edit, detail, executive) = (portal.Get<EditCostSettings>(), portal.Get<CostSettingsDetail>(), portal.As(Role.Executive));
        Assert.Equal(new CostSettingsView("USD", 0), await detail.FindAsync(executive, Ct));

        Assert.Equal(RefusalKind.Forbidden, (await edit.RunAsync(portal.As(Role.Reviewer), new(0, "EUR", "We pay in euro."), Ct)).Refusal!.Kind);
        Assert.Equal("currency", (await edit.RunAsync(executive, new(0, "euro", "We pay in euro."), Ct)).Refusal!.Fields.Single().Key);
        Assert.True((await edit.RunAsync(executive, new(0, "EUR", "We pay in euro."), Ct)).IsOk);
        Assert.Equal(RefusalKind.Stale, (await edit.RunAsync(executive, new(0, "CHF", "We pay in francs."), Ct)).Refusal!.Kind);

        var now = await detail.FindAsync(executive, Ct);
        Assert.Equal("EUR", now.Currency);
        Assert.True((await edit.RunAsync(executive, new(now.Revision, "CHF", "We moved."), Ct)).IsOk);
        Assert.Equal("USD", (await detail.FindAsync(portal.Outsider, Ct)).Currency);
    }
}
