namespace Portal.Statistics.Counters;

/// <summary>A sum that keeps what rounding takes from it (A. Neumaier, 1974): as many digits for a billion rows as for one.</summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _lost;

    public CompensatedSum(double value) => _sum = value;

    public readonly double Value => _sum + _lost;

    public void Add(double value)
    {
        var sum = _sum + value;
        _lost += Math.Abs(_sum) >= Math.Abs(value) ? _sum - sum + value : value - sum + _sum;
        _sum = sum;
    }

    public void Add(CompensatedSum other)
    {
        Add(other._sum);
        _lost += other._lost;
    }
}
