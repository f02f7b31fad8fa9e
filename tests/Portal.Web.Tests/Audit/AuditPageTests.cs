using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Audit;
using Portal.Core.Tenancy;
using Portal.Web.Audit;

namespace Portal.Web.Tests.Audit;

public sealed class AuditPageTests : PageContext
{
    [Fact]
    public void Auditor_SeesEveryEntryNewestFirst()
    {
        SignIn(Portal.As(Role.Auditor));

        var cut = Render<AuditPage>();

        cut.WaitForAssertion(() => Assert.Equal("All 7 entries", cut.Find(".more [role=status]").TextContent));
        Assert.Equal(["7", "6", "5", "4", "3", "2", "1"], cut.FindAll("tbody td:first-child").Select(cell => cell.TextContent));
    }

    [Fact]
    public void Scientist_IsToldWhichRoleItNeeds()
    {
        SignIn(Portal.As(Role.DataScientist));

        var cut = Render<AuditPage>();

        cut.WaitForAssertion(() => Assert.Contains("This needs the role auditor", cut.Find(".refusal").TextContent, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("tbody tr"));
    }

    [Fact]
    public void Verify_Clicked_ProvesTheChainAndRecordsIt()
    {
        SignIn(Portal.As(Role.Auditor));
        var cut = Render<AuditPage>();

        cut.FindAll("button").Single(button => button.TextContent.Contains("Verify now", StringComparison.Ordinal)).Click();

        cut.WaitForAssertion(() => Assert.Contains("All 7 entries hash to their hash", cut.Markup, StringComparison.Ordinal));
        cut.WaitForAssertion(() => Assert.Contains("Last verified", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Entry_Opened_ShowsItsContentItsHashAndThatTheyAgree()
    {
        SignIn(Portal.As(Role.Auditor));
        var entry = (await Portal.Get<AuditList>().FindAsync(Portal.As(Role.Auditor), 2, CancellationToken.None)).Value;

        var cut = Render<AuditEntryPage>(p => p.Add(x => x.Sequence, 2));

        cut.WaitForAssertion(() => Assert.Equal(entry.Body, cut.Find("pre.raw").TextContent));
        Assert.Contains("Content matches its hash", cut.Markup, StringComparison.Ordinal);
        Assert.Contains(entry.Row.Hash.Hex, cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_ThatIsNotThere_SaysThatNothingIsHere()
    {
        SignIn(Portal.As(Role.Auditor));

        var cut = Render<AuditEntryPage>(p => p.Add(x => x.Sequence, 4711));

        cut.WaitForAssertion(() => Assert.Equal("Nothing is here", cut.Find("h1").TextContent));
    }

    [Fact]
    public void Filter_InTheAddress_IsTheStateOfThePage()
    {
        var filter = new AuditFilter("reviewer", "member", null, null, "first example", "2026-03-02", null);

        Assert.Equal("/audit?who=reviewer&action=member&subject=first%20example&from=2026-03-02", filter.ToUrl());
        Assert.Equal("/audit", AuditFilter.Everything.ToUrl());
    }

    [Fact]
    public void Filter_OfDays_CountsThemWhereTheReaderIs()
    {
        var search = new AuditFilter(null, null, null, null, null, "2026-03-02", "2026-03-02").ToSearch(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"));

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 23, 0, 0, TimeSpan.Zero), search.From);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 23, 0, 0, TimeSpan.Zero), search.Until);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-13-45")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public void Filter_OfNoDay_IsNoBound(string text) => Assert.Null((AuditFilter.Everything with { From = text, Until = text }).ToSearch(TimeZoneInfo.Utc).Until);
}
