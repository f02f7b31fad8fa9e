using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Datasets;
using Portal.Core.Placement;
using Portal.Core.Placement.Comparing;
using Portal.Core.Tenancy;
using Portal.Web.Placement;
using Portal.Web.Shell.Charts;

namespace Portal.Web.Tests.Placement;

public sealed class PlacementPagesTests : PageContext
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void List_WithoutWorkloads_ExplainsAndLetsTheScientistBegin()
    {
        SignIn(Portal.As(Role.DataScientist));

        var cut = Render<PlacementPage>();

        cut.WaitForAssertion(() => Assert.Contains("No workload yet", cut.Markup, StringComparison.Ordinal));
        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("a[href='/placement/new']")));
    }

    [Fact]
    public async Task Workload_ShowsPossiblePlacesInOrder_RefusedOnesWithReasons_AndTheCrossing()
    {
        await PrepareAsync();
        SignIn(Portal.As(Role.Auditor));

        var cut = Render<WorkloadPage>(page => page.Add(one => one.Name, "letters"));

        cut.WaitForAssertion(() => Assert.Contains("Run it on cloud (autoscaled on demand, eu-central): USD 1,387.00 a month", cut.Markup, StringComparison.Ordinal));
        Assert.Equal(["cloud", "committed"], cut.FindAll("ol.places b > a").Select(link => link.TextContent));
        Assert.Contains("far is in us-east; the workload is allowed in eu-central.", cut.Markup, StringComparison.Ordinal);
        Assert.Contains("1 × 1.9 × 730 h = 1,387", cut.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Keep this comparison", cut.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(cut.FindAll("svg.chart path.series.c1"));
    }

    [Fact]
    public async Task Assumption_ThatIsTriedOut_StandsInTheAddress_AndChangesTheAnswer()
    {
        await PrepareAsync();
        SignIn(Portal.As(Role.Executive));
        Navigation.NavigateTo("/placement/letters?what=cloud/hourly:2.5");

        var cut = Render<WorkloadPage>(page => page.Add(one => one.Name, "letters"));

        cut.WaitForAssertion(() => Assert.Contains("Run it on committed", cut.Markup, StringComparison.Ordinal));
        Assert.Contains("1 number tried out.", cut.Markup, StringComparison.Ordinal);
        cut.FindAll("label").Single(label => label.TextContent == "Average traffic, requests/s").ParentElement!.QuerySelector("input")!.Change("0.5");
        cut.WaitForAssertion(() => Assert.EndsWith("/placement/letters?what=average%3A0.5~cloud%2Fhourly%3A2.5", Navigation.Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Assumption_BeyondReason_IsComputedWithTheNearestNumber_AndSaysSo()
    {
        await PrepareAsync();
        SignIn(Portal.As(Role.Executive));
        Navigation.NavigateTo("/placement/letters?what=cloud/hourly:79228162514264337593543950335~hours:-3");

        var cut = Render<WorkloadPage>(page => page.Add(one => one.Name, "letters"));

        cut.WaitForAssertion(() => Assert.Contains("Computed with 1,000,000, the nearest that makes sense; is 1.9", cut.Markup, StringComparison.Ordinal));
        Assert.Contains("Computed with 0.1, the nearest that makes sense; is 168", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Executive_KeepsAComparison_AndAcceptsItsRecommendation()
    {
        await PrepareAsync(today: "committed");
        SignIn(Portal.As(Role.Executive));
        var cut = Render<WorkloadPage>(page => page.Add(one => one.Name, "letters"));

        cut.WaitForElement("button.primary").Click();
        cut.WaitForAssertion(() => Assert.Contains("R-1: move from committed to cloud", cut.Markup, StringComparison.Ordinal));
        Assert.Contains("It saves USD 1,314.00 a year.", cut.Markup, StringComparison.Ordinal);
        cut.Find("form").Submit();

        cut.WaitForAssertion(() => Assert.DoesNotContain("R-1: move", cut.Markup, StringComparison.Ordinal));
        var view = (await Portal.Get<WorkloadDetail>().FindAsync(Portal.As(Role.Executive), "letters", Ct)).Value;
        Assert.Equal((RecommendationState.Accepted, 1), (view.Recommendations[0].State, view.Kept.Count));
    }

    [Fact]
    public void NewWorkload_FilledIn_IsKept()
    {
        SignIn(Portal.As(Role.DataScientist));
        var cut = Render<WorkloadFormPage>();
        cut.WaitForElement("form");
        Fill("Name", "letters");
        Fill("Average, requests a second", "1");
        Fill("Peak, requests a second", "2");
        Fill("Regions", "EU-Central");

        cut.Find("form").Submit();

        cut.WaitForAssertion(() => Assert.EndsWith("/placement/letters", Navigation.Uri, StringComparison.Ordinal));

        void Fill(string label, string value) => cut.FindAll("label").Single(one => one.TextContent == label).ParentElement!.QuerySelector("input")!.Change(value);
    }

    [Fact]
    public async Task Edit_ThatChangesNothing_LosesNothing()
    {
        await PrepareAsync();
        var work = (await FindAsync()).Case.Workload with
        {
            Licence = new ModelLicence("cc-by-nc-4.0", LicenceHosting.Ourselves, NonCommercial: true, CommercialUse: false), Repeats = new RepeatedInputs(0.125m, 24), Tokens = new TokenUse(1200, 300, 100), Run = new RequestRun(1.8m, 6), EgressGigabytes = 120.5m,
            Traffic = new TrafficProfile(0.35m, 1, 60, 12.5m, TrafficShape.OfficeHours), ApprovedVendors = ["Acme", "Orchid"], PrivateOnly = true,
        };
        Assert.Null((await Portal.Get<EditWorkload>().RunAsync(Portal.As(Role.Executive), new EditWorkloadRequest("letters", (await FindAsync()).Revision, new WorkloadDraft("Lending", null, null, null, work)), Ct)).Refusal);
        SignIn(Portal.As(Role.DataScientist));
        var cut = Render<WorkloadFormPage>(page => page.Add(one => one.Name, "letters"));
        cut.WaitForElement("form").Submit();

        cut.WaitForAssertion(() => Assert.EndsWith("/placement/letters", Navigation.Uri, StringComparison.Ordinal));
        var view = await FindAsync();
        Assert.Equal(2, view.Edition);
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(work), System.Text.Json.JsonSerializer.Serialize(view.Case.Workload));

        async Task<WorkloadView> FindAsync() => (await Portal.Get<WorkloadDetail>().FindAsync(Portal.As(Role.Executive), "letters", Ct)).Value;
    }

    [Theory]
    [InlineData("TieredPipeline", "Requests that go to the light tier first, share", "1.5", "This lies between 0 and 1.")]
    [InlineData("TieredPipeline", "Router, a request", "1e3", "A number is needed here, such as 12 or 0.5.")]
    [InlineData("BatchAndCache", "Batch discount, share of the price", "-0.1", "This lies between 0 and 1.")]
    [InlineData("BatchAndCache", "Answers computed ahead, share of the requests", "79228162514264337593543950335", "This lies between 0.000001 and 1,000.")]
    [InlineData("BatchAndCache", "Oldest answer it gives, h", "NaN", "A number is needed here, such as 12 or 0.5.")]
    public void NewPlace_WithAHostileNumber_IsRefusedAtItsField(string kind, string label, string typed, string sentence)
    {
        SignIn(Portal.As(Role.Executive));
        Navigation.NavigateTo($"/placement/catalogue/new?kind={kind}");
        var cut = Render<PlacePage>(page => page.Add(one => one.Place, "new"));
        cut.WaitForElement("form");
        foreach (var field in PlaceFields.Of(Enum.Parse<PlaceKind>(kind)))
        {
            Fill($"{field.Label}, {field.Unit}", "1");
        }

        foreach (var (name, value) in new[] { ("Name", "pattern"), ("Provider", "Acme"), ("Region", "eu-central"), ("Currency", "USD"), ("Prices valid from", "2026-01-01"), ("Source", "price list"), (label, typed) })
        {
            Fill(name, value);
        }

        cut.Find("form").Submit();

        cut.WaitForAssertion(() => Assert.Contains(sentence, cut.Markup, StringComparison.Ordinal));

        void Fill(string name, string value) => cut.FindAll("label").Single(one => one.TextContent == name).ParentElement!.QuerySelector("input")!.Change(value);
    }

    [Fact]
    public async Task NewPlace_WithoutItsPrice_IsRefusedAtTheField_AndNothingIsAssumed()
    {
        SignIn(Portal.As(Role.Executive));
        Navigation.NavigateTo("/placement/catalogue/new?kind=Reserved");
        var cut = Render<PlacePage>(page => page.Add(one => one.Place, "new"));
        cut.WaitForElement("form");

        Fill("Name", "committed");
        Fill("Provider", "Acme");
        Fill("Region", "eu-central");
        Fill("Hardware class", "gpu-a10g");
        Fill("Currency", "usd");
        Fill("Prices valid from", "2026-01-01");
        Fill("Source", "price list");
        cut.Find("form").Submit();
        cut.WaitForAssertion(() => Assert.Contains("no price is assumed", cut.Markup, StringComparison.Ordinal));
        Fill("Committed price of a machine, an hour", "2.05");
        Fill("Availability that is promised, share of the time", "0.999");
        Fill("Effort to operate, 1 (none) to 5", "2");
        Fill("Effort to leave, 1 (none) to 5", "3");
        cut.Find("form").Submit();

        cut.WaitForAssertion(() => Assert.EndsWith("/placement/catalogue", Navigation.Uri, StringComparison.Ordinal));
        var place = Assert.Single((await Portal.Get<PlacementCatalogue>().ReadAsync(Portal.As(Role.Auditor), Ct)).Places);
        Assert.Equal((2.05m, "USD"), (place.Terms["reservedHourly"], place.Terms.Currency));

        void Fill(string label, string value) => cut.FindAll("label").Single(one => one.TextContent == label).ParentElement!.QuerySelector("input")!.Change(value);
    }

    [Fact]
    public void Chart_MarksAndNamesTheCrossing_AndHasATableBehindIt()
    {
        Curve[] lines = [new("a", [new(0, 100), new(1000, 100)]), new("b", [new(0, 0), new(1000, 200)])];

        var cut = Render<BreakEvenChart>(chart => chart.Add(one => one.Lines, lines).Add(one => one.XLabel, "Requests").Add(one => one.YLabel, "EUR").Add(one => one.Finding, "They cross at 500.")
            .Add(one => one.Crossings, [new PlotMark(new PlotPoint(500, 100), "a and b: 500")]));

        Assert.Equal(2, cut.FindAll("circle.crossing").Count);
        Assert.Contains("a and b: 500", cut.Markup, StringComparison.Ordinal);
        Assert.Equal("They cross at 500.", cut.Find("svg").GetAttribute("aria-label"));
        Assert.Equal(2, cut.FindAll("details.behind tbody tr").Count);
    }

    [Fact]
    public async Task Owned_IsDrawnAgainstRent_WithTheMonthInWhichItIsPaidBack()
    {
        await PrepareAsync();
        var numbers = new Dictionary<string, decimal>
        {
            ["capex"] = 20_000, ["residual"] = 0, ["life"] = 48, ["kilowatts"] = 0, ["pue"] = 1, ["electricity"] = 0, ["space"] = 0, ["operations"] = 387, ["support"] = 0, ["units"] = 1, ["memory"] = 24, ["latency"] = 400,
            ["availability"] = 0.999m, ["complexity"] = 4, ["lockIn"] = 4,
        };
        var terms = new PlaceTerms(PlaceKind.Owned, "We", "eu-central", "gpu-a10g", "USD", new DateOnly(2026, 1, 1), "invented for tests", IsPrivate: true, [], [], numbers);
        Assert.Null((await Portal.Get<AddPlacementOption>().RunAsync(Portal.As(Role.Executive), new AddPlacementOptionRequest("racks", terms), Ct)).Refusal);
        await Portal.Get<KeepComparison>().RunAsync(Portal.As(Role.Executive), new KeepComparisonRequest("letters"), Ct);
        Portal.Clock.Advance(TimeSpan.FromDays(31));
        await Portal.Get<KeepComparison>().RunAsync(Portal.As(Role.Executive), new KeepComparisonRequest("letters"), Ct);
        SignIn(Portal.As(Role.Auditor));

        var cut = Render<WorkloadPage>(page => page.Add(one => one.Name, "letters"));

        // 20,000 / (1,387 − 387) is the 20th month; with 8 % a year the 22nd.
        cut.WaitForAssertion(() => Assert.Contains("racks is paid back in month 20 of 48; in month 22 when later money counts for less.", cut.Markup, StringComparison.Ordinal));
        Assert.Contains("month 20", cut.FindAll("svg.chart text").Select(text => text.TextContent));
        Assert.Contains("end of its life", cut.FindAll("svg.chart text").Select(text => text.TextContent));
        Assert.Contains("Owning costs no more", cut.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(cut.FindAll("svg[aria-label^='What owning and the cheapest renting cost a month']"));
    }

    [Theory]
    [InlineData("average:12~gpu cloud/hourly:2.1", "average:12~gpu cloud/hourly:2.1")]
    [InlineData("average:x~:3~peak", "")]
    [InlineData("average:NaN~peak:1e28~hours:∞~gpu/hourly:0x10", "")]
    [InlineData("average:-5~peak:99999999999999999999999999999999", "average:-5")]
    [InlineData(null, "")]
    public void WhatIf_IsReadFromTheAddress_AndWrittenBack(string? text, string same) => Assert.Equal(same, WhatIf.From(text).ToString());

    private async Task PrepareAsync(string? today = null)
    {
        var actor = Portal.As(Role.Executive);
        foreach (var (name, kind, key, price, region) in new[] { ("cloud", PlaceKind.OnDemand, "hourly", 1.9m, "eu-central"), ("committed", PlaceKind.Reserved, "reservedHourly", 2.05m, "eu-central"), ("far", PlaceKind.OnDemand, "hourly", 1m, "us-east") })
        {
            var numbers = new Dictionary<string, decimal> { [key] = price, ["memory"] = 24, ["latency"] = 400, ["availability"] = 0.999m, ["complexity"] = 2, ["lockIn"] = 2 };
            var terms = new PlaceTerms(kind, "Acme", region, "gpu-a10g", "USD", new DateOnly(2026, 1, 1), "invented for tests", IsPrivate: false, [], [], numbers);
            Assert.Null((await Portal.Get<AddPlacementOption>().RunAsync(actor, new AddPlacementOptionRequest(name, terms), Ct)).Refusal);
        }

        var work = new WorkloadTerms(
            new TrafficProfile(1, 1, 168, 0, TrafficShape.Steady), 0.99m, ["eu-central"], DataClassification.Internal, PrivateOnly: false, [], 0, 8, 0.2m, 0.5m,
            [new WorkloadSpeed("gpu-a10g", 2, "measured", new DateOnly(2026, 1, 1))], LatencyMilliseconds: 1000);
        Assert.Null((await Portal.Get<CreateWorkload>().RunAsync(actor, new CreateWorkloadRequest("letters", new WorkloadDraft("Lending", null, null, today, work)), Ct)).Refusal);
    }
}
