using System.Globalization;

namespace Portal.Statistics.Quality;

/// <summary>What a cell holds.</summary>
public enum CellKind : byte
{
    /// <summary>The row does not have the column at all.</summary>
    Absent = 0,

    /// <summary>The column is there and empty.</summary>
    Missing = 1,

    /// <summary>A number.</summary>
    Number = 2,

    /// <summary>A text.</summary>
    Text = 3,

    /// <summary>True or false.</summary>
    Boolean = 4,
}

/// <summary>One cell of a row, as it arrived.</summary>
public readonly record struct QualityCell
{
    private readonly double _number;
    private readonly string? _text;

    private QualityCell(CellKind kind, double number, string? text) => (Kind, _number, _text) = (kind, number, text);

    /// <summary>A column that the row does not have.</summary>
    public static QualityCell Absent => default;

    /// <summary>An empty cell.</summary>
    public static QualityCell Missing => new(CellKind.Missing, 0, null);

    /// <summary>What the cell holds.</summary>
    public CellKind Kind { get; }

    /// <summary>The number; meaningful for <see cref="CellKind.Number"/>, and 1 or 0 for <see cref="CellKind.Boolean"/>.</summary>
    public double AsNumber => _number;

    /// <summary>The cell as text: numbers and truth values in their invariant form; empty for a cell without content.</summary>
    public string AsText => Kind switch
    {
        CellKind.Number => _number.ToString("R", CultureInfo.InvariantCulture),
        CellKind.Boolean => _number > 0 ? "true" : "false",
        _ => _text ?? "",
    };

    /// <summary>Whether the cell is a text of nothing but white space, which counts as missing.</summary>
    public bool IsBlank => Kind == CellKind.Text && string.IsNullOrWhiteSpace(_text);

    /// <summary>Whether there is something to check.</summary>
    public bool HasContent => Kind is CellKind.Number or CellKind.Boolean || (Kind == CellKind.Text && !IsBlank);

    /// <summary>A number; not-a-number means missing.</summary>
    /// <param name="value">The number.</param>
    public static QualityCell Of(double value) => double.IsNaN(value) ? Missing : new(CellKind.Number, value, null);

    /// <summary>A text; <see langword="null"/> means missing.</summary>
    /// <param name="value">The text.</param>
    public static QualityCell Of(string? value) => value is null ? Missing : new(CellKind.Text, 0, value);

    /// <summary>True or false.</summary>
    /// <param name="value">Which.</param>
    public static QualityCell Of(bool value) => new(CellKind.Boolean, value ? 1 : 0, null);
}
