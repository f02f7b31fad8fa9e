using System.Text.Json.Serialization;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Hardware;

namespace Portal.Core.Promotions;

/// <summary>What a version costs to run, with all that it was computed from. Amounts are written as text, so that no reader makes them floating point.</summary>
/// <param name="HardwareClass">Whose price was taken.</param>
/// <param name="Thousand">Of 1,000 predictions at the usual load.</param>
/// <param name="Utilisation">The share of an hour that the usual load stands for.</param>
/// <param name="PricePerHour">Of the machine, or of a core of it.</param>
/// <param name="AsOf">When the price was that.</param>
/// <param name="MeasuredOn">The device, in words.</param>
public sealed record CostEvidence(
    string HardwareClass,
    [property: JsonNumberHandling(CostEvidence.AsText)] decimal Thousand,
    string Currency,
    [property: JsonNumberHandling(CostEvidence.AsText)] decimal Utilisation,
    [property: JsonNumberHandling(CostEvidence.AsText)] decimal PricePerHour,
    DateOnly AsOf,
    string Source,
    string MeasuredOn)
{
    internal const JsonNumberHandling AsText = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString;

    /// <summary>Null where the speed was not measured, or on hardware without a price: cost is not guessed.</summary>
    public static CostEvidence? Of(HardwarePrices prices, EvaluationTimings? timings) =>
        timings is not null && HardwareCosts.OfTimings(prices, timings) is { AtUsualLoad: { } thousand } cost
            ? new(cost.Price.Class, thousand, cost.Price.Currency, prices.Utilisation, cost.Price.PricePerHour, cost.Price.AsOf, cost.Price.Source, timings.Device)
            : null;
}

/// <summary>How many predictions a month are expected of a model in an environment.</summary>
/// <param name="Source">What says so, in words that follow a number: "observed in the last 30 days".</param>
public sealed record ExpectedLoad([property: JsonNumberHandling(CostEvidence.AsText)] decimal PredictionsAMonth, string Source);

/// <summary>Amounts of a gate that asks about money.</summary>
/// <param name="Amount">Null when missing.</param>
public sealed record GateMoney(
    [property: JsonNumberHandling(CostEvidence.AsText)] decimal? Amount, [property: JsonNumberHandling(CostEvidence.AsText)] decimal Limit, string Currency);
