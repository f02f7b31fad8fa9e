using System.Numerics.Tensors;

namespace Portal.Statistics.Drift.Multivariate;

/// <summary>Squared distances between the rows of a table, one row at a time.</summary>
internal sealed class PairDistances(FeatureTable table)
{
    public int Rows => table.Rows;

    /// <summary>From one row to each row after it.</summary>
    /// <param name="row">The row.</param>
    /// <param name="squared">Rows − row − 1 places.</param>
    public void Beyond(int row, Span<double> squared)
    {
        squared.Clear();
        var differences = new double[squared.Length];
        for (var column = 0; column < table.Columns; column++)
        {
            var values = table[column];
            TensorPrimitives.Subtract(values.AsSpan(row + 1), values[row], differences);
            TensorPrimitives.MultiplyAdd(differences, differences, squared, squared);
        }
    }
}
