namespace Portal.Statistics.Uncertainty;

/// <summary>Number, mean and spread of values, kept around the mean so that a large offset costs no digits (B. P. Welford, 1962; merged
/// after T. F. Chan, G. H. Golub and R. J. LeVeque, 1979).</summary>
/// <param name="Rows">Number of values.</param>
/// <param name="Mean">Their mean; 0 without values.</param>
/// <param name="SquaresAroundMean">Σ (value − mean)².</param>
/// <param name="Minimum">The smallest; 0 without values.</param>
/// <param name="Maximum">The largest; 0 without values.</param>
internal readonly record struct RunningMoments(long Rows, double Mean, double SquaresAroundMean, double Minimum, double Maximum)
{
    /// <summary>Whether all values are the same: rounding leaves a residue in the squares then.</summary>
    public bool Constant => Minimum.Equals(Maximum);

    public RunningMoments With(double value)
    {
        var off = value - Mean;
        var mean = Mean + off / (Rows + 1);
        return Rows == 0
            ? new RunningMoments(1, value, 0, value, value)
            : new RunningMoments(Rows + 1, mean, SquaresAroundMean + off * (value - mean), Math.Min(Minimum, value), Math.Max(Maximum, value));
    }

    public RunningMoments Merge(RunningMoments other)
    {
        if (Rows == 0 || other.Rows == 0)
        {
            return Rows == 0 ? other : this;
        }

        var rows = Rows + other.Rows;
        var off = other.Mean - Mean;
        return new RunningMoments(
            rows,
            Mean + off * other.Rows / rows,
            SquaresAroundMean + other.SquaresAroundMean + off * off * ((double)Rows * other.Rows / rows),
            Math.Min(Minimum, other.Minimum),
            Math.Max(Maximum, other.Maximum));
    }
}
