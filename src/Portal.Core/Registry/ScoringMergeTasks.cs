using System.Globalization;

namespace Portal.Core.Registry;

/// <content>What only some tasks ask for.</content>
public sealed partial class ScoringMerge
{
    /// <summary>A table says nothing of itself but its columns; what they hold is asked.</summary>
    private ScoringDraft MakeTexts()
    {
        var column = Text(ScoringFields.LabelColumn, null, _said.LabelColumn, "Say which column of the data holds the reference: the text that would have been right.");
        var identifier = ColumnOfTable(ScoringFields.IdentifierColumn, _said.IdentifierColumn, "Say which column names the row, in this table and in the data.");
        var others = _signature.Outputs.Where(output => output.Name != identifier).ToList();
        var only = identifier is not null && others is [var other] ? other.Name : null;
        var text = ColumnOfTable(ScoringFields.TextColumn, _said.TextColumn ?? only, "Say which column holds what was written.");
        if (text is not null && text == identifier)
        {
            text = Wrong(ScoringFields.TextColumn, $"`{text}` names the row; the text stands in another column.");
        }
        else if (text is not null && text == only)
        {
            _sources[ScoringFields.TextColumn] = RuleSource.Signature;
        }

        var statement = new ScoringStatement(
            InputStyle.Columns, [], new Dictionary<string, IReadOnlyDictionary<string, double>>(), column, [], IdentifierColumn: identifier, TextColumn: text);
        return new(statement, _sources, _problems, null, [], _problems.Count == 0 ? Rules(statement, []) : null);
    }

    private string? ColumnOfTable(string field, string? said, string ask)
    {
        var column = Text(field, null, said, ask);
        return column is not null && _signature.Outputs.All(output => output.Name != column)
            ? Wrong(field, $"The table has no column `{column}`; it has {string.Join(", ", _signature.Outputs.Take(12).Select(output => output.Name))}.")
            : column;
    }

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

    private IReadOnlyList<double>? Quantiles()
    {
        if (_task != ModelTask.Forecasting)
        {
            return null;
        }

        var (file, said) = (_declared.Quantiles is { Count: > 0 } declared ? declared : null, _said.Quantiles is { Count: > 0 } stated ? stated : null);
        if (file is not null && said is not null && !file.SequenceEqual(said))
        {
            Wrong(ScoringFields.Quantiles, $"The file says {string.Join(", ", file.Select(Written))}, in this order.");
            return file;
        }

        var levels = Known(ScoringFields.Quantiles, file, said, "Say which quantiles the model predicts, in the order of its columns, such as 0.05, 0.5, 0.95.");
        if (levels is not null && !RiseWithinOne(levels))
        {
            Wrong(ScoringFields.Quantiles, "Quantiles are numbers between 0 and 1 that rise from column to column.");
            return null;
        }

        return levels;
    }

    private string? LabelSeparator(IReadOnlyList<string>? labels)
    {
        if (!Several)
        {
            return null;
        }

        var separator = Text(ScoringFields.LabelSeparator, _declared.LabelSeparator, _said.LabelSeparator, "Say what stands between the labels of a row in the label column, such as | or ;.");
        return separator is not null && labels?.FirstOrDefault(label => label.Contains(separator, StringComparison.Ordinal)) is { } torn
            ? Wrong(ScoringFields.LabelSeparator, $"The label '{torn}' holds '{separator}' itself, so it would be torn apart.")
            : separator;
    }

    private string? RoleColumn(string? label)
    {
        if (_task != ModelTask.Retrieval || (_declared.RoleColumn is null && _said.RoleColumn is null))
        {
            return null;
        }

        var column = Text(ScoringFields.RoleColumn, _declared.RoleColumn, _said.RoleColumn, "");
        return column is not null && string.Equals(column, label, StringComparison.Ordinal)
            ? Wrong(ScoringFields.RoleColumn, $"`{column}` is the label column; another one says which rows are queries.")
            : column;
    }

    private static bool RiseWithinOne(IReadOnlyList<double> levels) =>
        levels.All(level => level is > 0 and < 1) && levels.Zip(levels.Skip(1)).All(pair => pair.First < pair.Second);

    private static string Written(double number) => number.ToString(CultureInfo.InvariantCulture);
}
