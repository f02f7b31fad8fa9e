namespace Portal.Statistics.Fairness;

/// <summary>What a fairness report judges by.</summary>
public sealed record FairnessOptions
{
    /// <summary>Rows that a group needs for a verdict, at least 1.</summary>
    public int MinimumRows
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = GroupFairness.DefaultMinimumRows;

    /// <summary>Rows among which a conditional rate is counted (positives for the true positive rate, …) that a verdict needs.</summary>
    public int MinimumOutcomes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 10;

    /// <summary>The level of significance of adjusted p-values.</summary>
    public double Level { get; init; } = 0.05;

    /// <summary>A significant difference below this is too small to matter.</summary>
    public double PracticalDifference { get; init; } = 0.01;

    /// <summary>A gap of rates from which a measure is to be looked at, where it is significant.</summary>
    public double NotableGap { get; init; } = 0.1;

    /// <summary>Groups below this share of all rows are pointed out: the screens leave their verdict open.</summary>
    public double SmallShare { get; init; } = 0.02;

    /// <summary>The groups that signed differences are taken against; <see langword="null"/> for none.</summary>
    public IReadOnlyCollection<string>? Privileged { get; init; }

    /// <summary>Samples of the bootstrap of gaps, at least 100; 0 for none.</summary>
    public int BootstrapSamples
    {
        get;
        init
        {
            if (value is not 0)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(value, 100);
            }

            field = value;
        }
    }

    /// <summary>Where the random streams of the bootstrap begin.</summary>
    public ulong Seed { get; init; } = 20_260_101;
}
