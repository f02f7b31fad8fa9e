using Portal.Core.Costs.Savings;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Costs.Savings;

namespace Portal.Web.Tests.Costs;

public sealed class SavingsPageTests : PageContext
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public void WithoutSavings_ThePageSaysWhatWouldBeFound()
    {
        SignIn(Portal.As(Role.Auditor));

        var cut = Render<SavingsPage>();

        cut.WaitForAssertion(() => Assert.Contains("Where nothing was measured, nothing is found.", cut.Markup, StringComparison.Ordinal));
        cut.WaitForAssertion(() => Assert.Contains("Nothing new was found.", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Saving_ShowsItsEvidence_AndIsAcceptedWithADay()
    {
        var day = DateOnly.FromDateTime(Portal.Clock.GetUtcNow().UtcDateTime).AddDays(-1);
        var tally = new CostTally();
        tally.Add(day, new CostFacts(CostBasis.Billed, "Acme", "Compute", "Savings plan", "plan", "eu-central", "EUR", IsUnused: true), new CostAmounts(672, 672, Rows: 1));
        await using (var db = Portal.Open())
        {
            await CostLedger.AddAsync(db, Portal.Tenant, Guid.CreateVersion7(), tally, Ct);
            await db.SaveChangesAsync(Ct);
        }

        await Portal.Get<FindSavings>().RunAsync(Ct);
        SignIn(Portal.As(Role.Executive));
        var cut = Render<SavingsPage>();
        cut.WaitForAssertion(() => Assert.Contains("S-1 Unused commitment: Savings plan", cut.Markup, StringComparison.Ordinal));
        Assert.Contains("EUR 730.00", cut.Markup, StringComparison.Ordinal);
        Assert.Contains("672 × 730 h / 672 h = 730", cut.Markup, StringComparison.Ordinal);

        // Found and pressed in one turn: the rest of the page may still be arriving, and makes what was found before another one's.
        await cut.InvokeAsync(() => cut.Find("button[aria-label='Accept S-1']").Click());
        cut.WaitForElement("dialog input[type=date]");
        await cut.InvokeAsync(() => cut.Find("dialog input[type=date]").Change(day.AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        await cut.InvokeAsync(() => cut.Find("dialog form").Submit());

        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("button[aria-label='Mark as done S-1']")));
        Assert.Equal(SavingState.Accepted, Assert.Single((await Portal.Get<SavingsList>().ReadAsync(Portal.As(Role.Auditor), new SavingsListRequest(new PageRequest()), Ct)).Value.Items).State);
    }
}
