using System.Text;
using Portal.Core.Costs.Charges;

namespace Portal.Core.Tests.Costs.Charges;

public sealed class CsvRecordsTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1:a|b 2:1|2")]
    [InlineData("\uFEFFa,b\r\n1,2\r\n", "1:a|b 2:1|2")]
    [InlineData("a,b\n1,2", "1:a|b 2:1|2")]
    [InlineData("a,b\n\"1\",\"x,y\"\n3,4\n", "1:a|b 2:1|x,y 3:3|4")]
    [InlineData("a,b\n\"l1\nl2\",2\n3,4\n", "1:a|b 2:l1\nl2|2 4:3|4")]
    [InlineData("a,b\n\"l1\r\nl2\",2\r\n3,4\r\n", "1:a|b 2:l1\r\nl2|2 4:3|4")]
    [InlineData("a\n\"say \"\"hi\"\"\"\n", "1:a 2:say \"hi\"")]
    [InlineData("a,b\n,\n", "1:a|b 2:|")]
    [InlineData("a,b\n5\" disk,2\n", "1:a|b 2:5\" disk|2")]
    [InlineData("", "")]
    public void Read_FieldsAndLines_AreThoseOfTheFile(string text, string expected) => Assert.Equal(expected, Write(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Read_QuoteThatIsNeverClosed_CostsItsLineAlone()
    {
        var text = "a,b\n\"open,2\n3,4\n5,6\n";

        Assert.Equal("1:a|b 2:! 3:3|4 4:5|6", Write(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The quote of line 2 is closed by the first one of line 3: both would be one record, and a wrong one.</summary>
    [Fact]
    public void Read_QuoteThatAnotherRowCloses_CostsItsLineAlone() => Assert.Equal("1:a|b 2:! 3:x|4 4:5|6", Write("a,b\n\"open,2\n\"x\",4\n5,6\n"u8.ToArray()));

    [Fact]
    public void Read_TextBehindAQuote_IsADefectOfTheRecord() => Assert.Equal("1:a|b 2:! 3:3|4", Write("a,b\n\"1\"x,2\n3,4\n"u8.ToArray()));

    [Fact]
    public void Read_ARowOfManyBuffers_IsWhole()
    {
        var large = new string('x', 700_000);

        using var records = new CsvRecords(new MemoryStream(Encoding.UTF8.GetBytes($"a,b\n\"{large}\",2\n3,4\n")));
        Assert.True(records.Read() && records.Read());
        Assert.Equal(large.Length, records[0].Length);
        Assert.True(records.Read());
        Assert.Equal("4", Encoding.UTF8.GetString(records[1]));
    }

    [Fact]
    public void Read_AFileWithoutLineEnds_IsBroken()
    {
        using var records = new CsvRecords(new MemoryStream(new byte[8 * 1024 * 1024]));

        Assert.False(records.Read());
        Assert.NotNull(records.Broken);
    }

    [Fact]
    public void Read_MillionsOfColumns_IsBroken()
    {
        using var records = new CsvRecords(new MemoryStream(Encoding.UTF8.GetBytes(new string(',', 3_000_000))));

        Assert.False(records.Read());
        Assert.Contains("more than 1,000 fields", records.Broken, StringComparison.Ordinal);
    }

    private static string Write(byte[] bytes)
    {
        using var records = new CsvRecords(new MemoryStream(bytes));
        var found = new List<string>();
        while (records.Read())
        {
            found.Add($"{records.Line}:{(records.Defect is null ? string.Join('|', Enumerable.Range(0, records.FieldCount).Select(field => Encoding.UTF8.GetString(records[field]))) : "!")}");
        }

        return string.Join(' ', found);
    }
}
