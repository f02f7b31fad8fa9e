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
    public string Name => (ModelName, EnvironmentName) switch
    {
        ({ } model, { } place) => $"{model} in {place}",
        ({ } model, null) => model,
        (null, { } place) => place,
        _ => "everything without a model",
    };

    public string Key => $"{Model}|{Environment}";
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

/// <summary>What leaves a provider against what is computed there.</summary>
public sealed record NetworkUse(SavingOwner Owner, string Provider, string Currency, decimal Egress, decimal Compute);

/// <summary>What was paid for and not used.</summary>
public sealed record UnusedCommitment(TeamId? Team, string Provider, string Service, string Sku, string Currency, decimal Cost);

/// <summary>Money that could be saved, before it has a row.</summary>
public sealed record SavingFinding(SavingKind Kind, string Subject, string Title, string Sentence, SavingOwner Owner, string Provider, decimal Monthly, string Currency, SavingEvidence Evidence);
