namespace Portal.Core.Datasets;

/// <summary>What was measured of one column of a snapshot.</summary>
/// <param name="Missing">Rows without a value: empty cells and nothing else.</param>
/// <param name="Distinct">Different values; exact up to <see cref="DistinctLimit"/>, then null.</param>
/// <param name="Numbers">For numeric columns with at least one value.</param>
/// <param name="TopValues">The most frequent values with their rows, most frequent first. Empty for identifiers.</param>
public sealed record ColumnProfile(string Name, long Rows, long Missing, int? Distinct, NumberProfile? Numbers, IReadOnlyList<ValueCount> TopValues)
{
    public const int DistinctLimit = 10_000;
}

public sealed record ValueCount(string Value, long Rows);
