using System.Globalization;
using System.Text;
using Portal.Core.Monitoring.Observations.Receiving;

namespace Portal.Core.Tests.Monitoring.Observations;

/// <summary>Instants are read as the framework reads them, and nothing else is taken for one.</summary>
public sealed class InstantFieldTests
{
    [Theory]
    [InlineData("2026-03-02T09:30:00Z")]
    [InlineData("2026-03-02T09:30:00.123456Z")]
    [InlineData("2026-03-02 09:30")]
    [InlineData("2026-03-02T09:30:15")]
    [InlineData("2026-03-02T09:30:15+05:30")]
    [InlineData("2026-03-02T00:10:15-0800")]
    [InlineData("1969-12-31T23:59:59.999Z")]
    [InlineData("2024-02-29T12:00:00+14")]
    public void Instant_IsRead(string text)
    {
        Assert.True(InstantField.TryRead(Encoding.UTF8.GetBytes(text), out var milliseconds));

        var padded = text.EndsWith("+14", StringComparison.Ordinal) ? text + ":00" : text.Replace("-0800", "-08:00", StringComparison.Ordinal);
        var expected = DateTimeOffset.Parse(padded, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        Assert.Equal(expected.ToUnixTimeMilliseconds(), milliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-03-02")]
    [InlineData("2026-13-02T09:30:00Z")]
    [InlineData("2026-02-29T09:30:00Z")]
    [InlineData("2026-03-02T24:00:00Z")]
    [InlineData("2026-03-02T09:61:00Z")]
    [InlineData("2026-03-02T09:30:00.Z")]
    [InlineData("2026-03-02T09:30:00+99:00")]
    [InlineData("2026-03-02T09:30:00Zulu")]
    [InlineData("1772443800")]
    [InlineData("0000-01-01T00:00:00Z")]
    public void AnythingElse_IsNot(string text) => Assert.False(InstantField.TryRead(Encoding.UTF8.GetBytes(text), out _));
}
