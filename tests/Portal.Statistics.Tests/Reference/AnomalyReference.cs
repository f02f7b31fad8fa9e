using Portal.Statistics.Forecasting;

namespace Portal.Statistics.Tests.Reference;

internal sealed class AnomalyReference : IReferenceFile
{
    public string Name => "anomaly";

    public IReadOnlyDictionary<string, object?> Answer(ReferenceCase given) => given.Kind switch
    {
        "robust_z" => Robust(given),
        "holt_winters_additive" => Forecast(given),
        "stl" => Decomposition(given),
        var kind => throw new NotSupportedException($"Nothing is known of {kind}."),
    };

    private static Dictionary<string, object?> Robust(ReferenceCase given)
    {
        var values = given.Column("x").Numbers;
        var scale = RobustScale.Of(values);
        double?[] z = [.. values.Select(value => scale?.Z(value))];
        return new Dictionary<string, object?>
        {
            ["median"] = scale?.Median,
            ["mad_unscaled"] = scale?.MedianDeviation,
            ["scale_used"] = scale?.Kind switch
            {
                ScaleKind.MedianDeviation => "mad",
                ScaleKind.MeanDeviation => "mean_ad",
                ScaleKind.Constant => "constant",
                null => null,
            },
            ["z"] = z,
            ["flag"] = z.Select(value => Math.Abs(value ?? 0) > RobustScale.Limit).ToArray(),
        };
    }

    private static Dictionary<string, object?> Forecast(ReferenceCase given)
    {
        var smoothing = new Smoothing(given.Number("alpha"), given.Number("beta"), given.Number("gamma"));
        var followed = HoltWinters.Follow(given.Column("y").Numbers, given.Integer("period"), smoothing);
        var forecast = followed?.Forecast(given.Integer("horizon"), given.Number("level"));
        return new Dictionary<string, object?>
        {
            ["fitted_last5"] = followed?.Fitted.TakeLast(5).ToArray(),
            ["forecast"] = forecast?.Select(step => step.Value).ToArray(),
            ["sigma2"] = followed?.SquaredError,
            ["half_width"] = forecast?.Select(step => step.HalfWidth).ToArray(),
        };
    }

    private static Dictionary<string, object?> Decomposition(ReferenceCase given)
    {
        var parameters = given.Root.GetProperty("params");
        var (period, outer) = (given.Integer("period"), parameters.GetProperty("outer").GetInt32());
        if (parameters.GetProperty("seasonal").GetInt32() != 7 || outer is not (0 or 15))
        {
            throw new NotSupportedException("STL is known with a seasonal window of 7 and with 0 or 15 outer passes.");
        }

        var parts = SeasonalDecomposition.Of(given.Column("y").Numbers, period, robust: outer > 0);
        return new Dictionary<string, object?> { ["trend"] = parts?.Trend, ["seasonal"] = parts?.Seasonal };
    }
}
