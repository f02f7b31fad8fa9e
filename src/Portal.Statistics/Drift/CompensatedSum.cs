namespace Portal.Statistics.Drift;

/// <summary>A sum that keeps what each addition rounds away (W. Kahan, 1965, as improved by A. Neumaier, 1974).</summary>
internal readonly struct CompensatedSum(double sum, double lost = 0)
{
    private readonly double _sum = sum;
    private readonly double _lost = lost;

    /// <summary>The sum, at most the greatest finite number.</summary>
    public double Value => Math.Clamp(_sum + _lost, -double.MaxValue, double.MaxValue);

    public CompensatedSum Plus(double value)
    {
        var next = Math.Clamp(_sum + value, -double.MaxValue, double.MaxValue);
        return new CompensatedSum(next, _lost + (Math.Abs(_sum) >= Math.Abs(value) ? _sum - next + value : value - next + _sum));
    }

    public CompensatedSum Plus(CompensatedSum other)
    {
        var next = Plus(other._sum);
        return new CompensatedSum(next._sum, next._lost + other._lost);
    }
}
