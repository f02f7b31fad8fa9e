using System.Globalization;
using System.Text;
using Portal.Core.Costs.Charges;

namespace Portal.Core.Tests.Costs.Charges;

public sealed class FocusFormatTests
{
    [Theory]
    [InlineData("12", "12")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("35.2E-7", "0.00000352")]
    [InlineData("1e3", "1000")]
    [InlineData("0.000000800000000", "0.0000008")]
    [InlineData("9999999999999.123456789012345", "9999999999999.123456789012345")]
    [InlineData("0", "0")]
    [InlineData("0.00000000000000000000000000000000", "0")]
    public void Number_AsFocusWritesIt_IsExact(string text, string value)
    {
        var read = FocusNumber.Read(Encoding.UTF8.GetBytes(text), ChargeProfile.Strict);

        Assert.Equal((null, null), (read.Defect, read.Warning));
        Assert.Equal(decimal.Parse(value, CultureInfo.InvariantCulture), read.Value);
    }

    [Theory]
    [InlineData("$10,100.00 ")]
    [InlineData("1,000")]
    [InlineData("+1")]
    [InlineData("12 ")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e400")]
    [InlineData("0.1234567890123456")]
    [InlineData("0.10000000000000000000000000000001")]
    [InlineData("12345678901234.5")]
    [InlineData("10000000000000")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("1E-16")]
    [InlineData("١٢")]
    public void Number_ThatIsNone_OrWouldBeRounded_IsRefusedStrictly(string text) => Assert.NotNull(FocusNumber.Read(Encoding.UTF8.GetBytes(text), ChargeProfile.Strict).Defect);

    [Theory]
    [InlineData("$10,100.00 ", "10100")]
    [InlineData("-$1,234.5", "-1234.5")]
    [InlineData("(20.00)", "-20")]
    [InlineData("€ 3", "3")]
    [InlineData("$20.00 ", "20")]
    public void Number_AsPeopleWriteIt_IsReadLenientlyWithAWarning(string text, string value)
    {
        var read = FocusNumber.Read(Encoding.UTF8.GetBytes(text), ChargeProfile.Lenient);

        Assert.Null(read.Defect);
        Assert.NotNull(read.Warning);
        Assert.Equal(decimal.Parse(value, CultureInfo.InvariantCulture), read.Value);
    }

    [Theory]
    [InlineData("1.100,00")]
    [InlineData("10,10")]
    [InlineData("1,0000")]
    [InlineData("$")]
    [InlineData("")]
    [InlineData("abc")]
    public void Number_ThatCouldMeanTwoThings_IsRefusedLenientlyToo(string text) => Assert.NotNull(FocusNumber.Read(Encoding.UTF8.GetBytes(text), ChargeProfile.Lenient).Defect);

    [Theory]
    [InlineData("2026-10-01T00:00:00Z", "2026-10-01T00:00:00Z", false)]
    [InlineData("2026-10-01T23:59:59.5Z", "2026-10-01T23:59:59.5Z", false)]
    [InlineData("2026-10-01 22:00:00", "2026-10-01T22:00:00Z", true)]
    [InlineData("2026-10-01", "2026-10-01T00:00:00Z", true)]
    [InlineData("2026-10-01T02:00:00+02:00", "2026-10-01T00:00:00Z", true)]
    [InlineData("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z", false)]
    public void Instant_WithOrWithoutZone_IsUtc(string text, string value, bool warns)
    {
        var read = FocusInstant.Read(Encoding.UTF8.GetBytes(text), ChargeProfile.Strict);

        Assert.Null(read.Defect);
        Assert.Equal(warns, read.Warning is not null);
        Assert.Equal(DateTimeOffset.Parse(value, CultureInfo.InvariantCulture), read.Value);
    }

    [Theory]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("2026-10-01T24:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("5/1/25")]
    [InlineData("yesterday")]
    [InlineData("")]
    public void Instant_ThatIsNone_IsRefusedStrictly(string text) => Assert.NotNull(FocusInstant.Read(Encoding.UTF8.GetBytes(text), ChargeProfile.Strict).Defect);

    [Fact]
    public void Instant_OfASpreadsheet_IsReadLenientlyMonthFirst()
    {
        var read = FocusInstant.Read("5/1/25"u8, ChargeProfile.Lenient);

        Assert.Equal(new DateTimeOffset(2025, 5, 1, 0, 0, 0, TimeSpan.Zero), read.Value);
        Assert.NotNull(read.Warning);
    }

    [Theory]
    [InlineData("Tokens", 1, "token", false)]
    [InlineData("1000 Tokens", 1000, "token", false)]
    [InlineData("1000000 Tokens", 1000000, "token", false)]
    [InlineData("1M Tokens", 1000000, "token", false)]
    [InlineData("Hours", 1, "hour", true)]
    [InlineData("Hour", 1, "hour", true)]
    [InlineData("GB-Hours", 1, "gb", false)]
    [InlineData("GB Hours", 1, "gb hour", false)]
    [InlineData("Requests", 1, "request", false)]
    [InlineData("GB/Hour", 1, "gb", false)]
    public void Unit_IsTakenApart(string text, int multiplier, string noun, bool isTime)
    {
        var unit = FocusUnit.Parse(text)!;

        Assert.Equal((multiplier, noun, isTime), (unit.Multiplier, unit.Noun, unit.IsTime));
    }

    [Theory]
    [InlineData("""{"a": "b", "n": 1, "t": true, "z": null}""", 4)]
    [InlineData("", 0)]
    [InlineData("{}", 0)]
    public void Json_Flat_IsRead(string text, int keys) => Assert.Equal(keys, FocusJson.Read(text)!.Count);

    [Theory]
    [InlineData("""{"a": {"b": 1}}""")]
    [InlineData("""{"a": [1]}""")]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("text")]
    public void Json_ThatIsNotFlat_IsRefused(string text) => Assert.Null(FocusJson.Read(text));

    [Theory]
    [InlineData("1.0", "BilledCost")]
    [InlineData("1.1", "BilledCost,SkuMeter")]
    [InlineData("1.2", "BilledCost,SkuMeter,InvoiceId")]
    [InlineData("1.3", "billedcost,hostprovidername")]
    [InlineData("1.4", "BilledCost,InvoiceDetailId,x_Team")]
    public void Version_FollowsFromTheColumns(string version, string columns) => Assert.Equal(version, FocusColumns.VersionOf(columns.Split(',')));
}
