using System.Globalization;

namespace Portal.Statistics.Forecasting;

/// <summary>How unusual one day of a series is.</summary>
/// <param name="Value">The value; <see langword="null"/> when the day is missing: it is never flagged.</param>
/// <param name="Expected">What the days before it let one expect; <see langword="null"/> with fewer than a season of known days.</param>
/// <param name="Z">The modified z of the day among the days before it; <see langword="null"/> likewise.</param>
/// <param name="Flagged">Whether |z| lies above <see cref="RobustScale.Limit"/>.</param>
public sealed record DailyAnomaly(double? Value, double? Expected, double? Z, bool Flagged)
{
    /// <summary>The same in a plain sentence.</summary>
    public string Sentence => (Value, Expected) switch
    {
        (null, _) => "There is no value for this day.",
        (_, null) => "There are too few days before this one to tell what is usual.",
        var (value, expected) => string.Create(
            CultureInfo.InvariantCulture,
            $"The value is {value:0.##}; about {expected:0.##} was to be expected, so this day is {(Flagged ? "unusual" : "usual")}."),
    };
}
