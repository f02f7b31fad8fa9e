using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Deployments;
using Portal.Core.Deployments.Fleets;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Web.Deployments;
using Portal.Web.Deployments.Fleets;

namespace Portal.Web.Tests.Deployments.Fleets;

public sealed class FleetPageTests : PageContext
{
    private const string Edge = "branches";

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    private Actor Administrator => Portal.As(Role.TenantAdministrator);

    [Fact]
    public async Task Fleet_OfAnotherPlacement_SaysThatOnlyTheEdgeHasOne()
    {
        await PlaceAsync(EnvironmentPlacement.PublicCloud);

        var cut = Show(Administrator);

        cut.WaitForAssertion(() => Assert.Contains("branches is a public cloud.", cut.Find(".empty").TextContent, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("button"));
    }

    [Fact]
    public async Task Fleet_OfAnotherTenant_IsNotThere()
    {
        await PlaceAsync();

        var cut = Show(Portal.Outsider);

        cut.WaitForAssertion(() => Assert.Contains("Nothing is here", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fleet_WithoutGroups_TellsWhoMakesThem()
    {
        await PlaceAsync();

        var cut = Show(Portal.As(Role.DataScientist));

        cut.WaitForAssertion(() => Assert.Contains("A tenant administrator makes groups", cut.Find(".empty").TextContent, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("button"));
    }

    [Fact]
    public async Task Fleet_WithoutGroups_LetsTheAdministratorBegin()
    {
        await PlaceAsync();

        var cut = Show(Administrator);
        cut.WaitForElement(".empty button").Click();
        cut.WaitForElements("dialog input")[0].Change("pilot");
        cut.WaitForElements("dialog input")[2].Change("0");
        cut.WaitForElement("dialog form").Submit();
        cut.WaitForAssertion(() => Assert.Contains("1 to 100 percent", cut.Find("dialog .error").TextContent, StringComparison.Ordinal));
        cut.WaitForElements("dialog input")[2].Change("90");
        cut.WaitForElement("dialog form").Submit();

        cut.WaitForAssertion(() => Assert.Contains("is complete with 90 % within 24 hours", cut.Markup, StringComparison.Ordinal));
        Assert.Contains("\"group\":\"pilot\"", cut.Find("code.secret").TextContent, StringComparison.Ordinal);
        Assert.Contains("http://localhost/api/v1/environments/branches/devices", cut.Find("code.secret").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddDevice_ShowsTheTokenOnce()
    {
        await PlaceAsync();
        await GroupAsync("pilot");
        var cut = Show(Administrator);
        cut.WaitForElement("button.primary").Click();

        cut.WaitForElement("dialog input").Change("till 1");
        cut.WaitForElement("dialog form").Submit();
        cut.WaitForAssertion(() => Assert.StartsWith("A name has", cut.Find("dialog .error").TextContent, StringComparison.Ordinal));
        cut.WaitForElement("dialog input").Change("till-1");
        cut.WaitForElement("dialog form").Submit();
        cut.WaitForAssertion(() => Assert.StartsWith("portal_", cut.Find("[data-secret]").TextContent, StringComparison.Ordinal));
        cut.WaitForElement("dialog button.primary").Click();

        cut.WaitForAssertion(() => Assert.Contains("Not heard of yet", cut.Markup, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("[data-secret]"));
        Assert.DoesNotContain("Register the first device", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rollout_ShowsItsWavesWithCountsInWords_AndIsTakenBackWithAReason()
    {
        var place = await PlaceAsync();
        var model = await Portal.CreateModelAsync("mortgage", null, Ct);
        await GroupAsync("pilot");
        await GroupAsync("rest");
        await RegisterAsync("till-1", "pilot");
        await RegisterAsync("till-2", "pilot");
        await RegisterAsync("till-3", "rest");
        var digest = await LiveAsync(place, model);
        await ReportAsync("till-1", digest, ReportedState.Running);

        var cut = Show(Portal.As(Role.Reviewer));

        cut.WaitForAssertion(() => Assert.Equal(
            ["Of 2 devices: 1 running, 1 pending, 0 failed, 0 silent", "Of 1 device: 0 running, 1 pending, 0 failed, 0 silent"],
            cut.FindAll(".wave-bar").Select(bar => bar.GetAttribute("aria-label"))));
        Assert.Equal(["Wave 1 pilot", "Wave 2 rest"], cut.FindAll(".wave h3").Select(head => head.TextContent));
        Assert.Contains("1 of 2 devices run version 1 (50 %); 95 % are asked for", cut.FindAll(".wave")[0].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(cut.FindAll("button"), button => button.TextContent is "New group" or "Add device" or "Edit");

        cut.FindAll("button").Single(button => button.TextContent == "Take back").Click();
        cut.WaitForElement("dialog textarea").Change("It looks wrong.");
        cut.WaitForElement("dialog form").Submit();

        cut.WaitForAssertion(() => Assert.Contains("Taken back", cut.Find(".card .chip").TextContent, StringComparison.Ordinal));
        Assert.Contains("Nobody is told anything any more. It looks wrong.", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Devices_AreFilteredByTheAddress_AndOneOpensItsWindow()
    {
        var place = await PlaceAsync();
        var model = await Portal.CreateModelAsync("mortgage", null, Ct);
        await GroupAsync("pilot");
        await RegisterAsync("till-1", "pilot");
        await RegisterAsync("till-2", "pilot");
        var digest = await LiveAsync(place, model);
        await ReportAsync("till-1", digest, ReportedState.Failed, "out of memory");
        SignIn(Administrator);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/environments/{Edge}/fleet?state=failed&device=till-1");

        var cut = Render<FleetPage>(p => p.Add(x => x.Name, Edge));

        cut.WaitForAssertion(() => Assert.Equal(["till-1"], cut.FindAll("table a.strong").Select(link => link.TextContent)));
        cut.WaitForAssertion(() => Assert.Contains("out of memory", cut.Find("dialog table").TextContent, StringComparison.Ordinal));
        cut.WaitForAssertion(() => Assert.Contains("mortgage version 1", cut.Find("dialog .facts").TextContent, StringComparison.Ordinal));
        cut.FindAll("dialog button").Single(button => button.TextContent == "Retire").Click();
        cut.WaitForElement("dialog textarea").Change("sold");
        cut.WaitForElement("dialog form").Submit();
        cut.WaitForAssertion(() => Assert.Contains("No device matches", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EnvironmentPage_OfTheEdge_LeadsToItsFleet()
    {
        await PlaceAsync();
        SignIn(Portal.As(Role.DataScientist));

        var cut = Render<EnvironmentPage>(p => p.Add(x => x.Name, Edge));

        cut.WaitForAssertion(() => Assert.NotNull(cut.Find($"a[href='/environments/{Edge}/fleet']")));
        cut.WaitForAssertion(() => Assert.Contains("none yet", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Group_ThatSomebodyElseChanged_ShowsWhatChanged_AndKeepsWhatWasTyped()
    {
        await PlaceAsync();
        await GroupAsync("pilot");
        var cut = Show(Administrator);
        cut.WaitForElement("button[aria-label='Edit pilot']").Click();
        cut.WaitForElements("dialog input")[0].Change("first");
        Assert.True((await Portal.Get<EditDeviceGroup>().RunAsync(Administrator, new EditDeviceGroupRequest(Edge, "pilot", 0, 4, "", new WaveSettings(90), "second"), Ct)).IsOk);

        cut.WaitForElement("dialog form").Submit();

        cut.WaitForAssertion(() => Assert.Equal(["Name", "Turn", "Complete with"], cut.FindAll("dialog .diff .k").Select(what => what.TextContent)));
        Assert.Equal(["second", "4", "90 %"], cut.FindAll("dialog .diff ins").Select(to => to.TextContent));
        Assert.Equal("first", cut.FindAll("dialog input")[0].GetAttribute("value"));
        cut.Find("dialog form").Submit();
        cut.WaitForAssertion(() => Assert.Contains("first", cut.Find("table th b").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Group_IsRemovedWhenEmpty_AndSaysOtherwiseWhyNot()
    {
        await PlaceAsync();
        await GroupAsync("pilot");
        await GroupAsync("rest");
        await RegisterAsync("till-1", "rest");
        var cut = Show(Administrator);

        cut.WaitForElement("button[aria-label='Remove rest']").Click();
        cut.WaitForAssertion(() => Assert.Contains("rest has 1 device, and a device without a group would be told nothing.", cut.Find("dialog [role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("dialog form"));
        cut.Find("dialog footer button").Click();
        cut.WaitForElement("button[aria-label='Remove pilot']").Click();
        cut.WaitForElement("dialog form").Submit();

        cut.WaitForAssertion(() => Assert.Empty(cut.FindAll("button[aria-label='Remove pilot']")));
        Assert.NotEmpty(cut.FindAll("button[aria-label='Remove rest']"));
    }

    private IRenderedComponent<FleetPage> Show(Actor actor)
    {
        SignIn(actor);
        return Render<FleetPage>(p => p.Add(x => x.Name, Edge));
    }

    private async Task<EnvironmentId> PlaceAsync(EnvironmentPlacement placement = EnvironmentPlacement.Edge) =>
        (await Portal.Get<CreateEnvironment>().RunAsync(Administrator, new CreateEnvironmentRequest(Edge, EnvironmentPurpose.Production, placement, "eu-central"), Ct)).Value;

    private async Task GroupAsync(string name) =>
        Assert.True((await Portal.Get<CreateDeviceGroup>().RunAsync(Administrator, new CreateDeviceGroupRequest(Edge, name, new WaveSettings()), Ct)).IsOk);

    private async Task RegisterAsync(string name, string group) =>
        Assert.True((await Portal.Get<RegisterDevice>().RunAsync(Administrator, new RegisterDeviceRequest(Edge, group, name, 30), Ct)).IsOk);

    private async Task<Digest> LiveAsync(EnvironmentId place, ModelId model)
    {
        var digest = await Portal.Get<PortalDatabase>().AddLiveVersionAsync(Portal.Get<ArtifactStore>(), Portal.Tenant, place, model, Administrator.Member!.Value, Portal.Clock.GetUtcNow());
        await Portal.Get<DueFleets>().RunAsync(Ct);
        return digest;
    }

    private async Task ReportAsync(string device, Digest digest, ReportedState state, string message = "")
    {
        var renewed = (await Portal.Get<RenewDeviceToken>().RunAsync(Administrator, new RenewDeviceTokenRequest(Edge, device, 1), Ct)).Value;
        var actor = await Portal.Get<AccessTokenCheck>().FindAsync(renewed.Secret, Ct);
        Assert.True((await Portal.Get<ReportFromDevice>().RunAsync(actor!, new DeviceReportRequest(Edge, device, DeviceReportId.New(), "mortgage", 1, digest.Hex, state, message), Ct)).IsOk);
    }
}
