using Microsoft.Playwright;
using static Portal.EndToEnd.Tests.Journeys.Meridian;

namespace Portal.EndToEnd.Tests.Journeys;

/// <summary>A real credit model from registration to production and back, in a browser, with everybody in their own role.</summary>
public sealed class WholeWayTests(Browser browser, PreparedDemo demo) : IClassFixture<Browser>
{
    [Fact]
    public async Task Model_FromRegistrationToProductionAndBack_LeavesAWholeTrail()
    {
        await using var portal = await demo.StartAsync();
        var page = await browser.OpenAsync(portal.Address);
        var people = new Meridian(page);

        await page.SignInAsync(Scientist);
        await people.UploadDatasetAsync("home-loans-held-out", Repository.Folder("seed", "mortgage", "evaluation.csv"));
        await people.CreateModelAsync("home-loans", "home-loans-held-out", "eu-central");
        await people.RegisterAsync("home-loans", Model("mortgage-gbt-v2"), 1);
        await page.ShowsAsync("0.810");
        await people.RequestAsync("home-loans", 1, "production");
        var first = page.Url;

        await page.SignInAsync(Reviewer);
        await people.DecideAsync(first, "Approve", "Ranks better than the scorecard, and fair enough.");
        await page.ShowsAsync("Approved");
        await page.GotoAsync("/environments/production");
        await page.ShowsAsync("home-loans");

        await page.SignInAsync(Compliance);
        await AllowExceptionsAsync(page);
        await page.SignInAsync(Scientist);
        await people.RegisterAsync("home-loans", Model("mortgage-logit-v1"), 2);
        await page.ShowsAsync("0.787");
        await people.RequestAsync("home-loans", 2, "production");
        var second = page.Url;
        await page.SignInAsync(Compliance);
        await GrantExceptionsAsync(page, second);
        await page.SignInAsync(Reviewer);
        await people.DecideAsync(second, "Approve", "The plain model, while the trees are looked into.");
        await page.ShowsAsync("Approved");

        await page.GotoAsync("/environments/production");
        await page.SettledAsync();
        await page.GetByRole(AriaRole.Button, new() { NameString = "Roll back" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason", new() { Exact = false }).FillAsync("Complaints since this morning.");
        await dialog.GetByRole(AriaRole.Button, new() { NameString = "Roll back to version 1" }).ClickAsync();
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await page.ShowsAsync("Complaints since this morning.");

        await page.SignInAsync(Auditor);
        await page.GotoAsync("/audit");
        await page.SettledAsync();
        await page.Button("Verify now").ClickAsync();
        await page.ShowsAsync("follow on one another");
        var (exitCode, output, complaints) = await portal.RunAsync("audit", "export", "--tenant", "Meridian", "--output", Path.Combine(portal.Folder, "trail.jsonl"));
        Assert.True(exitCode == 0, complaints);
        Assert.Contains("entries, head", output, StringComparison.Ordinal);
        Assert.Contains(File.ReadLines(Path.Combine(portal.Folder, "trail.jsonl")), line => line.Contains("\"action\":\"deployment.rolled-back\"", StringComparison.Ordinal));
    }

    private static async Task AllowExceptionsAsync(IPage page)
    {
        await page.GotoAsync("/policies/high/production");
        await page.SettledAsync();
        await page.GetByLabel("Exceptions allowed", new() { Exact = false }).CheckAsync();
        await page.GetByRole(AriaRole.Textbox, new() { NameString = "Reason" }).FillAsync("Going back to a plain model must be possible.");
        await page.Button("Save policy").ClickAsync();
        await page.SettledAsync();
    }

    private static async Task GrantExceptionsAsync(IPage page, string promotion)
    {
        await page.GotoAsync(promotion);
        await page.SettledAsync();
        while (await page.GetByRole(AriaRole.Button, new() { NameString = "Grant exception" }).CountAsync() is var left && left > 0)
        {
            await page.GetByRole(AriaRole.Button, new() { NameString = "Grant exception" }).First.ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("Reason", new() { Exact = false }).FillAsync("Known to rank worse; wanted as a fallback.");
            await dialog.GetByRole(AriaRole.Button, new() { NameString = "Grant exception" }).ClickAsync();
            await Assertions.Expect(dialog).ToBeHiddenAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { NameString = "Grant exception" })).ToHaveCountAsync(left - 1);
        }
    }
}
