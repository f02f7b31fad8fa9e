using System.Text;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Tests;

/// <summary>The splitting that looks at 64 bytes at once says what reading byte by byte says, whatever the bytes and wherever the
/// borders of its buffers fall.</summary>
public sealed class CsvSplittingTests
{
    private const int Buffer = 64 * 1024;

    private static readonly string[] s_plain = ["a", "1.25", "", "yes", "ü", "\0", "\0\0\0\0\0\0\0\0", "0123456789012345", " x ", "\r"];
    private static readonly string[] s_quoted = ["\"a\"", "\"x, y\"", "\"two\nlines\"", "\"say \"\"hi\"\"\"", "\"\"", "\"\r\n\"", "\"end\"more"];
    private static readonly string[] s_bytes = [",", "\n", "\r\n", "\r", "\"", "\"\"", "a", "b,", "\0", "é", "\n\n"];

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40)]
    public void Rows_OfRandomTables_AreThoseOfTheReference(int quotedPercent)
    {
        var random = new Random(quotedPercent);
        for (var i = 0; i < 300; i++)
        {
            Check(Table(random, rows: random.Next(40), quotedPercent), random);
        }
    }

    [Fact]
    public void Rows_OfRandomBytes_AreThoseOfTheReference()
    {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder("a,b\n");
            for (var piece = random.Next(40); piece > 0; piece--)
            {
                text.Append(s_bytes[random.Next(s_bytes.Length)]);
            }

            Check(Encoding.UTF8.GetBytes(text.ToString()), random);
        }
    }

    [Theory]
    [InlineData("3,4\n")]
    [InlineData("3,4\r\n")]
    [InlineData("\"3\",\"4\"\n")]
    [InlineData("\"3\n\"\"\",4\r\n")]
    [InlineData("\n5,6\n")]
    [InlineData("5,6")]
    [InlineData("\"5,6")]
    [InlineData("5\"6,7\n")]
    public void Rows_AtEachOffsetOfABorder_AreThoseOfTheReference(string rows)
    {
        var random = new Random(7);
        for (var offset = -70; offset <= 70; offset++)
        {
            var table = "a,b\n" + new string('x', Buffer + offset - 8) + ",1\n" + rows + (rows.EndsWith('\n') ? rows + "7,8" : "");
            Check(Encoding.UTF8.GetBytes(table), random);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200_000)]
    [InlineData(3_000_000)]
    public void Rows_WithLongFields_AreThoseOfTheReference(int length)
    {
        var field = new string('y', length);
        Check(Encoding.UTF8.GetBytes($"a,b\n1,{field}\n\"{field},\",2\n{field},\"\"\n"), new Random(9));
    }

    private static void Check(byte[] table, Random random)
    {
        var reference = new CsvReference(table);
        var expected = reference.Rows();

        foreach (var most in new[] { 1, 2, 256 })
        {
            using var reader = CsvReader.Open(new Drops(table, random));
            var rows = Rows(reader, most);

            Assert.Equal(reference.Defect, reader.Defect);
            Assert.Equal(expected, rows);
        }
    }

    private static List<string> Rows(CsvReader reader, int most)
    {
        var rows = new List<string>();
        int count;
        while ((count = reader.ReadRows(most)) > 0)
        {
            var first = rows.Count;
            Assert.Equal(first + count, reader.Row);
            rows.AddRange(Enumerable.Repeat("", count));
            for (var column = 0; column < reader.Columns.Count; column++)
            {
                var fields = reader.Column(column);
                for (var row = 0; row < count; row++)
                {
                    Assert.Equal(CsvColumn.KeyOf(fields[row]), fields.Key(row));
                    rows[first + row] += (column == 0 ? "" : "|") + Encoding.Latin1.GetString(fields[row]);
                }
            }
        }

        return rows;
    }

    private static byte[] Table(Random random, int rows, int quotedPercent)
    {
        var columns = random.Next(1, 20);
        var newline = random.Next(2) == 0 ? "\n" : "\r\n";
        var text = new StringBuilder(random.Next(2) == 0 ? "\uFEFF" : "");
        text.AppendJoin(',', Enumerable.Range(0, columns).Select(column => "c" + column)).Append(newline);
        for (var row = 0; row < rows; row++)
        {
            var fields = random.Next(400) == 0 ? columns + 1 : columns;
            text.AppendJoin(',', Enumerable.Range(0, fields).Select(_ => random.Next(100) < quotedPercent
                ? s_quoted[random.Next(s_quoted.Length)]
                : s_plain[random.Next(s_plain.Length)]));
            text.Append(row + 1 == rows && random.Next(2) == 0 ? "" : newline).Append(random.Next(10) == 0 ? newline : "");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Bytes that come in pieces of any size, as from a network.</summary>
    private sealed class Drops(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, random.Next(1, 40_000)));
    }
}
