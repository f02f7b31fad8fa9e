namespace Portal.Core.Datasets;

public enum ColumnType
{
    Text,
    Integer,
    Number,
    Boolean,
    Instant,
}

public enum ColumnRole
{
    Feature,
    Label,
    ProtectedAttribute,
    Identifier,
    Timestamp,
    Ignored,
}

/// <summary>One column of an immutable snapshot.</summary>
/// <param name="PrivilegedValue">For a protected attribute: the group that the others are compared with. Never guessed.</param>
public sealed record DatasetColumn(string Name, ColumnType Type, ColumnRole Role, string? PrivilegedValue = null)
{
    public const int LongestName = 200;
}
