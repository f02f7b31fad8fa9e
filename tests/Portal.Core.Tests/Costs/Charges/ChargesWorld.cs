using System.Text;
using Portal.Core.Costs.Charges;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Costs.Charges;

/// <summary>A tenant with one strict source of charges, and short ways to send it files.</summary>
internal sealed class ChargesWorld : IAsyncDisposable
{
    public const string Source = "cloud";
    public const string Header = "BilledCost,EffectiveCost,ListCost,ContractedCost,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ChargeClass,ProviderName,ServiceCategory,ServiceName,SkuId,RegionId,ResourceId,SubAccountId,ConsumedQuantity,ConsumedUnit,PricingQuantity,PricingUnit,Tags\n";

    private readonly GovernanceData _data;

    private ChargesWorld(GovernanceData data) => _data = data;

    public TestPortal Portal => _data.Portal;

    public Actor Executive => Portal.As(Role.Executive);

    public static async Task<ChargesWorld> StartAsync(DatabaseProviderName provider = DatabaseProviderName.Sqlite)
    {
        var world = new ChargesWorld(await GovernanceData.StartAsync(provider));
        await world.AddSourceAsync(Source, ChargeProfile.Strict);
        return world;
    }

    public async Task AddSourceAsync(string name, ChargeProfile profile) =>
        Assert.True((await Portal.Get<CreateChargeSource>().RunAsync(Executive, new CreateChargeSourceRequest(name, "", profile), CancellationToken.None)).IsOk);

    /// <summary>One row of a day in October 2026.</summary>
    public static string Row(decimal cost, int day = 1, string service = "Model API", string tags = "", string resource = "", string account = "", string @class = "", string month = "10", string category = "Usage", string tokens = "") =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{cost},{cost},{cost},{cost},USD,2026-{month}-01T00:00:00Z,2026-{int.Parse(month, System.Globalization.CultureInfo.InvariantCulture) + 1:00}-01T00:00:00Z,2026-{month}-{day:00}T00:00:00Z,2026-{month}-{day:00}T01:00:00Z,{category},{@class},ApiCo,AI and Machine Learning,{service},sku-1,eu,{resource},{account},{tokens},{(tokens.Length > 0 ? "Tokens" : "")},,,\"{tags.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n");

    public Task<ImportedCharges> ImportAsync(string text, string source = Source) => ImportAsync(Encoding.UTF8.GetBytes(text), source);

    public async Task<ImportedCharges> ImportAsync(byte[] bytes, string source = Source)
    {
        using var content = new MemoryStream(bytes);
        return (await Portal.Get<ImportCharges>().RunAsync(Executive, new ReceiveChargesRequest(source, "charges.csv", content), CancellationToken.None)).Value;
    }

    public async Task RuleAsync(AllocationRuleDraft draft)
    {
        var saved = await Portal.Get<SaveAllocationRule>().RunAsync(Executive, new SaveAllocationRuleRequest(draft), CancellationToken.None);
        Assert.True(saved.IsOk, saved.Refusal?.Sentence);
        await DrainAsync();
    }

    public Task DrainAsync() => Portal.Get<ChargeRunner>().DrainAsync(CancellationToken.None);

    public async Task<IReadOnlyList<CostCell>> CellsAsync(CostGrain grain = CostGrain.Month)
    {
        await using var db = Portal.Open();
        return await CostCells.ReadAsync(db, new CostQuery(CostBasis.Billed, grain, new DateOnly(2020, 1, 1), new DateOnly(2030, 1, 1)), CancellationToken.None);
    }

    /// <summary>The effective cost by whatever the test asks for.</summary>
    public async Task<Dictionary<string, decimal>> EffectiveAsync(Func<CostSubject, string> by) =>
        (await CellsAsync()).GroupBy(cell => by(cell.Subject)).ToDictionary(group => group.Key, group => group.Sum(cell => cell.Amounts.Effective));

    public ValueTask DisposeAsync() => _data.DisposeAsync();
}
