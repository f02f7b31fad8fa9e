using System.Text.RegularExpressions;

namespace Portal.Statistics.Quality;

/// <summary>What a column's cells must be.</summary>
public enum ColumnType : byte
{
    /// <summary>A number.</summary>
    Number = 0,

    /// <summary>A whole number.</summary>
    Integer = 1,

    /// <summary>A text.</summary>
    Text = 2,

    /// <summary>True or false.</summary>
    Boolean = 3,
}

/// <summary>Why a cell is not valid. The first that applies counts, in this order.</summary>
public enum CellFault : byte
{
    /// <summary>It is valid.</summary>
    None = 0,

    /// <summary>It is not of the column's type.</summary>
    Type = 1,

    /// <summary>It is infinite or lies outside the range.</summary>
    Range = 2,

    /// <summary>It is not of the allowed set.</summary>
    Allowed = 3,

    /// <summary>It does not have the pattern.</summary>
    Pattern = 4,
}

/// <summary>What is expected of one column.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">What its cells must be.</param>
public sealed record ColumnRule(string Name, ColumnType Type)
{
    private static readonly TimeSpan s_patternTime = TimeSpan.FromMilliseconds(200);

    private readonly HashSet<string>? _allowed;
    private readonly Regex? _pattern;

    /// <summary>Whether a row without a value is incomplete.</summary>
    public bool Required { get; init; }

    /// <summary>Whether the column is part of the row's key.</summary>
    public bool Key { get; init; }

    /// <summary>The smallest number allowed; <see langword="null"/> for no limit.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest number allowed; <see langword="null"/> for no limit.</summary>
    public double? Maximum { get; init; }

    /// <summary>The values allowed, compared ordinally in their invariant form; <see langword="null"/> for any.</summary>
    public IReadOnlyCollection<string>? Allowed
    {
        get => _allowed;
        init => _allowed = value?.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>A regular expression that the whole cell must match; <see langword="null"/> for none.</summary>
    /// <exception cref="ArgumentException">It is no regular expression that can be matched in linear time.</exception>
    public string? Pattern
    {
        get;
        init
        {
            field = value;
            _pattern = value is null ? null : Compile(value);
        }
    }

    /// <summary>Whether any text is valid.</summary>
    public bool TakesAnyText => Type == ColumnType.Text && _allowed is null && _pattern is null;

    /// <summary>Whether cells must be numbers, and nothing is asked of how they are written.</summary>
    internal bool TakesNumbers => Type is ColumnType.Number or ColumnType.Integer && _allowed is null && _pattern is null;

    /// <summary>Checks a cell with content.</summary>
    internal CellFault Check(QualityCell cell)
    {
        if (!IsOfType(cell))
        {
            return CellFault.Type;
        }

        if (cell.Kind == CellKind.Number
            && (!double.IsFinite(cell.AsNumber) || cell.AsNumber < Minimum || cell.AsNumber > Maximum))
        {
            return CellFault.Range;
        }

        if (_allowed is not null && !_allowed.Contains(cell.AsText))
        {
            return CellFault.Allowed;
        }

        return _pattern is not null && !Matches(_pattern, cell.AsText) ? CellFault.Pattern : CellFault.None;
    }

    private bool IsOfType(QualityCell cell) => Type switch
    {
        ColumnType.Number => cell.Kind == CellKind.Number,
        ColumnType.Integer => cell.Kind == CellKind.Number
            && (!double.IsFinite(cell.AsNumber) || cell.AsNumber == Math.Floor(cell.AsNumber)),
        ColumnType.Text => cell.Kind == CellKind.Text,
        ColumnType.Boolean => cell.Kind == CellKind.Boolean,
    };

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, s_patternTime);
        }
        catch (NotSupportedException fault)
        {
            throw new ArgumentException($"The pattern '{pattern}' cannot be matched in linear time.", nameof(pattern), fault);
        }
    }

    private static bool Matches(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
