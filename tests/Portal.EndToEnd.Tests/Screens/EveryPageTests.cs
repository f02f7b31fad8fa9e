using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
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
    private static readonly (string Name, int Width, ColorScheme Scheme)[] s_looks = [("light", 1440, ColorScheme.Light), ("dark", 1440, ColorScheme.Dark), ("390", 390, ColorScheme.Light)];

    /// <summary>The dark look differs in its colours alone.</summary>
    private static readonly AxeRunOptions s_colours = new() { RunOnly = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } };

    [Fact]
    public async Task EveryPage_InEveryLook_IsAccessibleAndFits()
    {
        await using var portal = await PortalProcess.StartAsync((PortalProcess.SpeedMilliseconds, "2000"), (PortalProcess.ExplanationRows, "500000"));
        var addresses = await DemoAddresses.OfAsync(portal);
        var folder = Directory.CreateDirectory(Repository.Folder("artifacts", "screens")).FullName;
        var complaints = new List<string>();
        foreach (var (look, width, scheme) in s_looks)
        {
            var page = await browser.OpenAsync(portal.Address, width, 1000, scheme);
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
                var name = template.Trim('/').Replace('/', '-').Replace(':', '_').Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).Replace("?tab=", "-", StringComparison.Ordinal);
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{(name.Length == 0 ? "home" : name)}-{look}.png"), FullPage = true });
                var axe = await page.RunAxe(scheme == ColorScheme.Dark ? s_colours : null);
                complaints.AddRange(axe.Violations.Select(violation => $"{template} {look}: {violation.Id} ({violation.Help}) at {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}"));
                if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var wide && wide > width)
                {
                    complaints.Add($"{template} {look}: {wide} px wide");
                }
            }
        }

        Assert.True(complaints.Count == 0, string.Join("\n", complaints));
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
}
