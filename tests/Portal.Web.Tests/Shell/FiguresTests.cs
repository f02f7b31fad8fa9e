using Portal.Web.Shell;

namespace Portal.Web.Tests.Shell;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0 rows")]
    [InlineData(1, "1 row")]
    [InlineData(2856, "2,856 rows")]
    public void Count_OfThings_IsGroupedAndPluralised(long number, string expected) => Assert.Equal(expected, Figures.Count(number, "row"));

    [Theory]
    [InlineData(-0.167, "−0.167")]
    [InlineData(0.016, "+0.016")]
    [InlineData(0.0, "0.000")]
    public void Signed_Number_HasATrueMinus(double number, string expected) => Assert.Equal(expected, Figures.Signed(number));

    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Number_ThatIsNone_IsADash(double? number)
    {
        Assert.Equal(Figures.None, Figures.Number(number));
        Assert.Equal(Figures.None, Figures.Percent(number));
        Assert.Equal(Figures.None, Figures.Signed(number));
    }

    [Theory]
    [InlineData(39_995, "39,995 bytes")]
    [InlineData(1_234_567, "1.2 MB")]
    [InlineData(2_000_000_000, "2.00 GB")]
    public void Bytes_OfAFile_HaveAUnit(long bytes, string expected) => Assert.Equal(expected, Figures.Bytes(bytes));

    [Theory]
    [InlineData(0.0503, "0.050 ms")]
    [InlineData(12.44, "12.4 ms")]
    [InlineData(1204.0, "1.20 s")]
    public void Milliseconds_OfACall_KeepThreeDigits(double milliseconds, string expected) => Assert.Equal(expected, Figures.Milliseconds(milliseconds));

    [Theory]
    [InlineData(3, "a few seconds")]
    [InlineData(18, "about 20 seconds")]
    [InlineData(80, "about a minute")]
    [InlineData(600, "about 10 minutes")]
    public void About_ASpan_IsNotWrittenToTheSecond(int seconds, string expected) => Assert.Equal(expected, Figures.About(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Svg_Number_NeverHasAComma() => Assert.Equal("1234.57", Figures.Svg(1234.567));
}
