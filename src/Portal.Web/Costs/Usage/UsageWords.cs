using System.Globalization;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Costs.Usage.Reconciliation;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Costs.Usage;

/// <summary>Usage and prices as people read them.</summary>
public static class UsageWords
{
    public static string UnitOf(PriceUnit unit) => unit switch
    {
        PriceUnit.InputTokens => "a million input tokens",
        PriceUnit.CacheReadTokens => "a million cache read tokens",
        PriceUnit.CacheWriteTokens => "a million cache write tokens",
        PriceUnit.OutputTokens => "a million output tokens",
        PriceUnit.Request => "a request",
        PriceUnit.GpuHour => "a GPU-hour",
        PriceUnit.GbMonth => "a GB for a month",
        PriceUnit.Minute => "a minute of a person",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    public static string TermOf(PriceTerm term) => term switch { PriceTerm.Reserved => "reserved", PriceTerm.Spot => "spot", _ => "on demand" };

    /// <summary>"InputTokens" as what is missing: "no price for input tokens".</summary>
    public static string WhyUnknown(string? missing) =>
        missing == UsagePricing.NoTokens ? "nobody said how many tokens"
        : missing == "currency" ? "its prices are in several currencies"
        : Enum.TryParse<PriceUnit>(missing, out var unit) ? $"no price for {UnitOf(unit)}" : "no price";

    /// <summary>Each currency's amount, never added: "USD 12.30, EUR 4.00".</summary>
    public static string Money(IReadOnlyDictionary<string, decimal> costs) =>
        costs.Count == 0 ? Figures.None : string.Join(", ", costs.OrderBy(cost => cost.Key, StringComparer.Ordinal).Select(cost => Figures.UnitPrice(cost.Value, cost.Key)));

    /// <summary>What was consumed, with its unit.</summary>
    public static string Consumed(UsageUnit unit, TokenReading tokens, decimal quantity, long requests) => unit switch
    {
        UsageUnit.Tokens => tokens is { Input: { } input, Output: { } output } ? $"{Figures.Count(input)} in, {Figures.Count(output)} out" : "tokens unknown",
        UsageUnit.Requests => Figures.Count(requests, "request"),
        UsageUnit.GpuSeconds => $"{Say(quantity)} GPU-seconds",
        UsageUnit.StorageGbHours => $"{Say(quantity)} GB-hours",
        UsageUnit.ReviewMinutes => $"{Say(quantity)} minutes",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    public static Tone ToneOf(ReconciliationState state) => state switch { ReconciliationState.Agrees => Tone.Passed, ReconciliationState.Gap => Tone.Failed, _ => Tone.Queued };

    public static string WordOf(ReconciliationState state) => state switch { ReconciliationState.Agrees => "Agrees", ReconciliationState.Gap => "Gap", _ => "Not billed yet" };

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", Figures.Culture);

    /// <summary>With every digit that it has: a price is not rounded.</summary>
    public static string Price(decimal amount, string currency) => $"{currency} {amount.ToString("#,0.00#############", CultureInfo.InvariantCulture)}";

    public static string Say(decimal number) => number.ToString("#,0.###############", CultureInfo.InvariantCulture);
}
