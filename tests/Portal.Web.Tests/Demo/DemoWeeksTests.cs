using System.Globalization;
using Portal.Web.Demo;

namespace Portal.Web.Tests.Demo;

public sealed class DemoWeeksTests
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    /// <summary>A Sunday, a Monday at midnight, a Wednesday: week 4 ends before now, by less than a week.</summary>
    [Theory]
    [InlineData("2026-11-22T15:00:00Z", "2026-10-19")]
    [InlineData("2026-11-23T00:00:00Z", "2026-10-26")]
    [InlineData("2026-11-25T09:00:00Z", "2026-10-26")]
    public void First_IsTheMondayFourWholeWeeksBack(string now, string monday)
    {
        var at = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);

        var first = DemoWeeks.FirstBefore(at);

        Assert.Equal(DateTimeOffset.Parse(monday + "T00:00:00Z", CultureInfo.InvariantCulture), first);
        Assert.InRange(at - first.AddDays(28), TimeSpan.Zero, TimeSpan.FromDays(7));
    }

    [Fact]
    public async Task Weeks_AreMovedWhole_WithScoresAndWithoutTheOutcome()
    {
        var first = new DateTimeOffset(2026, 10, 19, 0, 0, 0, TimeSpan.Zero);

        var weeks = await new DemoWeeks(Path.Combine(DemoPlan.Folder, "mortgage"), "mortgage-gbt-v2", "deny").ReadAsync(first, Ct);

        Assert.Equal(4, weeks.Count);
        Assert.Equal([0, 7, 14, 21], weeks.Select(week => (int)(week.Monday - first).TotalDays));
        foreach (var week in weeks)
        {
            var lines = week.Inputs.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var head = lines[0].Split(',');
            Assert.Equal(601, lines.Length);
            Assert.DoesNotContain("deny", head);
            Assert.DoesNotContain("source_id", head);
            Assert.All(lines.Skip(1).Select(line => line.Split(',')), fields =>
            {
                Assert.Equal(head.Length, fields.Length);
                Assert.InRange(DateTimeOffset.Parse(fields[1], CultureInfo.InvariantCulture), week.Monday, week.Monday.AddDays(7).AddTicks(-1));
                Assert.InRange(double.Parse(fields[^1], CultureInfo.InvariantCulture), 0, 1);
            });
            Assert.Equal(601, week.Labels.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        }
    }

    [Fact]
    public void Key_OfAWeek_IsTheSameWheneverItIsSent() => Assert.Equal("demo-mortgage-gbt-v2-week1", DemoWeeks.Key("mortgage-gbt-v2", 1));
}
