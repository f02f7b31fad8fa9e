using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Costs.Charges;
using Portal.Core.Tenancy;
using Portal.Web.Costs.Charges;

namespace Portal.Web.Tests.Costs;

public sealed class ChargesPagesTests : PageContext
{
    private Actor Executive => Portal.As(Role.Executive);

    [Fact]
    public void Charges_WithoutAny_SayWhereTheyComeFrom()
    {
        SignIn(Portal.As(Role.Auditor));

        var cut = Render<ChargesPage>();

        cut.WaitForAssertion(() => Assert.Contains("No charges yet", cut.Markup, StringComparison.Ordinal));
        Assert.Equal("Charges", cut.Find("nav.subtabs a[aria-current=page]").TextContent);
    }

    [Fact]
    public async Task Charges_OfADashboard_AreThoseOfItsAddress()
    {
        await ImportAsync();
        SignIn(Portal.As(Role.Auditor));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/costs/charges?from=2026-10-01&until=2026-10-02&provider=ApiCo&sku=cached_input%20tokens");

        var cut = Render<ChargesPage>();

        cut.WaitForAssertion(() => Assert.Single(cut.FindAll("tbody tr")));
        Assert.Contains("USD 12.00", cut.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Equal("/costs/charges/1/3", cut.Find("tbody a").GetAttribute("href"));
    }

    [Fact]
    public async Task Charge_ShowsEveryColumnAndWhyItIsUnallocated()
    {
        await ImportAsync();
        SignIn(Portal.As(Role.Auditor));

        var cut = Render<ChargePage>(parameters => parameters.Add(page => page.Import, 1).Add(page => page.Line, 7));

        cut.WaitForAssertion(() => Assert.Contains("no rule is about it", cut.Markup, StringComparison.Ordinal));
        Assert.Contains("x_GpuMemoryGiB", cut.Markup, StringComparison.Ordinal);
        Assert.Contains("96", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Imports_WithoutASource_LetTheExecutiveNameOne()
    {
        SignIn(Executive);

        var cut = Render<ImportsPage>();
        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("form")));
        cut.Find("input").Change("aws-main");
        cut.Find("form").Submit();

        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("input[type=file]")));
    }

    [Fact]
    public async Task Imports_ASourceIsEditedAndRetired()
    {
        await ImportAsync();
        SignIn(Executive);
        var cut = Render<ImportsPage>();

        cut.WaitForElement("button[aria-label='Edit api-co']").Click();
        cut.FindAll("dialog input")[0].Change("api-two");
        cut.Find("dialog form").Submit();
        cut.WaitForElement("button[aria-label='Retire api-two']").Click();
        cut.Find("dialog textarea").Change("The contract ended.");
        cut.Find("dialog form").Submit();

        cut.WaitForElement("button[aria-label='Take api-two up again']");
        Assert.Empty(cut.FindAll("input[type=file]"));
    }

    [Fact]
    public void Imports_ForAnAuditor_OfferNothingToSend()
    {
        SignIn(Portal.As(Role.Auditor));

        var cut = Render<ImportsPage>();

        cut.WaitForAssertion(() => Assert.Contains("Nothing was imported yet", cut.Markup, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("form"));
    }

    [Fact]
    public async Task Import_WithBadRows_ListsThemByLine()
    {
        await ImportAsync("too,few\n");
        SignIn(Executive);

        var cut = Render<ChargeImportPage>(parameters => parameters.Add(page => page.Number, 1));

        cut.WaitForAssertion(() => Assert.Contains("has 2 fields, the header has 40", cut.Markup, StringComparison.Ordinal));
        cut.WaitForAssertion(() => Assert.Contains("too,few", cut.Find("code").TextContent, StringComparison.Ordinal));
        Assert.Contains("October 2026", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allocation_ARuleIsPreviewedAndSaved()
    {
        await ImportAsync();
        SignIn(Executive);
        var cut = Render<AllocationPage>();
        cut.WaitForAssertion(() => Assert.Contains("goes to nobody", cut.Markup, StringComparison.Ordinal));

        cut.WaitForElement("button.primary").Click();
        cut.Find("form select").Change("SubAccount");
        cut.Find("form input").Change("Chat");
        cut.Find("form textarea").Change("proj-chat = Lending");
        cut.FindAll("form button").Single(button => button.TextContent == "Preview").Click();
        cut.WaitForAssertion(() => Assert.Contains("USD 92.50", cut.Find("form li").TextContent, StringComparison.Ordinal));
        cut.Find("form").Submit();

        cut.WaitForAssertion(() => Assert.Contains("1 sub-account by id", cut.Markup, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("form"));
    }

    private async Task ImportAsync(string more = "")
    {
        var bytes = await File.ReadAllBytesAsync(Repository.Folder("tests", "samples", "focus", "focus-1.2-synthetic-ai.csv"));
        using var content = new MemoryStream([.. bytes, .. System.Text.Encoding.UTF8.GetBytes(more)]);
        await Portal.Get<CreateChargeSource>().RunAsync(Executive, new CreateChargeSourceRequest("api-co"), CancellationToken.None);
        Assert.True((await Portal.Get<ImportCharges>().RunAsync(Executive, new ReceiveChargesRequest("api-co", "october.csv", content), CancellationToken.None)).IsOk);
    }
}
