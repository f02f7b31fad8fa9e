using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Shell;

namespace Portal.Web.Tests.Shell;

public sealed class SideNavigationTests : ShellContext
{
    [Theory]
    [InlineData("/environments", "Environments")]
    [InlineData("/environments/production", "Environments")]
    [InlineData("/environments/freezes", "Change freezes")]
    [InlineData("/environments/freezes?show=over", "Change freezes")]
    [InlineData("/models", null)]
    public void OneEntryIsCurrent_TheOneThatLiesDeepest(string address, string? current)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        NavigationEntry[] entries = [new("environments", "Environments", "/environments", "environment"), new("freezes", "Change freezes", "/environments/freezes", "lock")];

        var cut = Render<SideNavigation>(p => p.Add(x => x.Groups, [new NavigationGroup("Run", entries)]).Add(x => x.Counts, new Dictionary<string, int>()).Add(x => x.Label, "Places"));

        Assert.Equal(current, cut.FindAll("[aria-current=page] .label-text").Select(entry => entry.TextContent).SingleOrDefault());
    }
}
