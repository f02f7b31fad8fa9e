using System.Numerics.Tensors;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Drift.Multivariate;

/// <summary>Rows of finite numbers, column by column: what the multivariate measures compare.</summary>
public sealed class FeatureTable
{
    private readonly double[][] _columns;

    private FeatureTable(IReadOnlyList<string> names, double[][] columns, int rows) => (Names, _columns, Rows) = (names, columns, rows);

    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns => _columns.Length;

    internal double[] this[int column] => _columns[column];

    /// <summary>The values of a column, one a row.</summary>
    /// <param name="column">Its number, from 0.</param>
    public ReadOnlySpan<double> Values(int column) => _columns[column];

    /// <summary>A table of columns that are numbers already, such as an embedding.</summary>
    /// <param name="names">One name a column.</param>
    /// <param name="columns">One array a column, all of one length, each value finite. Kept, not copied.</param>
    /// <exception cref="ArgumentException">There is no column, a column lacks a name, lengths differ, or a value is not finite.</exception>
    public static FeatureTable Of(IReadOnlyList<string> names, IReadOnlyList<double[]> columns)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0 || names.Count != columns.Count)
        {
            throw new ArgumentException($"There are {columns.Count} columns and {names.Count} names.", nameof(columns));
        }

        for (var column = 0; column < columns.Count; column++)
        {
            if (columns[column].Length != columns[0].Length || !Array.TrueForAll(columns[column], double.IsFinite))
            {
                throw new ArgumentException($"The column '{names[column]}' has another length or a value that is not finite.", nameof(columns));
            }
        }

        return new FeatureTable(names, [.. columns], columns[0].Length);
    }

    internal FeatureTable Take(int[] rows) =>
        new(Names, [.. _columns.Select(column => Array.ConvertAll(rows, row => column[row]))], rows.Length);

    /// <summary>At most so many rows, drawn without replacement by the stream of the seed, in their order.</summary>
    internal FeatureTable Sample(int most, ulong seed) => Rows <= most ? this : Take(SeededSample.Of(Rows, most, seed));

    internal FeatureTable Below(FeatureTable other) =>
        new(Names, [.. _columns.Select((column, index) => (double[])[.. column, .. other._columns[index]])], Rows + other.Rows);

    /// <summary>Each column less the reference's mean and by its population standard deviation; by 1 where the reference is constant.</summary>
    internal FeatureTable StandardisedBy(FeatureTable reference)
    {
        var standardised = new double[Columns][];
        for (var column = 0; column < Columns; column++)
        {
            var moments = default(RunningMoments);
            moments.Add(reference._columns[column]);
            var values = (double[])_columns[column].Clone();
            TensorPrimitives.Subtract(values, moments.Mean, values);
            TensorPrimitives.Divide(values, moments.Deviation is > 0 and var deviation ? deviation : 1, values);
            standardised[column] = values;
        }

        return new FeatureTable(Names, standardised, Rows);
    }

    internal static void CheckAlike(FeatureTable reference, FeatureTable current)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        if (!reference.Names.SequenceEqual(current.Names, StringComparer.Ordinal))
        {
            throw new ArgumentException("Both samples must have the same columns in the same order.", nameof(current));
        }
    }
}
