namespace Portal.Core.Datasets;

/// <summary>The room's enums as they stand in a sentence.</summary>
public static class DatasetWords
{
    public static string InWords(this ColumnRole role) => role switch
    {
        ColumnRole.Feature => "feature",
        ColumnRole.Label => "label",
        ColumnRole.ProtectedAttribute => "protected attribute",
        ColumnRole.Identifier => "identifier",
        ColumnRole.Timestamp => "timestamp",
        ColumnRole.Ignored => "ignored",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    public static string InWords(this ColumnType type) => type switch
    {
        ColumnType.Text => "text",
        ColumnType.Integer => "whole number",
        ColumnType.Number => "number",
        ColumnType.Boolean => "yes or no",
        ColumnType.Instant => "instant",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public static string InWords(this DataClassification classification) => classification switch
    {
        DataClassification.Public => "public",
        DataClassification.Internal => "internal",
        DataClassification.Confidential => "confidential",
        DataClassification.Personal => "personal data",
        DataClassification.SpecialCategory => "special category of personal data",
        _ => throw new ArgumentOutOfRangeException(nameof(classification), classification, null),
    };
}
