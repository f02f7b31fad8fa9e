using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Web.Registry;

namespace Portal.Web.Tests.Registry;

/// <summary>The slices in the form of a model, over the real product.</summary>
public sealed class SlicesEditorTests : PageContext
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Edit_Filter_IsTriedOnTheDataAndSavedInItsWriting()
    {
        var page = await OpenAsync();
        await page.FindAll("button").Single(button => button.TextContent.Contains("Add a slice", StringComparison.Ordinal)).ClickAsync(new());
        await page.FindAll(".slice input")[0].ChangeAsync(new() { Value = "Black applicants" });

        await page.FindAll(".slice input")[1].ChangeAsync(new() { Value = "afam=" });
        page.WaitForAssertion(() => Assert.Equal("At character 6: a value is expected, not the end.", page.Find(".slice .error").TextContent));

        await page.FindAll(".slice input")[1].ChangeAsync(new() { Value = "race=black" });
        page.WaitForAssertion(() => Assert.StartsWith("mortgage-evaluation version 1 has no column `race`. It has application_id, pirat", page.Find(".slice .error").TextContent, StringComparison.Ordinal));

        await page.FindAll(".slice input")[1].ChangeAsync(new() { Value = "afam=yes" });
        page.WaitForAssertion(() => Assert.Equal("102 of 714 rows of mortgage-evaluation version 1 match (14.3 %).", page.Find(".slice .hint").TextContent));
        Assert.Empty(page.FindAll(".slice .error"));

        await page.Find("form").SubmitAsync();
        var saved = await Portal.Get<ModelDetail>().FindAsync(Portal.As(Role.Auditor), "mortgage", Ct);
        Assert.Equal([new NamedSlice("Black applicants", "afam = yes")], saved.Value.Slices);
    }

    [Fact]
    public async Task Edit_SlicesThatAreThere_AreShownAndCanBeTakenAway()
    {
        var page = await OpenAsync(new NamedSlice("High debt", "pirat >= 0.4"), new NamedSlice("Single", "single = yes"));

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".slice .hint").Count));
        await page.FindAll(".slice button")[0].ClickAsync(new());

        Assert.Equal(["Single", "single = yes"], page.FindAll(".slice input").Select(input => input.GetAttribute("value")));
    }

    private async Task<IRenderedComponent<ModelFormPage>> OpenAsync(params NamedSlice[] slices)
    {
        await Portal.ImportMortgageAsync("evaluation", Ct);
        var actor = Portal.As(Role.DataScientist);
        await Portal.Get<CreateModel>().RunAsync(
            actor,
            new CreateModelRequest(
                "mortgage", "Decides.", "Lending", ModelTask.BinaryClassification, RiskClass.High, DataClassification.Internal, ["eu-central"],
                new DatasetVersionName("mortgage-evaluation", 1), Slices: slices),
            Ct);
        SignIn(actor);
        var page = Render<ModelFormPage>(parameters => parameters.Add(form => form.Name, "mortgage"));
        page.WaitForElement("form");
        return page;
    }
}
