namespace Portal.Statistics.Drift;

/// <summary>Rows of one category on both sides.</summary>
/// <param name="Label">The label, or <see cref="CategoricalBaseline.Other"/>.</param>
/// <param name="ReferenceRows">Rows of the reference.</param>
/// <param name="CurrentRows">Rows of the window.</param>
public sealed record CategoryLine(string Label, long ReferenceRows, long CurrentRows);

/// <summary>Everything measured of a category column. Measures are <see langword="null"/> where they are not defined.</summary>
public sealed record CategoricalDriftResult
{
    /// <summary>So many new and vanished categories are named.</summary>
    public const int MostNamed = 100;

    /// <summary>Rows of the reference with a label.</summary>
    public required long ReferenceRows { get; init; }

    /// <summary>Rows of the window with a label.</summary>
    public required long CurrentRows { get; init; }

    /// <summary>Rows of the reference without one.</summary>
    public required long ReferenceMissing { get; init; }

    /// <summary>Rows of the window without one.</summary>
    public required long CurrentMissing { get; init; }

    /// <summary>How the share of missing labels changed.</summary>
    public required RateChange Missing { get; init; }

    /// <summary><see cref="DriftStatus.Ok"/>, <see cref="DriftStatus.InsufficientData"/> or <see cref="DriftStatus.NoData"/>: whether there
    /// is enough to conclude from.</summary>
    public required DriftStatus Status { get; init; }

    /// <summary>Whether the reference names things rather than kinds of things, so that drift has no meaning.</summary>
    public required bool IsIdentifier { get; init; }

    /// <summary>The kept categories, the reference's most frequent first, and at the end <see cref="CategoricalBaseline.Other"/> if needed.</summary>
    public IReadOnlyList<CategoryLine> Categories { get; init; } = [];

    /// <summary>Categories of the window that the reference does not have, in the order of their characters: the first 100.</summary>
    public IReadOnlyList<string> NewCategories { get; init; } = [];

    /// <summary>Categories of the reference that the window does not have: the first 100.</summary>
    public IReadOnlyList<string> VanishedCategories { get; init; } = [];

    /// <summary>Rows of the window in new categories; <see langword="null"/> where the reference has too many to know them all by name.</summary>
    public long? NewRows { get; init; }

    /// <summary>Their share of the window's rows, in [0, 1].</summary>
    public double? NewShare { get; init; }

    /// <summary>Rows of the reference that are alone in their category: their share is about the share of unseen categories to expect of
    /// any further rows (I. J. Good, 1953).</summary>
    public long ReferenceOnce { get; init; }

    /// <summary>Distances over the kept categories.</summary>
    public BinDistances? Distances { get; init; }

    /// <summary>Test of the kept categories' counts.</summary>
    public HomogeneityTest? Homogeneity { get; init; }

    /// <summary>What a decision rests on where <see cref="CategoricalBaseline.Other"/> puts labels together; <see langword="null"/> where
    /// every label is a category of its own, and <see cref="Distances"/> and <see cref="Homogeneity"/> are what it rests on.</summary>
    public CategoryJudgement? Judgement { get; init; }
}
