using Portal.Core.Datasets;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;
using Portal.Web.Evaluations.Components;

namespace Portal.Web.Tests.Evaluations;

public sealed class VersionEvidenceTests : PageContext
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Evidence_OpenedBeforeItsEvaluationIsQueued_NoticesIt()
    {
        await Portal.ImportMortgageAsync("evaluation", Ct);
        await Portal.CreateModelAsync("mortgage", new DatasetVersionName("mortgage-evaluation", 1), Ct);
        var version = (await Portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", "mortgage-gbt-v2"), Ct)).Value;
        SignIn(Portal.As(Role.DataScientist));
        var cut = Render<VersionEvidence>(parameters => parameters.Add(evidence => evidence.Version, version.Id));
        cut.WaitForAssertion(() => Assert.Contains("never evaluated", cut.Markup, StringComparison.Ordinal));

        await Portal.Get<OutboxDispatcher>().RunAsync(Ct);

        cut.WaitForAssertion(() => Assert.Contains("Waiting for a free place", cut.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
    }
}
