using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Tenancy;
using Portal.Web.Home;
using Portal.Web.Shell;

namespace Portal.Web.Tests.Home;

public sealed class HomePageTests : PageContext
{
    [Theory]
    [InlineData(Role.DataScientist, "Waiting for you")]
    [InlineData(Role.Reviewer, "Waiting for you")]
    [InlineData(Role.ComplianceOfficer, "Decisions of 30 days")]
    [InlineData(Role.Auditor, "Is the trail whole?")]
    [InlineData(Role.Executive, "Worth a question")]
    [InlineData(Role.TenantAdministrator, "Waiting for you")]
    public void Home_OfARole_BeginsWithItsWork(Role role, string heading)
    {
        SignIn(Portal.As(role));
        Services.AddScoped<Waiting>();

        var cut = Render<HomePage>();

        cut.WaitForAssertion(() => Assert.Contains(cut.FindAll("h2"), title => title.TextContent == heading));
        cut.WaitForAssertion(() => Assert.Contains("No version yet", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Home_WithSomethingWaiting_SaysHowManyThings()
    {
        SignIn(Portal.As(Role.Reviewer));
        Services.AddScoped<Waiting>();
        Services.AddSingleton<IWaitingSource>(new Fixed([new WaitingItem("promotion", "P-1 asks for a decision", "All gates passed.", "Decide", "/promotions/1", Now)]));

        var cut = Render<HomePage>();

        cut.WaitForAssertion(() => Assert.Contains("One thing waits for you.", cut.Find("h1").TextContent, StringComparison.Ordinal));
        Assert.Equal("/promotions/1", cut.Find(".work .do a").GetAttribute("href"));
    }

    [Fact]
    public async Task Palette_Search_FindsOnlyTheTenantsOwn()
    {
        SignIn(Portal.As(Role.DataScientist));
        var search = ActivatorUtilities.CreateInstance<NameSearch>(Services);

        Assert.Empty(await search.FindAsync("mortgage 2", CancellationToken.None));
        Assert.Empty(await search.FindAsync("P-12", CancellationToken.None));
        Assert.Empty(await search.FindAsync("sha256:7de1ed79f68f", CancellationToken.None));
    }

    [Fact]
    public async Task Palette_WholeDigest_AsksDataAndEvidenceToo()
    {
        SignIn(Portal.As(Role.DataScientist));
        var search = ActivatorUtilities.CreateInstance<NameSearch>(Services);

        Assert.Empty(await search.FindAsync(new string('a', 64), CancellationToken.None));
    }

    [Fact]
    public void Places_OfOtherRooms_AllHaveAPage()
    {
        string[] places =
        [
            Places.Model("mortgage"), Places.Version("mortgage", 2), Places.Dataset("hmda"), Places.DatasetVersion("hmda", 1),
            Places.Evaluation(Guid.AllBitsSet), Places.Promotion(12), Places.Environment("production"),
        ];
        var routes = typeof(HomePage).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>())
            .Select(route => route.Template.Split('/').Select(part => part.StartsWith('{') ? null : part).ToArray())
            .ToList();

        Assert.All(places, place => Assert.Contains(routes, route => Fits(place.Split('/'), route)));
    }

    private static bool Fits(string[] place, string?[] route) =>
        place.Length == route.Length && place.Zip(route).All(pair => pair.Second is null ? pair.First.Length > 0 : pair.First == pair.Second);

    private sealed class Fixed(IReadOnlyList<WaitingItem> items) : IWaitingSource
    {
        public Task<IReadOnlyList<WaitingItem>> ListAsync(CancellationToken ct) => Task.FromResult(items);
    }
}
