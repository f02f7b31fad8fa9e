namespace Portal.Core.Evaluations.Hardware;

/// <summary>What predictions cost. Pure; nothing is rounded but the last digit.</summary>
public static class PredictionCost
{
    public const int Predictions = 1000;

    private const int Decimals = 12;

    /// <summary>Price of an hour over the predictions that are really made in it.</summary>
    /// <param name="cores">Of the machine; counts where the price is for one core.</param>
    /// <param name="rowsPerSecond">At full load.</param>
    /// <param name="utilisation">The share of the hour in which there is something to predict, above 0 up to 1.</param>
    /// <returns>The cost of <see cref="Predictions"/> in the price's currency; null when the speed is none that can be divided by.</returns>
    public static decimal? Of(HardwarePrice price, int cores, double rowsPerSecond, decimal utilisation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(utilisation);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(utilisation, 1);
        if (!double.IsFinite(rowsPerSecond) || rowsPerSecond is < 1e-6 or > 1e15)
        {
            return null;
        }

        var hour = price.PricePerHour * (price.Per == PricedUnit.Core ? cores : 1);
        return decimal.Round(hour * Predictions / ((decimal)rowsPerSecond * 3600 * utilisation), Decimals, MidpointRounding.AwayFromZero);
    }
}
