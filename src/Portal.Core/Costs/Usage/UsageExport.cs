using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Receiving;
using Portal.Core.Deployments;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage;

/// <summary>Metered usage as rows of FOCUS 1.2: one for each day, source of sums and kind of unit, so that a FinOps tool, or this portal's own import, can read it.</summary>
public sealed class UsageExport(PortalDatabase database)
{
    public const int MostDays = 366;

    private const string OneAccelerator = "{\"GpuCount\":1}";

    private static readonly string[] s_columns =
    [
        "BilledCost", "BillingAccountId", "BillingAccountName", "BillingCurrency", "BillingPeriodStart", "BillingPeriodEnd", "ChargeCategory", "ChargeClass", "ChargeDescription", "ChargeFrequency",
        "ChargePeriodStart", "ChargePeriodEnd", "ConsumedQuantity", "ConsumedUnit", "ContractedCost", "EffectiveCost", "InvoiceIssuerName", "ListCost", "PricingCategory", "PricingQuantity", "PricingUnit",
        "ProviderName", "PublisherName", "RegionId", "ResourceId", "ResourceName", "ServiceCategory", "ServiceName", "ServiceSubcategory", "SkuId", "SkuPriceDetails", "Tags", "x_TokenType", "x_Requests",
    ];

    /// <summary>Days from the first to before the last, as text with a header.</summary>
    public async Task<Outcome<string>> ReadAsync(Actor actor, DateOnly from, DateOnly until, CancellationToken ct)
    {
        if (until <= from || until.DayNumber - from.DayNumber > MostDays)
        {
            return Refusal.Invalid("until", $"Ask for 1 to {MostDays} days; the last is given as the day after it.");
        }

        await using var db = database.Open(actor.Tenant);
        var cells = await CostCells.ReadAsync(db, new CostQuery(CostBasis.Metered, CostGrain.Day, from, until), ct);
        var teams = await db.Teams.ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        var models = await db.Models.ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        var environments = await db.Environments.ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        var text = new System.Text.StringBuilder().AppendJoin(',', s_columns).Append("\r\n");
        foreach (var cell in cells.Where(cell => cell.Amounts != default))
        {
            var tags = new JsonObject();
            Tag(tags, "team", cell.Subject.TeamId is { } team ? teams.GetValueOrDefault(team) : null);
            Tag(tags, "model", cell.Subject.ModelId is { } model ? models.GetValueOrDefault(model) : null);
            Tag(tags, "environment", cell.Subject.EnvironmentId is { } environment ? environments.GetValueOrDefault(environment) : null);
            text.AppendJoin(',', Fields(actor, cell, tags).Select(CsvField.Write)).Append("\r\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> Fields(Actor actor, CostCell cell, JsonObject tags)
    {
        var (subject, amounts) = (cell.Subject, cell.Amounts);
        var month = new DateOnly(cell.Start.Year, cell.Start.Month, 1);
        var unit = Enum.GetValues<PriceUnit>().First(one => subject.Sku.EndsWith(UsageLedger.WordsOf(one), StringComparison.Ordinal));
        var (quantity, measured, priced, pricingUnit) = QuantityOf(unit, amounts);
        var cost = Say(amounts.Effective);
        return
        [
            cost, actor.Tenant.ToString(), "", subject.Currency, Say(month), Say(month.AddMonths(1)), "Usage", "", $"Metered {UsageLedger.WordsOf(unit)} of {subject.Service}", "Usage-Based",
            Say(cell.Start), Say(cell.Start.AddDays(1)), quantity, measured, cost, cost, subject.Provider, cost, "Standard", priced, pricingUnit,
            subject.Provider, subject.Provider, subject.Region, subject.Service, subject.Service, subject.ServiceCategory, subject.Service,
            subject.ServiceCategory == "AI and Machine Learning" ? "Generative AI" : $"Other ({subject.ServiceCategory})", subject.Sku, unit == PriceUnit.GpuHour ? OneAccelerator : "", tags.Count == 0 ? "" : tags.ToJsonString(), TokenTypeOf(unit), Say(amounts.Requests),
        ];
    }

    /// <summary>What was consumed and what was priced: accelerators by their hours, of one each. What the sums do not hold the quantity of is left empty.</summary>
    private static (string Quantity, string Unit, string Priced, string PricingUnit) QuantityOf(PriceUnit unit, CostAmounts amounts) => unit switch
    {
        PriceUnit.Request => (Say(amounts.Requests), "Requests", Say(amounts.Requests), "Requests"),
        PriceUnit.GpuHour => (Say(amounts.GpuHours), "Hours", Say(amounts.GpuHours), "Hours"),
        PriceUnit.GbMonth or PriceUnit.Minute => ("", "", "", ""),
        _ => (Say(amounts.Tokens), "Tokens", Say(amounts.Tokens / PriceFact.SizeOf(unit)), "1000000 Tokens"),
    };

    private static string TokenTypeOf(PriceUnit unit) => unit switch
    {
        PriceUnit.InputTokens => "input",
        PriceUnit.CacheReadTokens => "cache_read",
        PriceUnit.CacheWriteTokens => "cache_write",
        PriceUnit.OutputTokens => "output",
        _ => "",
    };

    private static void Tag(JsonObject tags, string key, string? value)
    {
        if (value is not null)
        {
            tags[key] = value;
        }
    }

    private static string Say(decimal number) => number.ToString("0.###############", CultureInfo.InvariantCulture);

    private static string Say(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z";
}
