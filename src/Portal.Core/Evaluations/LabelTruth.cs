using System.Globalization;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>One class or one number a row, taken in column by column.</summary>
/// <param name="labels">The classes; empty where the truth is a number.</param>
/// <param name="expected">Rows that are known to come.</param>
internal sealed class LabelTruth(IReadOnlyList<string> labels, int expected)
{
    private readonly FieldValue[] _known = [.. labels.Select(FieldValue.Of)];
    private readonly RowValues<int> _classes = new(labels.Count > 0 ? expected : 0);
    private readonly RowValues<double> _values = new(labels.Count > 0 ? 0 : expected);

    /// <returns>The first of these rows that has no such label; null when all have one.</returns>
    public int? Take(CsvColumn fields, int count) => _known.Length > 0 ? TakeClasses(fields, count) : TakeValues(fields, count);

    public int[] Classes() => _classes.ToArray();

    public double[] Values() => _values.ToArray();

    private int? TakeClasses(CsvColumn fields, int count)
    {
        var classes = _classes.Next(count);
        for (var row = 0; row < count; row++)
        {
            classes[row] = FieldValue.IndexOf(_known, fields, row);
            if (classes[row] < 0)
            {
                return row;
            }
        }

        return null;
    }

    private int? TakeValues(CsvColumn fields, int count)
    {
        var values = _values.Next(count);
        for (var row = 0; row < count; row++)
        {
            if (!double.TryParse(fields[row], NumberStyles.Float, CultureInfo.InvariantCulture, out values[row]) || !double.IsFinite(values[row]))
            {
                return row;
            }
        }

        return null;
    }
}
