using System.Globalization;
using Portal.Core.Storage;

namespace Portal.Core.Datasets;

/// <summary>What the columns of a snapshot must be. Pure.</summary>
public static class SchemaRules
{
    /// <summary>Whether names, types and roles go together, before the file is read. The fields are named <c>columns.NAME</c>.</summary>
    public static Refusal? Refuses(IReadOnlyList<DatasetColumn> columns)
    {
        if (columns.Select(RefusesChoices).FirstOrDefault(refusal => refusal is not null) is { } unknown)
        {
            return unknown;
        }

        var wrong = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (RefusesOne(column) is { } sentence)
            {
                wrong[$"columns.{column.Name}"] = sentence;
            }
        }

        AddRepeated(wrong, columns.Where(column => column.Role == ColumnRole.Label), "There is one label at most; `{0}` is another.");
        AddRepeated(wrong, columns.Where(column => column.Role == ColumnRole.Timestamp), "There is one timestamp at most; `{0}` is another.");
        foreach (var twice in columns.GroupBy(column => column.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            wrong[$"columns.{twice.Key}"] = $"The column `{twice.Key}` is named twice.";
        }

        return columns.Count == 0 ? Refusal.Invalid("columns", "Say type and role of each column.")
            : wrong.Count == 0 ? null
            : new Refusal(RefusalKind.Invalid, "dataset.columns", wrong.Values.First()) { Fields = wrong };
    }

    /// <summary>Whether the file holds these columns and what was said of them.</summary>
    internal static Refusal? RefusesContent(IReadOnlyList<DatasetColumn> columns, TableScan scan)
    {
        var wrong = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var declared = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var there = scan.Columns.ToDictionary(tally => tally.Name, StringComparer.Ordinal);
        foreach (var name in declared.Keys.Where(name => !there.ContainsKey(name)))
        {
            wrong[$"columns.{name}"] = $"The file has no column `{name}`.";
        }

        foreach (var tally in scan.Columns)
        {
            var sentence = declared.TryGetValue(tally.Name, out var column) ? RefusesTally(column, tally) : $"Say type and role of the column `{tally.Name}` as well.";
            if (sentence is not null)
            {
                wrong[$"columns.{tally.Name}"] = sentence;
            }
        }

        return wrong.Count == 0 ? null : Refuse(wrong, scan.Columns.Sum(tally => tally.Defects));
    }

    private static Refusal Refuse(SortedDictionary<string, string> wrong, long defects)
    {
        var more = defects > 1 ? string.Create(CultureInfo.InvariantCulture, $" {defects - 1:N0} more cell{(defects > 2 ? "s do" : " does")} not fit.") : "";
        var first = wrong.Values.FirstOrDefault(sentence => sentence.StartsWith("Row ", StringComparison.Ordinal)) ?? wrong.Values.First();
        return new(RefusalKind.Invalid, "dataset.columns", $"{first}{more} Nothing was imported.", "Correct the file, or choose another type for the column.") { Fields = wrong };
    }

    private static string? RefusesTally(DatasetColumn column, ColumnTally tally) =>
        tally.Defect
        ?? (column.Role == ColumnRole.ProtectedAttribute && tally.PrivilegedRows == 0
            ? $"No row has '{column.PrivilegedValue}' in `{column.Name}`; choose a value that occurs as the privileged one."
            : null);

    private static Refusal? RefusesChoices(DatasetColumn? column) => column is null
        ? Refusal.Invalid("columns", "Say name, type and role of each column.")
        : Choices.Refuses($"columns.{column.Name}", column.Type) ?? Choices.Refuses($"columns.{column.Name}", column.Role);

    private static string? RefusesOne(DatasetColumn column) => column switch
    {
        { Role: ColumnRole.ProtectedAttribute, PrivilegedValue: null or "" } => $"Say which value of `{column.Name}` is the privileged group.",
        { Role: not ColumnRole.ProtectedAttribute, PrivilegedValue: not null } => $"Only a protected attribute has a privileged value; `{column.Name}` is {Article(column.Role)}.",
        { Role: ColumnRole.Timestamp, Type: not ColumnType.Instant } => $"A timestamp holds instants; `{column.Name}` holds {column.Type.InWords()}.",
        _ => null,
    };

    private static string Article(ColumnRole role) => role switch
    {
        ColumnRole.Identifier => "an identifier",
        ColumnRole.Ignored => "ignored",
        _ => "a " + role.InWords(),
    };

    private static void AddRepeated(SortedDictionary<string, string> wrong, IEnumerable<DatasetColumn> columns, string sentence)
    {
        var all = columns.ToList();
        foreach (var column in all.Skip(1))
        {
            wrong.TryAdd($"columns.{column.Name}", string.Format(CultureInfo.InvariantCulture, sentence, all[0].Name));
        }
    }
}
