namespace Portal.Core.Evaluations.Hardware;

/// <summary>What a price is for.</summary>
public enum PricedUnit
{
    /// <summary>The whole machine with what is in it, as GPUs are rented.</summary>
    Machine,

    /// <summary>One core; a machine of more costs as many times more, as price lists of plain servers do.</summary>
    Core,
}

/// <summary>What an hour of a class of hardware costs, when, and who says so.</summary>
/// <param name="Class">Its name, such as <c>gpu-a10g</c>; nodes and runners name theirs.</param>
/// <param name="Source">Where the price was read.</param>
public sealed record HardwarePrice(string Class, string Description, PricedUnit Per, decimal PricePerHour, string Currency, DateOnly AsOf, string Source)
{
    /// <summary>GB of memory of its one accelerator; null where it has none, several, or nobody said.</summary>
    public decimal? AcceleratorGb { get; init; }
}
