using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Web.Registry.Components;

namespace Portal.Web.Tests.Registry;

public sealed class RegisterFormTests : PageContext
{
    /// <summary>The file is read in a process of its own after each answer, which takes longer than a person's next one.</summary>
    [Fact]
    public async Task Answers_WhileTheFileIsRead_AreAllKeptAndThenRegistered()
    {
        var scientist = Portal.As(Role.DataScientist);
        await Portal.ImportMortgageAsync("evaluation", CancellationToken.None);
        var data = new DatasetVersionName("mortgage-evaluation", 1);
        await Portal.CreateModelAsync("mortgage", data, CancellationToken.None);
        var model = (await Portal.Get<ModelDetail>().FindAsync(scientist, "mortgage", CancellationToken.None)).Value;
        var upload = await Portal.UploadAsync(SampleFiles.Model("mortgage", "mortgage-gbt-v2"), CancellationToken.None);
        SignIn(scientist);
        var cut = Render<RegisterForm>(p => p.Add(x => x.Model, model).Add(x => x.Upload, upload).Add(x => x.Again, "/again"));
        cut.WaitForElement("input[type=number]").Change("0.4");

        cut.Find("input[type=number]").Change("0.3");
        cut.Find("form").Submit();

        cut.WaitForAssertion(() => Assert.EndsWith("/models/mortgage/versions/1", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        var version = (await Portal.Get<VersionDetail>().FindAsync(scientist, "mortgage", 1, CancellationToken.None)).Value;
        Assert.Equal(0.3, version.Scoring.DecisionThreshold);
    }
}
