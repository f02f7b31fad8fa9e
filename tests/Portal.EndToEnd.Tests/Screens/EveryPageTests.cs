using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using Portal.Web.Monitoring.Health;
using Portal.Web.Registry;
using static Portal.EndToEnd.Tests.Api;

namespace Portal.EndToEnd.Tests.Screens;

/// <summary>
/// Every page of the assembly, light, dark and 390 px wide: axe finds nothing, nothing is wider than the screen, and the picture is
/// kept in <c>artifacts/screens</c> to be looked at.
/// </summary>
public sealed class EveryPageTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>The dark look differs in its colours alone.</summary>
    private static readonly string[] s_colours = ["color-contrast", "link-in-text-block"];

    private static readonly Look[] s_looks = [new("light", 1440, ColorScheme.Light, null), new("dark", 1440, ColorScheme.Dark, s_colours), new("390", 390, ColorScheme.Light, null)];

    /// <summary>What axe finds nothing in proves nothing unless it finds something where there is something.</summary>
    [Fact]
    public async Task Axe_OnABrokenPage_FindsIt()
    {
        var page = await browser.OpenAsync(new Uri("about:blank"));
        await page.SetContentAsync("<!doctype html><html lang=en><title>Broken</title><main><h1>Broken</h1><p style='color:#bbb;background:#fff'>pale</p><button></button></main>");
        await page.BringAxeAsync();

        Assert.Equal(["button-name", "color-contrast"], (await page.ViolationsAsync(null)).Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Equal("color-contrast", Assert.Single(await page.ViolationsAsync(s_colours)).Split(' ')[0]);
    }

    [Fact]
    public async Task EveryPage_InEveryLook_IsAccessibleAndFits()
    {
        await using var portal = await PortalProcess.StartAsync((PortalProcess.SpeedMilliseconds, "2000"), (PortalProcess.ExplanationRows, "500000"));
        var addresses = await DemoAddresses.OfAsync(portal);
        var folder = Directory.CreateDirectory(Repository.Folder("artifacts", "screens")).FullName;
        var page = await browser.OpenAsync(portal.Address, reducedMotion: ReducedMotion.Reduce);
        var complaints = new List<string>();
        var signedIn = "";
        foreach (var template in Templates())
        {
            var (member, address) = addresses.Of(template);
            if (member.Length == 0)
            {
                await page.Context.ClearCookiesAsync();
            }
            else if (member != signedIn)
            {
                await page.SignInAsync(member);
            }

            signedIn = member;
            await page.GotoAsync(address);
            await page.SettledAsync();
            await page.BringAxeAsync();
            foreach (var look in s_looks)
            {
                complaints.AddRange((await LookAsync(page, look, Path.Combine(folder, $"{FileName(template)}-{look.Name}.png"))).Select(complaint => $"{template} {look.Name}: {complaint}"));
            }
        }

        Assert.True(complaints.Count == 0, string.Join("\n", complaints));
    }

    /// <summary>The page stays where it is: looks differ in what the browser prefers and in the width of its window, and the style sheets follow both.</summary>
    private static async Task<List<string>> LookAsync(IPage page, Look look, string picture)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = look.Scheme });
        await page.SetViewportSizeAsync(look.Width, 1000);
        await page.ScreenshotAsync(new() { Path = picture, FullPage = true });
        var complaints = (await page.ViolationsAsync(look.Rules)).ToList();
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var wide && wide > look.Width)
        {
            complaints.Add($"{wide} px wide");
        }

        return complaints;
    }

    private static string FileName(string template)
    {
        var name = template.Trim('/').Replace("?tab=", "-", StringComparison.Ordinal).Replace('/', '-').Replace(':', '_').Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
        return name.Length == 0 ? "home" : name;
    }

    private static IEnumerable<string> Templates() =>
        typeof(Portal.Web.Shell.App).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false)).Cast<RouteAttribute>()
            .Select(route => route.Template).SelectMany(WithTabs).Order(StringComparer.Ordinal);

    private static IEnumerable<string> WithTabs(string template) => template switch
    {
        "/models/{Name}/versions/{Number:int}" => Enum.GetNames<VersionTab>().Select(tab => $"{template}?tab={tab.ToLowerInvariant()}"),
        "/monitoring/{Environment}/{Model}" => Enum.GetNames<HealthTab>().Select(tab => $"{template}?tab={tab.ToLowerInvariant()}"),
        _ => [template],
    };

    /// <param name="Rules">Of axe; null for all.</param>
    private sealed record Look(string Name, int Width, ColorScheme Scheme, string[]? Rules);
}
