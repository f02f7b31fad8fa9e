namespace Portal.Scoring.Contract;

/// <summary>How rows of a table become inputs of a model.</summary>
public enum InputStyle
{
    /// <summary>Told by the model's inputs.</summary>
    Auto,

    /// <summary>One named tensor for each column of the table.</summary>
    Columns,

    /// <summary>One tensor [N, F] that holds all features in a declared order.</summary>
    Matrix,
}

/// <summary>What a model gives for each row.</summary>
public enum OutputKind
{
    /// <summary>Of two classes the probability of the positive one: one number.</summary>
    PositiveProbability,

    /// <summary>The probability of each class; they add up to 1.</summary>
    ClassProbabilities,

    /// <summary>The probability of each label by itself; any number of them can be true at once.</summary>
    LabelProbabilities,

    /// <summary>One number: a predicted amount, or a relevance that rows are ordered by.</summary>
    Value,

    /// <summary>A number for each declared quantile of a predicted distribution.</summary>
    Quantiles,

    /// <summary>A vector whose direction stands for the row's meaning.</summary>
    Embedding,
}

/// <summary>What the number that the model gives is.</summary>
public enum ScoreTransform
{
    /// <summary>A probability.</summary>
    None,

    /// <summary>Log-odds; the logistic function makes a probability of it.</summary>
    Sigmoid,
}

/// <summary>Everything that one scoring is made from. The label column is not part of it: a model never sees it.</summary>
public sealed record ScoringSpec
{
    /// <summary>Absolute path of the model file.</summary>
    public required string ModelPath { get; init; }

    /// <summary>Absolute path of the table: CSV in UTF-8 with a header line.</summary>
    public required string TablePath { get; init; }

    /// <summary>How rows become inputs.</summary>
    public InputStyle InputStyle { get; init; }

    /// <summary>Columns in the order of the feature matrix.</summary>
    public IReadOnlyList<string> FeatureOrder { get; init; } = [];

    /// <summary>Number for each known category of a column of the feature matrix.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> FeatureEncoding { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, double>>();

    /// <summary>What the model gives for each row.</summary>
    public OutputKind Output { get; init; }

    /// <summary>The quantiles that the model predicts, each between 0 and 1, in the order of its columns.</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [];

    /// <summary>The model's class labels in the order of its probability columns; empty when it gives one probability only.</summary>
    public IReadOnlyList<string> ClassLabels { get; init; } = [];

    /// <summary>The class whose probability is the score, as the model labels it; empty unless there are two classes.</summary>
    public string PositiveClass { get; init; } = "";

    /// <summary>At or above it a row is predicted positive.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>What the model's number is.</summary>
    public ScoreTransform Transform { get; init; }

    /// <summary>Rows that are run at once.</summary>
    public int BatchRows { get; init; } = 4096;

    /// <summary>Threads inside an operator. One, where the scores are evidence: some models move by rounding with more.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Calls with a single row that latency is measured from; 0 measures none.</summary>
    public int LatencyCalls { get; init; } = 200;

    /// <summary>Milliseconds that speed by batch and threads may be measured for; 0, like no calls for latency, measures none.</summary>
    public int SpeedMilliseconds { get; init; } = 2000;

    /// <summary>Which device scores.</summary>
    public DeviceWish Device { get; init; } = DeviceWish.Any;

    /// <summary>Milliseconds between two lines of progress.</summary>
    public int ProgressMilliseconds { get; init; } = 250;

    /// <summary>Rows that the table is known to have, for progress.</summary>
    public long? RowsExpected { get; init; }

    /// <summary>More rows than this are refused.</summary>
    public long RowLimit { get; init; } = 50_000_000;

    /// <summary>What is asked beyond the rows of the table; <see langword="null"/> for nothing.</summary>
    public ProbePlan? Probes { get; init; }

    /// <summary>What the process may use.</summary>
    public ScoringLimits Limits { get; init; } = new();
}

/// <summary>What one scoring process may use.</summary>
public sealed record ScoringLimits
{
    /// <summary>Bytes of memory.</summary>
    public long MemoryBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Seconds from start to end, on the wall.</summary>
    public int WallSeconds { get; init; } = 600;

    /// <summary>Seconds of processor time.</summary>
    public int CpuSeconds { get; init; } = 900;

    /// <summary>Bytes that any one file it writes may have.</summary>
    public long FileBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>Bytes that it may say in progress and report.</summary>
    public long OutputBytes { get; init; } = 8L * 1024 * 1024;
}
