using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Portal.Core.Monitoring.Observations.Receiving;

namespace Portal.Core.Tests.Monitoring.Observations;

/// <summary>The short way to a number gives the bits of the long one, or says that it can't.</summary>
public sealed class PlainNumberTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("0.1")]
    [InlineData("-12.50")]
    [InlineData("9007199254740992")]
    [InlineData("0.0000000000000001")]
    [InlineData("1234567.12345678")]
    public void UsualNumber_HasTheBitsOfTheFrameworks(string text)
    {
        Assert.True(PlainNumber.TryRead(Encoding.UTF8.GetBytes(text), out var value));
        Assert.Equal(BitConverter.DoubleToInt64Bits(Framework(text)), BitConverter.DoubleToInt64Bits(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1.2.3")]
    [InlineData("007")]
    [InlineData("+1")]
    [InlineData("1e5")]
    [InlineData("NaN")]
    [InlineData("1 ")]
    [InlineData("9007199254740993")]
    [InlineData("1234567890123456789012")]
    public void AnythingElse_IsLeftToTheFramework(string text) => Assert.False(PlainNumber.TryRead(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void RandomNumbers_HaveTheBitsOfTheFrameworks()
    {
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++)
        {
            var text = (random.NextDouble() * Math.Pow(10, random.Next(-3, 9))).ToString($"F{random.Next(0, 9)}", CultureInfo.InvariantCulture);
            if (PlainNumber.TryRead(Encoding.UTF8.GetBytes(text), out var value))
            {
                Assert.Equal(Framework(text), value);
            }
        }
    }

    private static double Framework(string text) => Utf8Parser.TryParse(Encoding.UTF8.GetBytes(text), out double value, out _) ? value : double.NaN;
}
