namespace Portal.Statistics.Slices;

/// <summary>One column by which rows are told apart.</summary>
/// <param name="Name">The column.</param>
/// <param name="Values">Its values in words; a code is an index into it. For numbers, see <see cref="QuantileBands"/>.</param>
/// <param name="Codes">The value of each row.</param>
public sealed record SliceColumn(string Name, IReadOnlyList<string> Values, ReadOnlyMemory<int> Codes)
{
    internal static void Check(IReadOnlyList<SliceColumn> columns, int rows)
    {
        foreach (var column in columns)
        {
            if (column.Codes.Length != rows)
            {
                throw new ArgumentException($"The column '{column.Name}' has {column.Codes.Length} codes for {rows} rows.", nameof(columns));
            }

            var codes = column.Codes.Span;
            for (var row = 0; row < codes.Length; row++)
            {
                if ((uint)codes[row] >= (uint)column.Values.Count)
                {
                    throw new ArgumentException(
                        $"Row {row} has the code {codes[row]} in '{column.Name}', which names no value.", nameof(columns));
                }
            }
        }
    }
}

/// <summary>A column has a value.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="Value">The value in words.</param>
public sealed record SliceCondition(string Column, string Value)
{
    /// <summary>Conditions that all hold, in words: "afam = yes and single = no".</summary>
    /// <param name="conditions">The conditions.</param>
    public static string Describe(IEnumerable<SliceCondition> conditions) => string.Join(" and ", conditions);

    /// <summary>The condition in words: "single = no".</summary>
    public override string ToString() => $"{Column} = {Value}";
}
