using System.Globalization;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Economics;
using Portal.Core.Costs.Usage;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Evaluations.Hardware;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Savings.Finding;

/// <summary>What accelerators said of themselves over the window, and which other cards are known with their memory and a price.</summary>
internal static class MeasuredAccelerators
{
    private const decimal Gigabyte = 1_000_000_000;

    /// <summary>By owner and class; the highest peak of all its hours.</summary>
    public static async Task<IReadOnlyList<AcceleratorPeak>> PeaksAsync(PortalDbContext db, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var rows = db.AcceleratorHours.Where(row => row.Hour >= from && row.Hour < until);
        var peaks = await rows.GroupBy(row => new { row.ModelId, row.EnvironmentId, row.DeviceClass })
            .Select(group => new { group.Key, Used = group.Max(row => row.Used), Limit = group.Max(row => row.Limit), Utilisation = group.Max(row => row.Utilisation) })
            .Where(group => group.Used != null && group.Limit != null).ToListAsync(ct);
        var hours = await rows.Where(row => row.Used != null).Select(row => new { row.ModelId, row.EnvironmentId, row.DeviceClass, row.Hour }).Distinct().ToListAsync(ct);
        var days = hours.GroupBy(row => new { row.ModelId, row.EnvironmentId, row.DeviceClass }).ToDictionary(group => group.Key, group => group.Select(row => row.Hour.UtcDateTime.Date).Distinct().Count());
        return
        [
            .. peaks.Select(peak => new AcceleratorPeak(
                OwnerKey(peak.Key.ModelId, peak.Key.EnvironmentId), peak.Key.DeviceClass, peak.Used!.Value / Gigabyte, peak.Limit!.Value / Gigabyte, peak.Utilisation, days.GetValueOrDefault(peak.Key))),
        ];
    }

    /// <summary>Classes of the table of hardware with one accelerator whose memory it names, and the provider's own prices of an hour whose card's memory was read here.</summary>
    public static async Task<IReadOnlyList<OfferedCard>> OffersAsync(PortalDbContext db, HardwarePrices hardware, IReadOnlyList<AcceleratorPeak> peaks, IReadOnlyList<string> currencies, DateOnly day, CancellationToken ct)
    {
        if (peaks.Count == 0)
        {
            return [];
        }

        var at = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var prices = await db.Prices.AsNoTracking().Where(row => row.Unit == PriceUnit.GpuHour && row.Term == PriceTerm.OnDemand && row.FromVolume == 0 && row.ValidFrom <= at && (row.ValidUntil == null || row.ValidUntil > at))
            .Select(row => new { row.Model, row.Provider, row.Amount, row.Currency, row.ValidFrom, row.Source }).ToListAsync(ct);
        var known = hardware.Classes.Where(price => price is { Per: PricedUnit.Machine, AcceleratorGb: not null })
            .Select(price => (Name: price.Class, Gigabytes: price.AcceleratorGb!.Value, Price: new Money(price.PricePerHour, price.Currency), Source: $"{price.Source}, {Day(price.AsOf)}"))
            .Concat(prices.SelectMany(price => peaks.Where(peak => IsSame(peak.DeviceClass, price.Model)).Take(1)
                .Select(peak => (Name: peak.DeviceClass, Gigabytes: peak.Provisioned, Price: new Money(price.Amount, price.Currency), Source: $"price book, {price.Provider}, {price.Source}, from {Day(DateOnly.FromDateTime(price.ValidFrom.UtcDateTime))}"))))
            .ToList();
        var offers = new List<OfferedCard>();
        foreach (var currency in currencies)
        {
            var conversion = new Conversion(currency, await TenantConversion.RatesAsync(db, currency, ct));
            offers.AddRange(known.Select(card => (card, Money: conversion.Convert(card.Price, day))).Where(one => one.Money.IsOk).Select(one => new OfferedCard(
                new AcceleratorOffer(one.card.Name, one.card.Gigabytes, one.Money.Value.Amount), currency,
                one.card.Price.Currency == currency ? one.card.Source : $"{one.card.Source}, converted from {one.card.Price.Currency} {one.card.Price.Amount.ToString("0.######", CultureInfo.InvariantCulture)}")));
        }

        return offers;
    }

    /// <summary>Whether a class of cards and a SKU name the same thing: one name holds the other, whatever stands between their letters and digits.</summary>
    public static bool IsSame(string deviceClass, string sku)
    {
        var (one, other) = (Plain(deviceClass), Plain(sku));
        return one.Length > 0 && other.Length > 0 && (one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal));
    }

    internal static string OwnerKey(ModelId? model, EnvironmentId? environment) => $"{model}|{environment}";

    private static string Plain(string name) => new([.. name.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
