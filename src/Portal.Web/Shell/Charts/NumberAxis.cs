namespace Portal.Web.Shell.Charts;

/// <summary>An axis whose marks are round numbers, a handful of them, and which holds all that is drawn.</summary>
public sealed record NumberAxis(double Low, double High, IReadOnlyList<double> Ticks)
{
    private const int Steps = 5;

    public static NumberAxis Of(double lowest, double highest)
    {
        var range = highest > lowest ? highest - lowest : Math.Max(1, Math.Abs(highest));
        var step = Round(range / Steps);
        var (low, high) = (Math.Floor(lowest / step) * step, Math.Ceiling((lowest + range) / step) * step);
        return new NumberAxis(low, high, [.. Enumerable.Range(0, (int)Math.Round((high - low) / step) + 1).Select(tick => low + (tick * step))]);
    }

    /// <summary>1, 2 or 5 times a power of ten, not below the number.</summary>
    private static double Round(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }
}
