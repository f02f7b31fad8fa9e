using System.Globalization;
using System.Text;

namespace Portal.Benchmarks;

/// <summary>A bill of many rows as a large tenant gets it: a year of hours, some thousand kinds of charge, tags on most.</summary>
internal static class ChargeRows
{
    public const int Resources = 2_000;
    public const int Teams = 20;

    private const string Header = "AvailabilityZone,BilledCost,BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ChargeClass,ChargeDescription,ConsumedQuantity,ConsumedUnit,ContractedCost,EffectiveCost,InvoiceIssuerName,ListCost,ListUnitPrice,PricingCategory,PricingQuantity,PricingUnit,ProviderName,PublisherName,RegionId,ResourceId,ResourceName,ServiceCategory,ServiceName,SkuId,SkuMeter,SkuPriceDetails,SubAccountId,Tags,x_RowId";

    private static readonly DateTimeOffset s_start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Write(string folder, int rows)
    {
        var path = Path.Combine(folder, $"charges-{rows}.csv");
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20);
        file.Write(Header + "\n");
        var random = new Random(1);
        for (var row = 0; row < rows; row++)
        {
            Append(file, row, rows, random);
        }

        return path;
    }

    private static void Append(StreamWriter file, int row, int rows, Random random)
    {
        var from = s_start.AddHours((long)row * 365 * 24 / rows);
        var (resource, month) = (random.Next(Resources), new DateTimeOffset(from.Year, from.Month, 1, 0, 0, 0, TimeSpan.Zero));
        var cost = random.Next(1, 50_000_000) / 10_000_000_000m;
        var isModel = resource % 4 == 0;
        file.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"eu-west-{1 + (resource % 3)}a,{cost},acct-1,USD,{month:yyyy-MM-dd'T'HH:mm:ss'Z'},{month.AddMonths(1):yyyy-MM-dd'T'HH:mm:ss'Z'},{from:yyyy-MM-dd'T'HH:mm:ss'Z'},{from.AddHours(1):yyyy-MM-dd'T'HH:mm:ss'Z'},Usage,,Use of resource {resource},{random.Next(1, 90_000)},{(isModel ? "Tokens" : "Hours")},{cost},{cost},Cloud,{cost * 1.1m},0.25,Standard,1,{(isModel ? "1000000 Tokens" : "Hours")},Cloud,Cloud,eu-west-{1 + (resource % 3)},i-{resource:00000},machine-{resource},{(isModel ? "AI and Machine Learning" : "Compute")},Service {resource % 12},sku-{resource % 60},meter {resource % 60},{(isModel ? "" : "\"{\"\"GpuCount\"\": 4}\"")},account-{resource % 9},\"{{\"\"team\"\": \"\"team-{resource % Teams}\"\", \"\"cost-centre\"\": \"\"cc-{resource % 40}\"\"}}\",{row}\n"));
    }
}
