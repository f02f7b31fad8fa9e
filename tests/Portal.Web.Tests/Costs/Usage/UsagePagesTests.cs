using Portal.Core.Costs.Usage;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Costs.Usage.Receiving;
using Portal.Core.Tenancy;
using Portal.Web.Costs.Usage;

namespace Portal.Web.Tests.Costs.Usage;

public sealed class UsagePagesTests : PageContext
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public void Usage_OfNobody_SaysHowToConnect()
    {
        SignIn(Portal.As(Role.Auditor));
        var cut = Render<UsagePage>();

        cut.WaitForAssertion(() => Assert.Contains("Nobody has sent usage yet", cut.Markup, StringComparison.Ordinal));
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT=", cut.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("How usage is read", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Usage_WithoutAPrice_IsUnknown_AndItsPriceIsEnteredOnThePageOfPrices()
    {
        var report = new ReportedUsage("a", "claims-assistant", UsageUnit.Tokens, "openai", "chat", Portal.Clock.GetUtcNow()) { AnsweredModel = "gpt", Tokens = TokenReading.Of(1_000_000, 0, null, null, null), Requests = 1 };
        Assert.True((await Portal.Get<ReceiveUsage>().RunAsync(Portal.As(Role.DataScientist), new UsageBatch([report], [], IsSpans: true), Ct)).IsOk);
        SignIn(Portal.As(Role.TenantAdministrator));
        var usage = Render<UsagePage>();
        usage.WaitForAssertion(() => Assert.Contains("1 record without a price", usage.Markup, StringComparison.Ordinal));
        usage.WaitForAssertion(() => Assert.Contains("no price for a million input tokens", usage.Markup, StringComparison.Ordinal));

        var prices = Render<PricesPage>();
        prices.WaitForAssertion(() => Assert.Contains("No prices", prices.Markup, StringComparison.Ordinal));
        await prices.WaitForElement("button.primary").ClickAsync(new());
        foreach (var (label, value) in new[] { ("Provider", "OpenAI"), ("Model or SKU", "GPT"), ("Amount", "2.5000000001"), ("Source", "list of March") })
        {
            await prices.FindAll("dialog label").Single(one => one.TextContent == label).ParentElement!.QuerySelector("input")!.ChangeAsync(new() { Value = value });
        }

        await prices.Find("dialog form").SubmitAsync();
        prices.WaitForAssertion(() => Assert.Contains("list of March", prices.Markup, StringComparison.Ordinal));
        Assert.Equal(2.5000000001m, Assert.Single(await Portal.Get<PriceList>().AllAsync(Portal.As(Role.Auditor), Ct)).Amount);
    }

    [Fact]
    public async Task Settings_AreEditedAsLines()
    {
        SignIn(Portal.As(Role.TenantAdministrator));
        var cut = Render<ReconciliationPage>();
        cut.WaitForAssertion(() => Assert.Contains("nothing to compare yet", cut.Markup, StringComparison.Ordinal));
        await cut.WaitForElement("button.button").ClickAsync(new());
        var fields = cut.WaitForElements("dialog textarea");
        await fields[0].ChangeAsync(new() { Value = "gpt-4o-2024-08-06 = gpt-4o; claims" });
        await cut.FindAll("dialog textarea")[1].ChangeAsync(new() { Value = "acme.in = nonsense" });
        await cut.Find("dialog form").SubmitAsync();
        cut.WaitForAssertion(() => Assert.Contains("is not of the form", cut.Find("dialog .error").TextContent, StringComparison.Ordinal));
        await cut.FindAll("dialog textarea")[1].ChangeAsync(new() { Value = "acme.in = InputTokens" });
        await Input("Price of looking one request up in a cache").ChangeAsync(new() { Value = "0.00002" });
        await cut.Find("dialog select").ChangeAsync(new() { Value = "Fingerprint" });
        await cut.Find("dialog form").SubmitAsync();
        cut.WaitForAssertion(() => Assert.Contains("is no currency", cut.Find("dialog .error").TextContent, StringComparison.Ordinal));
        await Input("Its currency").ChangeAsync(new() { Value = "usd" });
        await Input("Answers of a lighter model that the dearer one gives again, %").ChangeAsync(new() { Value = "12.5" });
        await cut.Find("dialog form").SubmitAsync();
        cut.WaitForAssertion(() => Assert.Empty(cut.FindAll("dialog")));

        var view = await Portal.Get<EditUsageSettings>().ReadAsync(Portal.As(Role.Auditor), Ct);
        Assert.Equal((ContentHandling.Fingerprint, new SavingAssumptions(0.00002m, "USD", 500, 200, 0.125m)), (view.Content, view.Assumptions));
        Assert.Equal((new ModelAlias("gpt-4o-2024-08-06", "gpt-4o", "claims"), new AttributeName("acme.in", AttributeMeaning.InputTokens)), (Assert.Single(view.Aliases), Assert.Single(view.Names)));

        AngleSharp.Dom.IElement Input(string label) => cut.FindAll("dialog label").Single(one => one.TextContent == label).ParentElement!.QuerySelector("input")!;
    }
}
