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
}
