using System.Globalization;
using System.Text;
using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Probing;

/// <summary>One column of the sample, as the table writes it.</summary>
internal sealed class SampledColumn
{
    /// <summary>Numbers with no more values than this are codes: half a step further is no value.</summary>
    private const int MostCodes = 10;

    /// <summary>Longer fields are texts of their own, not values that rows share.</summary>
    private const int LongestValue = 100;

    /// <summary>Numbers are moved by this share of their standard deviation.</summary>
    private const double StepShare = 0.1;

    private readonly InputColumn _input;
    private readonly List<(byte[] Field, double Number, int Rows)> _values;
    private readonly double _step;

    public SampledColumn(InputColumn input, byte[][] fields)
    {
        (_input, Fields) = (input, fields);
        var counts = new Dictionary<byte[], int>(Utf8Keys.Instance);
        foreach (var field in fields)
        {
            counts[field] = counts.GetValueOrDefault(field) + 1;
        }

        // By number, else by text: the same order each time, whatever the table's.
        _values = [.. counts.Select(pair => (pair.Key, NumberOf(pair.Key), pair.Value)).OrderBy(value => value.Item2).ThenBy(value => Encoding.UTF8.GetString(value.Key), StringComparer.Ordinal)];
        _step = IsMoved ? StepOf(fields) : 0;
    }

    public string Name => _input.Name;

    /// <summary>A field for each row.</summary>
    public byte[][] Fields { get; }

    private bool IsNumber => _input.Kind != InputKind.Category;

    private bool IsMoved => IsNumber && _values.Count > MostCodes && _values.TrueForAll(value => !double.IsNaN(value.Number));

    private bool IsWhole => _input.Kind == InputKind.Whole || _values.TrueForAll(value => value.Number == Math.Floor(value.Number));

    public ProbedColumn Describe() => new(Name, IsNumber, _values.Count, _step > 0 ? _step : null);

    /// <summary>Values of the column to set it to: all when they are few, else numbers at even shares of the rows, or the most frequent
    /// categories. None is made up.</summary>
    public IReadOnlyList<byte[]> Grid(int most)
    {
        var fit = _values.Where(value => value.Field.Length is > 0 and <= LongestValue).ToList();
        if (fit.Count <= most)
        {
            return [.. fit.Select(value => value.Field)];
        }

        return IsNumber && fit.TrueForAll(value => !double.IsNaN(value.Number))
            ? [.. Spread(fit, most)]
            : [.. fit.OrderByDescending(value => value.Rows).Take(most).OrderBy(value => fit.IndexOf(value)).Select(value => value.Field)];
    }

    /// <summary>The fields a step lower (−1) or higher (+1), never beyond what the sample holds; <see langword="null"/> when the column is not moved.</summary>
    public byte[][]? Moved(int direction)
    {
        if (_step == 0)
        {
            return null;
        }

        var (lowest, highest) = (_values[0].Number, _values[^1].Number);
        return Array.ConvertAll(Fields, field =>
        {
            var moved = Math.Clamp(NumberOf(field) + (direction * _step), lowest, highest);
            return Encoding.UTF8.GetBytes(moved.ToString("R", CultureInfo.InvariantCulture));
        });
    }

    /// <summary>At the middles of equally many rows each: the ends, where outliers are, stay outside.</summary>
    private static IEnumerable<byte[]> Spread(List<(byte[] Field, double Number, int Rows)> values, int most)
    {
        var (before, place, rows) = (0L, 0, values.Sum(value => (long)value.Rows));
        foreach (var value in values)
        {
            before += value.Rows;
            if (place < most && before * 2 * most > rows * ((2 * place) + 1))
            {
                yield return value.Field;
                while (place < most && before * 2 * most > rows * ((2 * place) + 1))
                {
                    place++;
                }
            }
        }
    }

    private double StepOf(byte[][] fields)
    {
        var numbers = Array.ConvertAll(fields, NumberOf);
        var mean = numbers.Average();
        var deviation = Math.Sqrt(numbers.Sum(number => (number - mean) * (number - mean)) / numbers.Length);
        var step = StepShare * deviation;
        return IsWhole ? Math.Max(1, Math.Round(step)) : step;
    }

    private static double NumberOf(byte[] field) => FieldNumber.TryRead(field, out var number) ? number : double.NaN;
}
