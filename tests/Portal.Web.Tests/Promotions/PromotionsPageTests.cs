using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Tenancy;
using Portal.Web.Promotions;

namespace Portal.Web.Tests.Promotions;

/// <summary>The inbox and the list of all: what is shown stands in the address.</summary>
public sealed class PromotionsPageTests : PageContext
{
    private static readonly PolicyRules s_due = new() { Gates = [], Stages = [new Stage("Review", Deciders.OfRoles(Role.Reviewer), Deadline: new StageDeadline(24, null, Role.Executive))] };

    private string Address => Services.GetRequiredService<NavigationManager>().Uri;

    [Theory]
    [InlineData("/promotions", "Nothing was asked for yet")]
    [InlineData("/promotions?show=open", "No promotion is open")]
    [InlineData("/promotions?show=waiting", "Nothing waits for you")]
    [InlineData("/promotions?show=waiting&risk=minimal", "No promotion matches")]
    [InlineData("/promotions?sort=deadline", "No promotion is open")]
    public void List_WithoutAny_SaysWhy(string address, string title)
    {
        var cut = Open(Portal.As(Role.Reviewer), address);

        cut.WaitForAssertion(() => Assert.Equal(title, cut.Find(".empty .title").TextContent));
    }

    [Fact]
    public async Task Inbox_ShowsWhatTheReaderCanMove_WithItsDeadline_AndMarksWhatIsLate()
    {
        var data = await AskedAsync();
        var cut = Open(data.Reviewer, "/promotions?show=waiting&sort=deadline");

        cut.WaitForAssertion(() => Assert.Equal(["P-1", "P-2"], Numbers(cut)));
        Assert.Equal("Waiting for me", cut.Find(".tabs [aria-current=page]").TextContent);
        Assert.Equal("Promotions, due first", cut.Find("caption").TextContent);
        Assert.Equal(["late, ", ""], cut.FindAll("td[data-label=Due] > span:first-child").Select(due => due.TextContent.StartsWith("late, ", StringComparison.Ordinal) ? "late, " : ""));
        Assert.Equal(["Review", "Review"], cut.FindAll("td[data-label=Stage]").Select(stage => stage.TextContent));
    }

    [Fact]
    public async Task Filters_StandInTheAddress_AndAreTakenFromIt()
    {
        var data = await AskedAsync();
        var cut = Open(data.Officer, "/promotions");
        cut.WaitForAssertion(() => Assert.Equal(["P-2", "P-1"], Numbers(cut)));
        Assert.DoesNotContain(cut.FindAll(".filters button"), button => button.TextContent == "Clear");

        await Filter(cut, "Due").ChangeAsync(new() { Value = "late" });
        Assert.EndsWith("/promotions?due=late", Address, StringComparison.Ordinal);
        cut.WaitForAssertion(() => Assert.Equal(["P-1"], Numbers(cut)));
        await Filter(cut, "Stage").ChangeAsync(new() { Value = "Review" });
        await Filter(cut, "Environment").ChangeAsync(new() { Value = "overseas" });
        Assert.EndsWith("/promotions?environment=overseas&stage=Review&due=late", Address, StringComparison.Ordinal);
        cut.WaitForAssertion(() => Assert.Equal("No promotion matches", cut.Find(".empty .title").TextContent));
        await cut.FindAll(".filters button").Single(button => button.TextContent == "Clear").ClickAsync(new());
        Assert.EndsWith("/promotions", Address, StringComparison.Ordinal);
        cut.WaitForAssertion(() => Assert.Equal(["P-2", "P-1"], Numbers(cut)));
        await Filter(cut, "Sort").ChangeAsync(new() { Value = "deadline" });
        cut.WaitForAssertion(() => Assert.Equal(["P-1", "P-2"], Numbers(cut)));
        Assert.EndsWith("/promotions?sort=deadline", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inbox_OfWhoHasNoSay_IsEmpty()
    {
        var data = await AskedAsync();

        var cut = Open(data.Officer, "/promotions?show=waiting");

        cut.WaitForAssertion(() => Assert.Equal("Nothing waits for you", cut.Find(".empty .title").TextContent));
        Assert.Empty(cut.FindAll("a[href='/promotions/new']"));
    }

    [Fact]
    public async Task List_OfAnotherTenant_IsEmpty()
    {
        await AskedAsync();

        var cut = Open(Portal.Outsider, "/promotions");

        cut.WaitForAssertion(() => Assert.Equal("Nothing was asked for yet", cut.Find(".empty .title").TextContent));
        cut.WaitForAssertion(() => Assert.Single(cut.FindAll("a[href='/promotions/new']")));
    }

    /// <summary>P-1 is late, P-2 is not due yet.</summary>
    private async Task<GovernanceData> AskedAsync()
    {
        var data = await GovernanceData.OnAsync(Portal);
        await data.SetPolicyAsync(s_due);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        Portal.Clock.Advance(TimeSpan.FromHours(20));
        await data.RequestAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        Portal.Clock.Advance(TimeSpan.FromHours(5));
        Clock.Advance(TimeSpan.FromHours(25));
        return data;
    }

    private IRenderedComponent<PromotionsPage> Open(Actor actor, string address)
    {
        SignIn(actor);
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<PromotionsPage>();
    }

    private static IEnumerable<string> Numbers(IRenderedComponent<PromotionsPage> cut) => cut.FindAll("tbody a.strong").Select(link => link.TextContent);

    private static AngleSharp.Dom.IElement Filter(IRenderedComponent<PromotionsPage> cut, string label) =>
        cut.Find($"#{cut.FindAll(".filters label").Single(one => one.TextContent == label).GetAttribute("for")}");
}
