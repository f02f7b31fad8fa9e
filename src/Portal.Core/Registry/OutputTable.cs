using System.Text.Unicode;
using Portal.Scoring.Contract;

namespace Portal.Core.Registry;

/// <summary>A table of what a model wrote elsewhere, as the file of a version. Nothing in it is run, so the portal reads it itself.</summary>
internal static class OutputTable
{
    /// <summary>More than this is compared with references in no reasonable time.</summary>
    public const long MostBytes = 64L * 1024 * 1024;

    public const int MostTextBytes = 32 * 1024;

    private const int LongestName = 200;

    /// <param name="content">Disposed of.</param>
    public static Outcome<ModelSignature> Read(Stream content, CancellationToken ct)
    {
        var bytes = content.Length;
        using var table = CsvReader.Open(content);
        if (bytes > MostBytes)
        {
            return Refuse($"The table has {bytes:N0} bytes; {MostBytes:N0} are the most.");
        }

        if (table.Defect is not null || table.Columns.Count < 2 || table.Columns.Any(IsNoName))
        {
            return Refuse(table.Defect ?? "Its first line does not name at least two columns: one for the row and one for the text.");
        }

        while (table.Read())
        {
            ct.ThrowIfCancellationRequested();
            for (var column = 0; column < table.Columns.Count; column++)
            {
                if (table[column].Length > MostTextBytes || !Utf8.IsValid(table[column]))
                {
                    return Refuse($"Row {table.Row}: `{table.Columns[column]}` is longer than {MostTextBytes:N0} bytes or no text in UTF-8.");
                }
            }
        }

        return table.Defect is { } defect ? Refuse(defect)
            : table.Row == 0 ? Refuse("The table has no rows.")
            : new ModelSignature(0, "", "", [], [], [.. table.Columns.Select(name => new ModelValue(name, "tensor", "text", null))], new Dictionary<string, string>(), 0, bytes)
            {
                Format = ArtifactFormat.OutputTable,
            };
    }

    private static bool IsNoName(string name) => name.Length > LongestName || name.Any(letter => char.IsControl(letter) || letter == '\uFFFD');

    private static Refusal Refuse(string what) => new(
        RefusalKind.Invalid, "version.file.no-table", $"A version of a text generator is a table in CSV with a header line, and this file is none that can be read. {what}",
        "Write one row for each row of the evaluation data, with its identifier and the text.");
}
