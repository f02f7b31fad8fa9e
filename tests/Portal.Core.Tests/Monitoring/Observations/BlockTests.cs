using System.Globalization;
using Portal.Core.Monitoring.Observations.Blocks;

namespace Portal.Core.Tests.Monitoring.Observations;

/// <summary>Whatever is written is read again; whatever else is read ends in a sentence.</summary>
public sealed class BlockTests
{
    [Fact]
    public void RandomRows_ComeBackAsTheyWere()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var columns = Random(new Random(seed));
            var bytes = BlockWriter.Write(columns);

            using var block = BlockReader.Open(new MemoryStream(bytes));

            Assert.Equal(columns[0].Rows, block.Rows);
            Assert.Equal(columns.Select(column => (column.Part, column.Name)), block.Columns.Select(entry => (entry.Part, entry.Name)));
            foreach (var column in columns)
            {
                AssertSame(column, block.Find(column.Part, column.Name)!);
            }

            var (index, ids) = (block.Index(), block.Ids());
            for (var row = 0; row < block.Rows; row++)
            {
                Assert.Contains(row, index.Find(IdHash.Of(ids.Words[ids.Codes[row]])).ToArray());
            }

            Assert.Equal(bytes, BlockWriter.Write(columns));
        }
    }

    [Fact]
    public void CutBlocks_AreRefusedWithASentence()
    {
        var bytes = BlockWriter.Write(Random(new Random(1)));

        for (var length = 0; length < bytes.Length; length += 1 + (length / 50))
        {
            Assert.StartsWith("This is no block of observations", Assert.Throws<InvalidDataException>(() => ReadAll(bytes[..length])).Message);
        }
    }

    [Fact]
    public void ChangedBytes_AreReadOrRefused_NeverADefect()
    {
        var whole = BlockWriter.Write(Random(new Random(2)));
        var random = new Random(3);
        for (var attempt = 0; attempt < 3000; attempt++)
        {
            var bytes = whole.ToArray();
            for (var change = 0; change < 1 + (attempt % 4); change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                ReadAll(bytes);
            }
            catch (InvalidDataException refused)
            {
                Assert.StartsWith("This is no block of observations", refused.Message);
            }
        }
    }

    [Fact]
    public void Directory_ThatPromisesTooMuch_HoldsNothing()
    {
        var directory = new BlockOutput();
        directory.Count(BlockFormat.MostRows);
        directory.Count(1);
        directory.Byte((int)ObservedPart.Score);
        directory.Text("");
        directory.Byte((int)ColumnForm.Number);
        directory.Byte((int)ColumnPacking.Brotli);
        directory.Count(BlockFormat.HeaderBytes);
        directory.Count(0);
        directory.Number(int.MaxValue);

        var refused = Assert.Throws<InvalidDataException>(() => ReadAll(Whole(directory)));

        Assert.Contains("bytes in a column", refused.Message);
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.3, 3000)]
    [InlineData(1.0, 10_000)]
    public void Sample_IsOfItsShareAndAlwaysTheSame(double share, int expected)
    {
        var hashes = Enumerable.Range(0, 10_000).Select(row => IdHash.Of(string.Create(CultureInfo.InvariantCulture, $"L-{row}"))).ToList();

        var sampled = hashes.Count(hash => IdHash.IsSampled(hash, share));

        Assert.InRange(sampled, expected - 150, expected + 150);
        Assert.All(hashes.Where(hash => IdHash.IsSampled(hash, share)), hash => Assert.True(IdHash.IsSampled(hash, Math.Min(1, share + 0.1))));
    }

    private static byte[] Whole(BlockOutput directory)
    {
        var whole = new BlockOutput();
        whole.Bytes(BlockFormat.Magic);
        whole.Word32(BlockFormat.Version);
        whole.Bytes(directory.Written);
        whole.Word32((uint)directory.Length);
        whole.Bytes(BlockFormat.Magic);
        return whole.Written.ToArray();
    }

    private static void ReadAll(byte[] bytes)
    {
        using var block = BlockReader.Open(new MemoryStream(bytes));
        foreach (var entry in block.Columns)
        {
            block.Read(entry);
        }

        block.Ids();
        block.Index();
    }

    private static List<ObservedColumn> Random(Random random)
    {
        var rows = 1 + random.Next(random.Next(2) == 0 ? 12 : 700);
        string[] ids = [.. Enumerable.Range(0, rows).Select(row => $"id-{random.Next(50)}-{row}")];
        var columns = new List<ObservedColumn>
        {
            new TextColumn(ObservedPart.Id, "", ids, [.. Enumerable.Range(0, rows)]),
            new InstantColumn(ObservedPart.Instant, "", [.. Enumerable.Range(0, rows).Select(_ => random.NextInt64(-62_135_596_800_000, 253_402_300_799_999))]),
        };
        for (var column = 0; column < 5; column++)
        {
            columns.Add(Numbers($"number {column}", rows, random));
            columns.Add(Texts($"text {column} ü", rows, random));
        }

        return columns;
    }

    private static NumberColumn Numbers(string name, int rows, Random random)
    {
        var (few, gaps) = (random.Next(2) == 0, random.Next(3));
        var unread = new List<UnreadCell>();
        var values = new double[rows];
        for (var row = 0; row < rows; row++)
        {
            values[row] = random.Next(3) < gaps ? double.NaN : few ? random.Next(10) / 4.0 : BitConverter.Int64BitsToDouble(random.NextInt64()) is var any && double.IsFinite(any) ? any : -0.0;
            if (double.IsNaN(values[row]) && random.Next(4) == 0)
            {
                unread.Add(new UnreadCell(row, new string('x', random.Next(40))));
            }
        }

        return new NumberColumn(ObservedPart.Feature, name, values, unread);
    }

    private static TextColumn Texts(string name, int rows, Random random)
    {
        var words = Enumerable.Range(0, Math.Min(rows, 1 + random.Next(400))).Select(word => $"wört {word}").ToList();
        return new TextColumn(ObservedPart.ProtectedAttribute, name, words, [.. Enumerable.Range(0, rows).Select(_ => random.Next(-1, words.Count))]);
    }

    private static void AssertSame(ObservedColumn expected, ObservedColumn actual)
    {
        Assert.Equal(expected.GetType(), actual.GetType());
        switch (expected)
        {
            case NumberColumn numbers:
                Assert.Equal(numbers.Values.Select(BitConverter.DoubleToInt64Bits), ((NumberColumn)actual).Values.Select(BitConverter.DoubleToInt64Bits));
                Assert.Equal(numbers.Unread, ((NumberColumn)actual).Unread);
                break;
            case TextColumn texts:
                Assert.Equal(texts.Words, ((TextColumn)actual).Words);
                Assert.Equal(texts.Codes, ((TextColumn)actual).Codes);
                break;
            default:
                Assert.Equal(((InstantColumn)expected).Milliseconds, ((InstantColumn)actual).Milliseconds);
                break;
        }
    }
}
