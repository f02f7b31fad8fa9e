using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Portal.Scoring.Inputs;

namespace Portal.Scoring.Tests;

public sealed class FieldNumberTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0.5")]
    [InlineData("1e-5")]
    [InlineData("+3")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("0.1234567890123456789")]
    [InlineData(" 7.25 ")]
    public void TryRead_Number_IsTheNearestDouble(string text)
    {
        Assert.True(FieldNumber.TryRead(Encoding.UTF8.GetBytes(text), out var value));
        Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), value);
    }

    [Fact]
    public void TryRead_ManyShortDecimals_AreTheNearestDouble()
    {
        var random = new Random(3);
        for (var i = 0; i < 100_000; i++)
        {
            var text = random.NextInt64(-999_999_999_999, 999_999_999_999).ToString(CultureInfo.InvariantCulture);
            text = text.Insert(random.Next(text[0] == '-' ? 2 : 1, text.Length + 1), ".").TrimEnd('.');

            Assert.True(FieldNumber.TryRead(Encoding.UTF8.GetBytes(text), out var value));
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), value);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("0,92")]
    [InlineData("1.2.3")]
    [InlineData("87%")]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    [InlineData("12 000")]
    public void TryRead_NoNumber_IsRefused(string text) => Assert.False(FieldNumber.TryRead(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("3.0", true)]
    [InlineData("3", true)]
    [InlineData("3.5", false)]
    [InlineData("1e30", false)]
    public void TryReadWhole_WithDecimals_OnlyWhenTheyAreZero(string text, bool expected) =>
        Assert.Equal(expected, FieldNumber.TryReadWhole(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void TryRead_FromTheFirstBytes_GivesTheSameBits()
    {
        const string Signs = "0123456789012345678901234567890123456789.....--+e ,x\0";
        var random = new Random(11);
        for (var i = 0; i < 1_000_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 11)).Select(_ => Signs[random.Next(Signs.Length)])]);
            var field = Encoding.UTF8.GetBytes(text);
            var behind = new byte[Math.Max(8, field.Length)];
            random.NextBytes(behind);
            field.CopyTo(behind, 0);

            var found = FieldNumber.TryRead(field, BinaryPrimitives.ReadUInt64LittleEndian(behind), out var value);

            Assert.Equal(FieldNumber.TryRead(field, out var slow), found);
            Assert.Equal(BitConverter.DoubleToUInt64Bits(slow), BitConverter.DoubleToUInt64Bits(value));
            if (found)
            {
                Assert.Equal(BitConverter.DoubleToUInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), BitConverter.DoubleToUInt64Bits(value));
            }
        }
    }
}
