using System.Net;
using Microsoft.Playwright;
using static Portal.EndToEnd.Tests.Api;
using static Portal.EndToEnd.Tests.Journeys.Meridian;

namespace Portal.EndToEnd.Tests.Journeys;

/// <summary>The demo's model drifts: what people see of it, what the portal asked for and what it took back by itself, in a browser.</summary>
public sealed class DriftingModelTests(Browser browser, PreparedDemo demo) : IClassFixture<Browser>
{
    [Fact]
    public async Task DriftingModel_LeadsToIncident_Comparison_RetrainingRequest_AndRollback()
    {
        await using var portal = await demo.StartAsync(("Portal__Demo__Story", "true"));
        using var scientist = await portal.ClientAsync("Meridian", Scientist);
        await scientist.UntilAsync("environments/development/deployments?model=mortgage", page => Items(page).Any(row => (string)row["cause"]! == "automaticRollback"));
        var page = await browser.OpenAsync(portal.Address);
        await page.SignInAsync(Scientist);

        await page.GotoAsync("/monitoring");
        await page.SettledAsync();
        await page.Locator("main a[href='/monitoring/production/mortgage']").First.ClickAsync();
        await page.IsAtAsync("/monitoring/production/mortgage$");
        await page.ShowsAsync("ROC-AUC is 0.5833 instead of 0.8101");

        await page.GetByRole(AriaRole.Link, new() { NameString = "Drift of mortgage in production" }).First.ClickAsync();
        await page.IsAtAsync("/incidents/I-[0-9]+$");
        await page.ShowsAsync("What breached");
        var incident = page.Url;
        await page.GetByRole(AriaRole.Link, new() { NameString = "Compare the distributions of lvrat" }).First.ClickAsync();
        await page.IsAtAsync("column=lvrat");
        await page.ShowsAsync("lvrat drifted");
        await page.ShowsAsync("Wasserstein distance");

        await page.GotoAsync("/retraining");
        await page.SettledAsync();
        await page.Locator("main td a[href^='/retraining/']").First.ClickAsync();
        await page.IsAtAsync("/retraining/R-[0-9]+$");
        await page.ShowsAsync("lvrat");

        await page.GotoAsync("/monitoring/development/mortgage");
        await page.ShowsAsync("Went back to version 1");
        await page.GetByRole(AriaRole.Link, new() { NameString = "Performance of mortgage in development" }).First.ClickAsync();
        await page.ShowsAsync("The portal went back from version 2 to version 1.");
        await HandleAsync(page, incident);
        Assert.Equal(1, (int)(await scientist.FindAsync("environments/development/deployments/mortgage", HttpStatusCode.OK))["version"]!);
    }

    private static async Task HandleAsync(IPage page, string incident)
    {
        await page.GotoAsync(incident);
        await page.SettledAsync();
        await page.Button("Acknowledge").ClickAsync();
        await page.ShowsAsync("Acknowledged");
    }
}
