namespace Portal.Scoring.Contract;

/// <summary>What may be asked of a model beyond the rows of the table, to learn what its score depends on: the same rows again, each
/// time with one column changed.</summary>
public sealed record ProbePlan
{
    /// <summary>Columns of which every value is tried, as far as the model takes them: protected attributes.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>Rows of the sample, at most.</summary>
    public int Rows { get; init; } = 2_000;

    /// <summary>Rows that are scored in all, at most.</summary>
    public long Budget { get; init; } = 500_000;

    /// <summary>Seconds in all. A model that takes longer has no explanation: a part of one would differ from run to run.</summary>
    public int Seconds { get; init; } = 30;
}

/// <summary>How the rows of the sample are changed.</summary>
public enum ProbeKind
{
    /// <summary>Not at all: what the others are compared with, scored in the same way.</summary>
    AsIs,

    /// <summary>The values of a column are exchanged among the rows.</summary>
    Shuffled,

    /// <summary>A column has the same value in all rows.</summary>
    Set,

    /// <summary>A column's numbers are a little smaller.</summary>
    Lower,

    /// <summary>A column's numbers are a little larger.</summary>
    Higher,

    /// <summary>A column's fields are empty.</summary>
    Empty,
}

/// <summary>The sample, changed in one way.</summary>
/// <param name="Kind">How.</param>
/// <param name="Column">The column that is changed; empty when none is.</param>
/// <param name="Value">What it is set to, as the table writes it.</param>
/// <param name="Refusal">Why there are no scores, in a sentence; <see langword="null"/> when there are.</param>
public sealed record Probe(ProbeKind Kind, string Column, string? Value, string? Refusal);

/// <summary>A column that the model takes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsNumber">Whether the model takes numbers from it; otherwise categories.</param>
/// <param name="Distinct">Different values in the sample.</param>
/// <param name="Step">By how much its numbers are moved; <see langword="null"/> when they are not.</param>
public sealed record ProbedColumn(string Name, bool IsNumber, int Distinct, double? Step);

/// <summary>What was asked, and where the answers are.</summary>
/// <param name="Rows">Rows of the sample: those of <see cref="ProbeSample"/>.</param>
/// <param name="Columns">The columns that the model takes, in its order.</param>
/// <param name="Probes">In the order of the file of probe scores; those that were refused have nothing there.</param>
/// <param name="ScoresSha256">Digest of that file: 64-bit floats, little-endian, of each probe row after row.</param>
/// <param name="LeftOut">What was not asked and why, in sentences.</param>
public sealed record ProbeReport(
    int Rows, IReadOnlyList<ProbedColumn> Columns, IReadOnlyList<Probe> Probes, string ScoresSha256, IReadOnlyList<string> LeftOut)
{
    /// <summary>Why nothing was learnt, in a sentence; <see langword="null"/> when something was.</summary>
    public string? Failure { get; init; }

    internal static ProbeReport Failed(string sentence) => new(0, [], [], "", []) { Failure = sentence };
}
