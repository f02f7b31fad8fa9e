using System.Text;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Tests;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\n1,2\n3,4", "1|2;3|4")]
    [InlineData("a,b\r\n1,2\r\n\r\n", "1|2")]
    [InlineData("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n", "x, y|say \"hi\"")]
    [InlineData("a,b\n\"two\nlines\",2\n3,4\n", "two\nlines|2;3|4")]
    [InlineData("a,b\n,\n", "|")]
    [InlineData("a\nx\n\"\"\ny\n", "x;;y")]
    [InlineData("\uFEFFa,b\n1,ü\n", "1|ü")]
    public void Read_WellFormed_GivesFields(string text, string expected)
    {
        using var reader = Open(text);

        Assert.Equal(expected, string.Join(';', Rows(reader)));
        Assert.Null(reader.Defect);
    }

    [Theory]
    [InlineData("", "The table is empty: it has no header line.")]
    [InlineData("a,,c\n", "Column 2 of the header has no name.")]
    [InlineData("a,b,a\n", "The header names the column `a` twice.")]
    [InlineData("a,b\n1,2\n3\n", "Row 2 has 1 fields, the header has 2.")]
    [InlineData("a,b\n1,\"2\n", "Row 1 opens a quote that is never closed.")]
    [InlineData("a,b\n1,2\"3\"\n", "Row 1 has a quote inside a field that does not begin with one.")]
    public void Read_Malformed_SaysWhere(string text, string defect)
    {
        using var reader = Open(text);

        _ = Rows(reader).Count;

        Assert.Equal(defect, reader.Defect);
    }

    [Fact]
    public void Read_RowsAcrossBuffers_AreWhole()
    {
        var text = new StringBuilder("id,text\n");
        for (var i = 0; i < 20_000; i++)
        {
            text.Append(i).Append(",\"line one\nline \"\"two\"\" of ").Append(i).Append("\"\n");
        }

        using var reader = Open(text.ToString());
        var rows = Rows(reader);

        Assert.Null(reader.Defect);
        Assert.Equal(20_000, rows.Count);
        Assert.Equal("19999|line one\nline \"two\" of 19999", rows[^1]);
    }

    [Fact]
    public void Read_EndlessLine_IsRefusedAtTheLimit()
    {
        using var reader = Open("a,b\n" + new string('x', 5 * 1024 * 1024));

        Assert.False(reader.Read());
        Assert.Equal("Row 1 is longer than 4 MB.", reader.Defect);
    }

    private static CsvReader Open(string text) => CsvReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static List<string> Rows(CsvReader reader)
    {
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.Columns.Count).Select(column => Encoding.UTF8.GetString(reader[column]))));
        }

        return rows;
    }
}
