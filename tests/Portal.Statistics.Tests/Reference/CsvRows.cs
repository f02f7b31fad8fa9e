using System.Text;

namespace Portal.Statistics.Tests.Reference;

/// <summary>Cells of a CSV table as they are written. Quotes hold commas; none of the tables here has a quote in a cell.</summary>
internal static class CsvRows
{
    /// <summary>All rows of a file, the header first.</summary>
    public static List<string[]> Read(string path)
    {
        var (rows, row, cell, quoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        foreach (var letter in File.ReadAllText(path).TrimEnd().Append('\n'))
        {
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (quoted || letter is not (',' or '\n' or '\r'))
            {
                cell.Append(letter);
            }
            else if (letter != '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (letter == '\n')
                {
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
        }

        return rows;
    }
}
