using System.Globalization;
using Portal.Web.Shell;

namespace Portal.Web.Tests.Shell;

public sealed class InstantsTests
{
    private static readonly TimeZoneInfo s_amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
    private static readonly DateTimeOffset s_now = At("2024-04-01T07:12:00Z");

    [Theory]
    [InlineData("2024-04-01T07:11:30Z", "just now")]
    [InlineData("2024-04-01T07:08:00Z", "4 min ago")]
    [InlineData("2024-04-01T06:00:00Z", "an hour ago")]
    [InlineData("2024-04-01T02:00:00Z", "5 hours ago")]
    [InlineData("2024-03-31T10:00:00Z", "yesterday")]
    [InlineData("2024-03-28T09:41:00Z", "4 days ago")]
    [InlineData("2024-02-23T13:02:00Z", "23 Feb")]
    [InlineData("2023-12-31T12:00:00Z", "31 Dec 2023")]
    [InlineData("2024-04-01T07:30:00Z", "in 18 min")]
    [InlineData("2024-04-03T07:30:00Z", "in 2 days")]
    public void Relative_Instant_IsSaidInWords(string instant, string expected) => Assert.Equal(expected, Instants.Relative(At(instant), s_now, s_amsterdam));

    [Theory]
    [InlineData("2024-03-28T09:41:00Z", "28 Mar 2024, 10:41 CET")]
    [InlineData("2024-04-01T05:12:00Z", "1 Apr 2024, 07:12 CEST")]
    public void Absolute_InEurope_NamesTheZone(string instant, string expected) => Assert.Equal(expected, Instants.Absolute(At(instant), s_amsterdam));

    [Fact]
    public void Absolute_InAZoneWithoutShortName_ShowsTheOffset() =>
        Assert.Equal("1 Apr 2024, 02:12 UTC−05:00", Instants.Absolute(s_now, TimeZoneInfo.CreateCustomTimeZone("Test/West", TimeSpan.FromHours(-5), "West", "West")));

    [Fact]
    public void Exact_InUtc_SaysSo() => Assert.Equal("1 Apr 2024, 07:12:00 UTC", Instants.Exact(s_now, TimeZoneInfo.Utc));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
