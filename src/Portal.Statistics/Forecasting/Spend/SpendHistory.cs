namespace Portal.Statistics.Forecasting.Spend;

/// <summary>A known series as methods see it: as it is, and without what returns once a month or came once.</summary>
internal sealed class SpendHistory
{
    /// <summary>Of the remainder; farther away is no noise.</summary>
    private const double Wild = 5;

    /// <summary>So many wild days in a row are no accident but a new level.</summary>
    private const int NewLevel = 3;

    private readonly DateOnly _start;
    private readonly MonthlyDays _monthly;

    private SpendHistory(DateOnly start, double[] raw, double[] cleaned, MonthlyDays monthly) => (_start, Raw, Cleaned, _monthly) = (start, raw, cleaned, monthly);

    public double[] Raw { get; }

    /// <summary>Without payments that return on a day of the month, and with single wild days replaced by what was to be expected of them.</summary>
    public double[] Cleaned { get; }

    public static SpendHistory Of(DateOnly start, double[] raw)
    {
        var monthly = MonthlyDays.Of(start, raw);
        double[] smooth = [.. raw.Select((value, day) => value - monthly.Extra(start.AddDays(day)))];
        return new(start, raw, Tamed(smooth), monthly);
    }

    /// <summary>What is paid on a day to come because of its place in the month.</summary>
    /// <param name="step">Days after the last known one, from 1.</param>
    public double Extra(int step) => _monthly.Extra(_start.AddDays(Raw.Length - 1 + step));

    private static double[] Tamed(double[] values)
    {
        if (values.Length < 3 * SpendModel.Week || SeasonalDecomposition.Of(values, SpendModel.Week, robust: true) is not { } parts)
        {
            return values;
        }

        if (RobustScale.Of([.. parts.Remainder]) is not { Kind: not ScaleKind.Constant } scale)
        {
            return values;
        }

        var signs = parts.Remainder.Select(remainder => scale.Z(remainder) is { } z && Math.Abs(z) > Wild ? Math.Sign(z) : 0).ToList();
        var tamed = values.ToArray();
        for (var day = 0; day < tamed.Length; day++)
        {
            if (signs[day] != 0 && Run(signs, day) < NewLevel)
            {
                tamed[day] = parts.Trend[day] + parts.Seasonal[day];
            }
        }

        return tamed;
    }

    private static int Run(List<int> signs, int day)
    {
        var (first, last) = (day, day);
        while (first > 0 && signs[first - 1] == signs[day])
        {
            first--;
        }

        while (last + 1 < signs.Count && signs[last + 1] == signs[day])
        {
            last++;
        }

        return last - first + 1;
    }
}
