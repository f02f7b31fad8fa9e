using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Web.Registry.Components;

namespace Portal.Web.Tests.Registry;

/// <summary>Saving a version is several acts, of which any may be refused.</summary>
public sealed class EditVersionWindowTests : PageContext
{
    private readonly List<string> _told = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Portal.ImportMortgageAsync("evaluation", CancellationToken.None);
        var data = new DatasetVersionName("mortgage-evaluation", 1);
        await Portal.CreateModelAsync("mortgage", data, CancellationToken.None);
        Assert.True((await Portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", "mortgage-logit-v1"), CancellationToken.None)).IsOk);
        Assert.True((await Portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", "mortgage-gbt-v2"), CancellationToken.None)).IsOk);
    }

    [Fact]
    public async Task Save_OfAStaleVersion_MovesNoAliasAndLoadsAgain()
    {
        var cut = await OpenAsync();
        await Portal.Get<EditVersion>().RunAsync(
            Portal.As(Role.DataScientist), new EditVersionRequest("mortgage", 1, 0, "By somebody else.", new Dictionary<string, string>()), Xunit.TestContext.Current.CancellationToken);

        Say(cut, "Mine.", "candidate");
        cut.WaitForElement(".refusal button").Click();

        Assert.Equal(["saved"], _told);
        Assert.Empty(Portal.Open().VersionAliases);
    }

    [Fact]
    public async Task Save_AfterAnAliasWasRefused_DoesTheRest()
    {
        var cut = await OpenAsync();
        await Portal.Get<MoveAlias>().RunAsync(Portal.As(Role.DataScientist), new MoveAliasRequest("mortgage", "candidate", 2), Xunit.TestContext.Current.CancellationToken);

        Say(cut, "Mine.", "candidate");
        cut.WaitForElement(".refusal");
        Assert.Empty(_told);
        Say(cut, "Mine, again.", "");

        cut.WaitForAssertion(() => Assert.Equal(["saved"], _told));
        Assert.Equal("Mine, again.", Portal.Open().Versions.Single(row => row.Number == 1).Description);
    }

    private async Task<IRenderedComponent<EditVersionWindow>> OpenAsync()
    {
        SignIn(Portal.As(Role.DataScientist));
        var version = (await Portal.Get<VersionDetail>().FindAsync(Portal.As(Role.DataScientist), "mortgage", 1, CancellationToken.None)).Value;
        return Render<EditVersionWindow>(p => p
            .Add(x => x.Version, version).Add(x => x.Aliases, []).Add(x => x.OnClose, () => _told.Add("closed")).Add(x => x.OnSaved, () => _told.Add("saved")));
    }

    private static void Say(IRenderedComponent<EditVersionWindow> cut, string description, string aliases)
    {
        cut.FindAll("textarea")[0].Change(description);
        cut.Find("input").Change(aliases);
        cut.Find("form").Submit();
    }
}
