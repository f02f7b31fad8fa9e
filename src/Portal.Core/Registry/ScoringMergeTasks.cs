namespace Portal.Core.Registry;

/// <content>What only some tasks ask for.</content>
public sealed partial class ScoringMerge
{
    private string? QueryColumn(string? label)
    {
        if (_task != ModelTask.Ranking)
        {
            return null;
        }

        var column = Text(ScoringFields.QueryColumn, _declared.QueryColumn, _said.QueryColumn, "Say which column tells the queries apart: rows with the same value there are ordered among each other.");
        return column is not null && string.Equals(column, label, StringComparison.Ordinal)
            ? Wrong(ScoringFields.QueryColumn, $"`{column}` is the label column; the queries are told apart by another one.")
            : column;
    }
}
