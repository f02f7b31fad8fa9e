namespace Portal.Core.Costs.Economics;

/// <summary>What a figure is, and so how many decimals it keeps.</summary>
public enum FigureUnit
{
    /// <summary>An amount in the currency of the inputs: 2 decimals.</summary>
    Money,

    /// <summary>A price of one thing in the currency of the inputs: 6 decimals.</summary>
    UnitPrice,

    /// <summary>A share of one, 0.5 for a half: 6 decimals, which are 4 of its percentage.</summary>
    Share,

    /// <summary>Months from the beginning: 4 decimals.</summary>
    Months,

    /// <summary>Things that are counted: whole.</summary>
    Count,

    /// <summary>A length of time: 3 decimals.</summary>
    Seconds,

    /// <summary>Memory, 10^9 bytes: 2 decimals.</summary>
    Gigabytes,

    /// <summary>How many times as much: 4 decimals.</summary>
    Factor,
}

/// <param name="Name">In words.</param>
/// <param name="Unit">In words, such as "an hour" or "GB"; empty for a plain number.</param>
public sealed record FigureInput(string Name, decimal Value, string Unit);

/// <summary>A result of a formula, with all that somebody needs to compute it again by hand.</summary>
/// <param name="Formula">Which one: "F4".</param>
/// <param name="Exact">Not rounded. Null for never: no month and no number of requests brings the two to the same cost.</param>
/// <param name="Trace">How it came about, a line for each step.</param>
public sealed record Figure(string Formula, decimal? Exact, FigureUnit Unit, IReadOnlyList<FigureInput> Inputs, string Trace)
{
    public bool IsNever => Exact is null;

    /// <summary>Rounded once, half away from zero, to the decimals of its unit.</summary>
    /// <exception cref="InvalidOperationException">It is never.</exception>
    public decimal Value => Rounding.To(Unit, Exact ?? throw new InvalidOperationException($"{Formula} has no value: never."));
}
