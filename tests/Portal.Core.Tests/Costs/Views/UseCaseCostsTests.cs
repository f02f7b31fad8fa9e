using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Tenancy;
using Portal.Core.Tests.UseCases;
using Portal.Core.UseCases;

namespace Portal.Core.Tests.Costs.Views;

/// <summary>The clock of these tests says 2 March 2026; the use case expects EUR 6,300.50 a month.</summary>
public sealed class UseCaseCostsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cost_IsThatOfItsModels_BesideWhatWasExpected()
    {
        await using var cases = await UseCaseWorld.StartAsync();
        var (portal, costs) = (cases.Portal, new CostWorld(cases.Portal));
        await portal.Get<EnterExchangeRate>().RunAsync(portal.As(Role.Executive), new(new(2026, 1, 2), "EUR", "USD", 2m, "Central bank"), Ct);
        var (model, other) = (await portal.CreateModelAsync("loans", null, Ct), await portal.CreateModelAsync("letters", null, Ct));
        var (number, empty) = (await cases.CreateAsync(), await cases.CreateAsync());
        Assert.Null((await portal.Get<AssignModel>().RunAsync(cases.Scientist, new AssignModelRequest(number, "loans"), Ct)).Refusal);
        await costs.AddAsync(Guid.CreateVersion7(), Metered(new(2026, 2, 10), 3));
        var metered = (await ReadAsync()).ByNumber[number];
        await costs.AddAsync(
            Guid.CreateVersion7(), Billed(new(2026, 1, 31), 9), Billed(new(2026, 2, 1), 10_000), Billed(new(2026, 2, 28), 8_901.5m), Billed(new(2026, 3, 2), 50, "EUR"), Billed(new(2026, 2, 3), 5, "CHF"),
            (new(2026, 2, 3), CostWorld.Facts("Chat") with { Model = other }, new(0, 777)));

        var view = await ReadAsync();
        var cost = view.ByNumber[number];

        Assert.Equal((CostBasis.Metered, 3m), (metered.Basis, metered.LastMonth.Amount));
        Assert.Equal((new DateOnly(2026, 3, 1), 2), (view.Month, view.ByNumber.Count));
        Assert.Equal((1, CostBasis.Billed, new Money(12_601, "USD"), new Money(18_901.5m, "USD"), new Money(100, "USD")), (cost.Models, cost.Basis, cost.Expected!.Value, cost.LastMonth, cost.ThisMonth));
        Assert.Equal(0.5m, cost.Over);
        Assert.Equal([new Money(5, "CHF")], cost.Apart);
        Assert.Equal((0, 0m, null), (view.ByNumber[empty].Models, view.ByNumber[empty].LastMonth.Amount, view.ByNumber[empty].Over));
        Assert.Empty((await portal.Get<UseCaseCosts>().ReadAsync(portal.Outsider, [number], Ct)).ByNumber);

        Task<UseCaseCostsView> ReadAsync() => portal.Get<UseCaseCosts>().ReadAsync(portal.As(Role.Auditor), [number, empty], Ct);

        (DateOnly, CostFacts, CostAmounts) Billed(DateOnly day, decimal amount, string currency = "USD") => (day, CostWorld.Facts("Chat", currency) with { Model = model }, new(0, amount));

        (DateOnly, CostFacts, CostAmounts) Metered(DateOnly day, decimal amount) => (day, CostWorld.Facts("Chat", basis: CostBasis.Metered) with { Model = model }, new(0, amount));
    }
}
