using Portal.Core.Costs.Economics;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Savings.Finding;

/// <summary>The days that were looked at.</summary>
/// <param name="From">The first.</param>
/// <param name="Until">The first day after.</param>
public sealed record SavingWindow(DateOnly From, DateOnly Until)
{
    public int Days => Until.DayNumber - From.DayNumber;

    public decimal Hours => Days * 24m;

    /// <summary>What a sum of the window is in a month of 730 hours.</summary>
    public decimal Monthly(decimal sum) => sum * Economics.Calendar.HoursAMonth / Hours;
}

/// <summary>Whose money it is; what is not known is null.</summary>
public sealed record SavingOwner(TeamId? Team, ModelId? Model, string? ModelName, EnvironmentId? Environment, string? EnvironmentName)
{
    public string? TeamName { get; init; }

    public string Name => (ModelName, EnvironmentName) switch
    {
        ({ } model, { } place) => $"{model} in {place}",
        ({ } model, null) => model,
        (null, { } place) => place,
        _ => TeamName is { } team ? $"{team}, without a model" : "everything without a model",
    };

    public string Key => $"{Model}|{Environment}";

    /// <summary>As a part of what a saving is known by: where no model is named, what tells one team's from another's.</summary>
    public string Subject => Model is null && Team is { } team ? $"{Key}|{team}" : Key;
}

/// <summary>Accelerators that were paid for in the window, from the sums of costs.</summary>
/// <param name="Hours">Hours times accelerators.</param>
/// <param name="Cost">Effective, in the currency.</param>
/// <param name="CanWait">It is no production: nobody outside waits for it.</param>
public sealed record BoughtAccelerators(SavingOwner Owner, string Provider, string Region, string Sku, string Currency, decimal Hours, decimal Cost, bool CanWait)
{
    public decimal Hourly => Cost / Hours;

    /// <summary>A price that providers call spot or preemptible.</summary>
    public bool IsSpot => Sku.Contains("spot", StringComparison.OrdinalIgnoreCase) || Sku.Contains("preempt", StringComparison.OrdinalIgnoreCase);
}

/// <summary>How many rows came in which hour of the week, over whole weeks of the window.</summary>
/// <param name="Rows">By hour of the week, 0 being the first of Monday (UTC).</param>
/// <param name="BusiestHour">Rows of the busiest single hour.</param>
/// <param name="Days">Of observations; less than a week says nothing of a week.</param>
public sealed record ObservedWeek(IReadOnlyDictionary<int, long> Rows, long BusiestHour, int Days)
{
    /// <summary>Hours in which something came, and the hour before each of them, in which machines warm up.</summary>
    public int HoursOn => Rows.Where(hour => hour.Value > 0).SelectMany(hour => new[] { hour.Key, (hour.Key + 167) % 168 }).Distinct().Count();
}

/// <summary>What evaluations measured of a version, on one class of hardware.</summary>
/// <param name="Precision">How its weights are kept, such as INT8; null where the file does not tell.</param>
/// <param name="Metric">The task's headline metric.</param>
public sealed record MeasuredVersion(int Number, string? Precision, string HardwareClass, decimal RowsPerSecond, string MetricName, double? Metric, string Evaluation);

/// <summary>A model where it is live, with what its versions were measured to do on one class of hardware.</summary>
/// <param name="Live">The version that is live.</param>
/// <param name="Others">Versions of the same model, measured on the same data and class.</param>
public sealed record MeasuredModel(SavingOwner Owner, MeasuredVersion Live, IReadOnlyList<MeasuredVersion> Others);

/// <summary>Requests of a provider's model that had a fingerprint and a cost, over the window.</summary>
/// <param name="Requests">All that can be answered again and cost something, with a fingerprint or without.</param>
/// <param name="Fingerprinted">Of them, those with a fingerprint.</param>
/// <param name="Inputs">How many different ones those had.</param>
/// <param name="Cost">Of those with a fingerprint.</param>
public sealed record RepeatedRequests(SavingOwner Owner, string Provider, string Model, string Currency, decimal Requests, decimal Fingerprinted, decimal Inputs, decimal Cost)
{
    public decimal Repeats => Fingerprinted - Inputs;
}

/// <summary>A lighter model's price of the simple requests' tokens.</summary>
/// <param name="Cost">What they would cost there.</param>
/// <param name="Price">Its prices in words, each with its day and source.</param>
public sealed record LighterModel(string Name, decimal Cost, string Price);

/// <summary>Requests of a provider's model over the window, and how many of them were simple.</summary>
/// <param name="Cost">Of all of them.</param>
/// <param name="SimpleCost">Of the simple ones.</param>
/// <param name="Lighter">Other models of the same provider, whose prices are in the book.</param>
public sealed record SimpleRequests(SavingOwner Owner, string Provider, string Model, string Currency, decimal Requests, decimal Cost, decimal Simple, decimal SimpleCost, IReadOnlyList<LighterModel> Lighter);

/// <summary>What accelerators of one class said of themselves over the window, for one model in one environment.</summary>
/// <param name="Peak">GB in use at the highest peak of an hour.</param>
/// <param name="Provisioned">GB of a card.</param>
/// <param name="Utilisation">At the busiest, 0 to 1; null where nobody said.</param>
/// <param name="Days">On which something was read.</param>
public sealed record AcceleratorPeak(string OwnerKey, string DeviceClass, decimal Peak, decimal Provisioned, decimal? Utilisation, int Days);

/// <summary>A card that can be had.</summary>
/// <param name="Source">Where its price was read, with the day.</param>
public sealed record OfferedCard(AcceleratorOffer Card, string Currency, string Source);

/// <summary>What leaves a provider against what is computed there.</summary>
public sealed record NetworkUse(SavingOwner Owner, string Provider, string Currency, decimal Egress, decimal Compute);

/// <summary>What was paid for and not used.</summary>
public sealed record UnusedCommitment(TeamId? Team, string Provider, string Service, string Sku, string Currency, decimal Cost);

/// <summary>Money that could be saved, before it has a row.</summary>
public sealed record SavingFinding(SavingKind Kind, string Subject, string Title, string Sentence, SavingOwner Owner, string Provider, decimal Monthly, string Currency, SavingEvidence Evidence);
