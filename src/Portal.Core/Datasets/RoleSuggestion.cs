using System.Globalization;

namespace Portal.Core.Datasets;

/// <summary>Which role a column seems to have. Pure.</summary>
internal static class RoleSuggestion
{
    private static readonly string[] s_labels = ["label", "target", "class", "outcome", "y", "default", "deny", "denied", "approved", "churn", "fraud"];

    private static readonly string[] s_protected =
        ["sex", "gender", "race", "ethnicity", "ethnic", "age", "agegroup", "religion", "nationality", "citizenship", "foreignworker", "disability", "marital", "maritalstatus", "single", "pregnant", "afam"];

    public static (ColumnRole Role, string Why) Of(ColumnType type, long rows, long missing, int? distinct) => type switch
    {
        ColumnType.Instant => (ColumnRole.Timestamp, "holds instants"),
        ColumnType.Text when missing == rows => (ColumnRole.Ignored, "holds no value"),
        ColumnType.Text when missing == 0 && rows > 1 && (distinct is null || distinct == rows) => (ColumnRole.Identifier, distinct is null ? "has very many different values" : "every row has its own value"),
        _ when distinct == 1 => (ColumnRole.Feature, "holds one value only"),
        _ => (ColumnRole.Feature, string.Create(CultureInfo.InvariantCulture, $"holds {type.InWords()}{(type == ColumnType.Boolean ? "" : "s")}").Replace("texts", "text", StringComparison.Ordinal)),
    };

    public static string? Question(string name)
    {
        var plain = new string([.. name.Where(char.IsLetter)]).ToLowerInvariant();
        return s_protected.Contains(plain, StringComparer.Ordinal) ? "Is this a protected attribute?"
            : s_labels.Contains(plain, StringComparer.Ordinal) ? "Is this the label, the true outcome?"
            : null;
    }
}
