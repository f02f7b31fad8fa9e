using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portal.Web.Api;

namespace Portal.Web.Demo;

/// <summary>Writes a provider's bill as a FOCUS 1.2 file: the same bill for the same day, with days that differ as days do.</summary>
internal sealed class DemoChargeFile
{
    private const decimal CommittedPrice = 0.6m;
    private const decimal Unused = 0.1m;

    private static readonly string[] s_columns =
    [
        "BillingAccountId", "BillingAccountName", "BillingCurrency", "BillingPeriodStart", "BillingPeriodEnd", "ChargePeriodStart", "ChargePeriodEnd", "ChargeCategory", "ChargeClass", "ChargeDescription",
        "ChargeFrequency", "ServiceCategory", "ServiceName", "ProviderName", "PublisherName", "InvoiceIssuerName", "SkuId", "SkuMeter", "SkuPriceDetails", "ResourceId", "RegionId", "PricingCategory", "PricingQuantity",
        "PricingUnit", "ConsumedQuantity", "ConsumedUnit", "ListUnitPrice", "ContractedUnitPrice", "ListCost", "ContractedCost", "BilledCost", "EffectiveCost", "CommitmentDiscountId", "CommitmentDiscountStatus", "Tags",
    ];

    private readonly StringBuilder _text = new();
    private readonly DemoChargeSource _source;
    private readonly DateOnly _today;
    private readonly DemoRequests? _requests;

    private DemoChargeFile(DemoChargeSource source, DateOnly today, DemoRequests? requests) => (_source, _today, _requests) = (source, today, requests);

    /// <param name="today">Of which nothing is billed yet.</param>
    /// <param name="requests">Of the service that it bills.</param>
    public static byte[] Write(DemoChargeSource source, DateOnly today, DemoRequests? requests)
    {
        var file = new DemoChargeFile(source, today, requests);
        CsvText.Line(file._text, s_columns);
        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - source.Months);
        for (; month <= today; month = month.AddMonths(1))
        {
            file.Month(month);
        }

        return Encoding.UTF8.GetBytes(file._text.ToString());
    }

    private void Month(DateOnly month)
    {
        var taxed = 0m;
        foreach (var line in _source.Lines)
        {
            if (line.Committed > 0 && month < _today)
            {
                taxed += Purchase(line, month);
            }

            for (var day = month; day < month.AddMonths(1) && day < _today; day = day.AddDays(1))
            {
                taxed += Day(line, month, day);
            }
        }

        if (_source.TaxShare > 0 && month.AddMonths(1) <= _today)
        {
            var tax = decimal.Round(taxed * _source.TaxShare, 2);
            Row(new("Tax", month.AddMonths(1).AddDays(-1), month.AddMonths(1), _source.Lines[0] with { Category = "Other", Service = $"{_source.Provider} tax", Sku = "", Resource = "", Unit = "", Tags = NoTags }, "Tax of the month", null, tax, tax, tax, tax) { Month = month });
        }
    }

    private static Dictionary<string, string> NoTags { get; } = new(StringComparer.Ordinal);

    /// <summary>What is bought ahead is paid at once and counts on the days that use it.</summary>
    private decimal Purchase(DemoChargeLine line, DateOnly month)
    {
        var amount = decimal.Round(CommittedADay(line) * DateTime.DaysInMonth(month.Year, month.Month) * line.Price * CommittedPrice / line.Per, 2);
        Row(new("Purchase", month, month.AddMonths(1), line with { Unit = "" }, $"Commitment for {line.Sku}", null, amount, 0, amount, amount));
        return amount;
    }

    private decimal Day(DemoChargeLine line, DateOnly month, DateOnly day)
    {
        var committed = CommittedADay(line);
        var used = committed * (1 - Unused);
        var open = Math.Max(0, Quantity(line, day) - used);
        if (committed > 0)
        {
            Row(new("Usage", day, day.AddDays(1), line, line.Sku, used, 0, Cost(line, used, CommittedPrice), Cost(line, used, line.ListPrice / line.Price), Cost(line, used, 1)) { Month = month, Commitment = "Used" });
            Row(new("Usage", day, day.AddDays(1), line, $"{line.Sku}, unused", committed - used, 0, Cost(line, committed - used, CommittedPrice), 0, 0) { Month = month, Commitment = "Unused" });
        }

        var cost = Cost(line, open, 1);
        if (open > 0)
        {
            Row(new("Usage", day, day.AddDays(1), line, line.Sku, open, cost, cost, Cost(line, open, line.ListPrice / line.Price), cost) { Month = month });
        }

        return cost;
    }

    private static decimal CommittedADay(DemoChargeLine line) => line.Committed * line.ADay;

    private static decimal Cost(DemoChargeLine line, decimal quantity, decimal factor) => decimal.Round(quantity * line.Price * factor / line.Per, 10);

    private decimal Quantity(DemoChargeLine line, DateOnly day)
    {
        if (line.Metered is { } kind)
        {
            return _requests?.Tokens(day, kind) ?? 0;
        }

        var monthsAgo = ((_today.Year - day.Year) * 12) + _today.Month - day.Month;
        var quantity = line.ADay;
        for (var month = 0; month < monthsAgo; month++)
        {
            quantity /= 1 + line.Growth;
        }

        quantity *= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? line.Weekend : 1;
        quantity *= line.SpikeDaysAgo > 0 && day == _today.AddDays(-line.SpikeDaysAgo) ? line.Spike : 1;

        // Between 0.92 and 1.08, from the resource and the day alone.
        var noise = BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{line.Resource}|{line.Sku}|{day:O}"))) % 1601;
        return decimal.Round(quantity * (0.92m + (noise / 10_000m)), line.Unit is "Tokens" or "Requests" ? 0 : 3);
    }

    private void Row(DemoRow row)
    {
        var (line, month) = (row.Line, row.Month ?? row.Start);
        var (priced, measured) = (line.Unit.Length > 0, row.Quantity is not null);
        string Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
        CsvText.Line(_text,
        [
            "demo-1", "Demonstration", _source.Currency, Instant(month), Instant(month.AddMonths(1)), Instant(row.Start), Instant(row.End), row.Category, "", row.Description,
            row.Category == "Usage" ? "Usage-Based" : "Recurring", line.Category, line.Service, _source.Provider, _source.Provider, _source.Provider, line.Sku.Length > 0 ? line.Sku : "", line.Sku,
            line.Gpus > 0 && priced ? JsonSerializer.Serialize(new Dictionary<string, int> { ["GpuCount"] = line.Gpus }) : "", line.Resource, line.Region, row.Commitment is null ? "Standard" : "Committed",
            measured ? Text(row.Quantity / line.Per) : "", measured ? line.Per == 1 ? line.Unit : $"{line.Per:0} {line.Unit}" : "", measured ? Text(row.Quantity) : "", measured ? line.Unit : "",
            measured ? Text(line.ListPrice) : "", measured ? Text(line.Price) : "", Text(row.List), Text(row.Contracted), Text(row.Billed), Text(row.Effective),
            row.Commitment is null ? "" : $"commitment-{line.Resource}", row.Commitment ?? "", line.Tags.Count > 0 ? JsonSerializer.Serialize(line.Tags) : "",
        ]);
    }

    private static string Instant(DateOnly day) => day.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);

    private sealed record DemoRow(
        string Category, DateOnly Start, DateOnly End, DemoChargeLine Line, string Description, decimal? Quantity, decimal Billed, decimal Effective, decimal List, decimal Contracted)
    {
        /// <summary>Of the bill, where it is not the one that the charge begins in.</summary>
        public DateOnly? Month { get; init; }

        public string? Commitment { get; init; }
    }
}
