namespace Portal.Scoring.Inputs;

/// <summary>What a model takes from a column.</summary>
internal enum InputKind
{
    /// <summary>A number with decimals.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>One of several values: a text, or the number that an encoding gives it.</summary>
    Category,
}

/// <summary>A column of the table that a model takes.</summary>
internal sealed record InputColumn(string Name, InputKind Kind);
