using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portal.EndToEnd.Tests;

/// <summary>What people do on any page.</summary>
internal static class Pages
{
    /// <param name="tenant">Where, because the auditor is a member of both.</param>
    /// <param name="from">Where the way leads on to.</param>
    public static async Task SignInAsync(this IPage page, string email, string tenant = "Meridian", string from = "/")
    {
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync($"/sign-in?from={Uri.EscapeDataString(from)}");
        await page.GetByRole(AriaRole.Region, new() { Name = tenant }).GetByRole(AriaRole.Button).Filter(new() { HasText = email }).ClickAsync();
        await page.SettledAsync();
    }

    /// <summary>Waits until the page has its heading and nothing on it is still loading.</summary>
    public static async Task SettledAsync(this IPage page)
    {
        await page.Locator("h1").First.WaitForAsync();
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    /// <summary>Asks for the address again and again: <c>WaitForURLAsync</c> misses a navigation that comes before it listens.</summary>
    public static Task IsAtAsync(this IPage page, string pattern) => Assertions.Expect(page).ToHaveURLAsync(new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 45_000 });

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Link(this IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public static async Task ShowsAsync(this IPage page, string text) => await Assertions.Expect(page.Locator("main")).ToContainTextAsync(text, new() { Timeout = 60_000 });
}
