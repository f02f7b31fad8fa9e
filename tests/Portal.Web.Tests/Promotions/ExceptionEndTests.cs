using System.Globalization;
using Portal.Web.Promotions.Components;

namespace Portal.Web.Tests.Promotions;

public sealed class ExceptionEndTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 2, 23, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("UTC", "2026-03-16")]
    [InlineData("Europe/Berlin", "2026-03-17")]
    [InlineData("America/New_York", "2026-03-16")]
    public void Day_IsTheReaders(string zone, string expected) => Assert.Equal(expected, ExceptionEnd.Day(s_now, 14, Zone(zone)));

    [Theory]
    [InlineData("2026-03-10", "UTC", "2026-03-10T23:59:59.999Z")]
    [InlineData("2026-03-10", "Europe/Berlin", "2026-03-10T22:59:59.999Z")]
    [InlineData("2026-03-29", "Europe/Berlin", "2026-03-29T21:59:59.999Z")]
    [InlineData("2026-04-01", "UTC", "2026-04-01T23:30:00Z")]
    [InlineData("2026-04-02", "UTC", "2026-04-02T23:59:59.999Z")]
    [InlineData("2026-09-05", "America/Santiago", "2026-09-06T03:59:59.999Z")]
    public void Of_EndsWithTheDay_OrAsLateAsThePolicyAllowsOnItsLast(string day, string zone, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), ExceptionEnd.Of(day, s_now, 30, Zone(zone)));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("2026-13-01")]
    [InlineData("9999-12-31")]
    public void Of_WhatIsNoDay_IsNothing(string day) => Assert.Null(ExceptionEnd.Of(day, s_now, 30, TimeZoneInfo.Utc));

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);
}
