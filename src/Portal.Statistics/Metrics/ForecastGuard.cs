namespace Portal.Statistics.Metrics;

/// <summary>The conditions that forecasts and their truth must meet.</summary>
internal static class ForecastGuard
{
    public static void CheckFinite(ReadOnlySpan<double> values, string name)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException($"Value {i} is not finite.", name);
            }
        }
    }
}
