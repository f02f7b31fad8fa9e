using System.Net;
using Microsoft.Playwright;
using static Portal.EndToEnd.Tests.Api;
using static Portal.EndToEnd.Tests.Journeys.Meridian;

namespace Portal.EndToEnd.Tests.Journeys;

/// <summary>What Portal says no to, in a browser: with the number, the limit, and what to do next.</summary>
public sealed class RefusalTests(Browser browser, PreparedDemo demo) : IClassFixture<Browser>
{
    [Fact]
    public async Task Portal_BlocksWhatThePolicyForbids_AndSaysWhy()
    {
        await using var portal = await demo.StartAsync(("Portal__Demo__Story", "true"));
        using var scientist = await portal.ClientAsync("Meridian", Scientist);
        await scientist.UntilAsync("promotions", found => Items(found).Any(row => (string)row["state"]! == "waiting"));
        var page = await browser.OpenAsync(portal.Address);
        var people = new Meridian(page);

        await page.SignInAsync(Scientist);
        await people.AskAsync("mortgage", 4, "production");
        await page.ShowsAsync("0.532");
        await IsRefusedAsync(page, "ROC-AUC");
        await people.AskAsync("mortgage", 3, "production");
        await page.ShowsAsync("0.740");
        await IsRefusedAsync(page, "isparate impact");
        await people.AskAsync("mortgage", 2, "branch-edge");
        await IsRefusedAsync(page, "us-east");

        await AddColleagueAsync(portal);
        await page.SignInAsync("both@meridian.example");
        await people.RequestAsync("mortgage", 1, "staging");
        await page.ShowsAsync("You asked for this promotion, so someone else decides");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true })).ToHaveCountAsync(0);

        var evaluation = Items(await scientist.FindAsync("evaluations"))[0];
        await page.SignInAsync("scientist@halden.example", "Halden");
        foreach (var address in new[] { "/models/mortgage", "/models/mortgage/versions/1", $"/evaluations/{evaluation["id"]}", "/datasets/mortgage-evaluation", "/environments/branch-edge" })
        {
            await page.GotoAsync(address);
            await page.SettledAsync();
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Nothing is here");
        }

        using var auditor = await portal.ClientAsync("Meridian", Auditor);
        var refused = Items(await auditor.FindAsync("audit/entries?action=promotion.request.refused"));
        Assert.True(refused.Count >= 3, $"{refused.Count} refusals are in the trail.");
    }

    /// <summary>Somebody whose roles allow both asking and deciding.</summary>
    private static async Task AddColleagueAsync(PortalProcess portal)
    {
        using var administrator = await portal.ClientAsync("Meridian", "administrator@meridian.example");
        await administrator.CreateAsync(
            "members", new { email = "both@meridian.example", name = "Bo Both", kind = "person", roles = new[] { "dataScientist", "reviewer" } }, HttpStatusCode.Created);
    }

    /// <summary>The refusal stands in place, and no promotion was made.</summary>
    private static async Task IsRefusedAsync(IPage page, string sentence)
    {
        await Assertions.Expect(page.Locator("main").GetByRole(AriaRole.Alert).Filter(new() { HasText = sentence }).First).ToBeVisibleAsync();
        Assert.Contains("/promotions/new", page.Url, StringComparison.Ordinal);
    }
}
