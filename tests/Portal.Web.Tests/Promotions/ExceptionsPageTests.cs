using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Tenancy;
using Portal.Web.Promotions.FollowUps;

namespace Portal.Web.Tests.Promotions;

public sealed class ExceptionsPageTests : PageContext
{
    [Fact]
    public void List_WithoutAny_Explains()
    {
        SignIn(Portal.As(Role.ComplianceOfficer));

        var cut = Render<ExceptionsPage>();

        cut.WaitForAssertion(() => Assert.Contains("No exception holds", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_WhoLetItGo_SeesWhatEndsButCannotCompleteIt()
    {
        await Portal.LetGoAsync(TimeSpan.FromDays(14));
        SignIn(Portal.As(Role.ComplianceOfficer));

        var cut = Render<ExceptionsPage>();

        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("a[href='/exceptions/F-1']")));
        Assert.Contains("ends in 14 days", cut.Markup, StringComparison.Ordinal);
        Assert.Contains("not live there", cut.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(cut.FindAll("button"), button => button.TextContent == "Complete");
        cut.Find("select").Change("overdue");
        cut.WaitForAssertion(() => Assert.EndsWith("/exceptions?show=overdue", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Overdue_IsRed_AndAnotherOfficerCompletesItWithAnOutcome()
    {
        await Portal.LetGoAsync(TimeSpan.FromDays(14));
        Portal.Clock.Advance(TimeSpan.FromDays(17));
        Clock.Advance(TimeSpan.FromDays(17));
        SignIn(await Portal.AddMemberAsync("other", Role.ComplianceOfficer));
        var cut = Render<ExceptionsPage>();
        cut.WaitForAssertion(() => Assert.Equal("overdue for 3 days", cut.Find(".overdue").TextContent));

        await cut.FindAll("button").Single(button => button.TextContent == "Complete").ClickAsync(new());
        await cut.Find("dialog textarea").ChangeAsync(new() { Value = "Version 2 passes." });
        await cut.Find("dialog form").SubmitAsync();

        cut.WaitForAssertion(() => Assert.Contains("No exception holds", cut.Markup, StringComparison.Ordinal));
        var one = Render<FollowUpPage>(p => p.Add(x => x.Number, "F-1"));
        one.WaitForAssertion(() => Assert.Contains("Completed by other", one.Markup, StringComparison.Ordinal));
        Assert.Contains("Version 2 passes.", one.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reviews_StandOnTheirOwnTab()
    {
        await Portal.LetGoAsync(TimeSpan.FromDays(3), FollowUpKind.BreakGlassReview);
        SignIn(Portal.As(Role.Reviewer));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/exceptions?kind=reviews");

        var cut = Render<ExceptionsPage>();

        cut.WaitForAssertion(() => Assert.Contains("Review after break-glass", cut.Markup, StringComparison.Ordinal));
        Assert.NotEmpty(cut.FindAll("a[href='/exceptions/F-1']"));
    }

    [Theory]
    [InlineData("F-1")]
    [InlineData("F-9")]
    [InlineData("nonsense")]
    public async Task One_OfAnotherTenantOrNobody_IsNotThere(string number)
    {
        await Portal.LetGoAsync(TimeSpan.FromDays(14));
        SignIn(Portal.Outsider);

        var cut = Render<FollowUpPage>(p => p.Add(x => x.Number, number));

        cut.WaitForAssertion(() => Assert.Contains("Nothing is here", cut.Markup, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("F-3", 3)]
    [InlineData("f-12", 12)]
    [InlineData("7", 7)]
    [InlineData("P-7", null)]
    [InlineData("F--7", null)]
    [InlineData("", null)]
    public void Number_IsReadAsPeopleWriteIt(string text, int? number) => Assert.Equal(number, ExceptionsPages.NumberOf(text));
}
