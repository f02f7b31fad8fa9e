using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Repeating;
using Portal.Core.Registry;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;
using Portal.Web.Evaluations;
using Portal.Web.Evaluations.Components;
using Portal.Web.Evaluations.Queueing;
using Portal.Web.Evaluations.Repeating;

namespace Portal.Web.Tests.Evaluations;

/// <summary>Running again, and the line, as people see them.</summary>
public sealed class RepetitionPageTests : PageContext
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Card_RunAgain_ShowsProgressAndThenTheVerdict()
    {
        var view = await EvaluatedAsync();
        SignIn(Portal.As(Role.DataScientist));
        var card = Render<RepetitionCard>(parameters => parameters.Add(one => one.View, view));
        card.WaitForAssertion(() => Assert.Contains("Nobody has tried yet.", card.Markup, StringComparison.Ordinal));
        Assert.EndsWith($"/evaluations/{view.Row.Id}/export", card.Find("footer a").GetAttribute("href"), StringComparison.Ordinal);

        await card.Find("footer button").ClickAsync(new());
        card.WaitForAssertion(() => Assert.Contains("Waiting for a free place", card.Markup, StringComparison.Ordinal));
        await Portal.Get<EvaluationRunner>().DrainAsync(Ct);

        card.WaitForAssertion(() => Assert.Contains("The same digest again", card.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Equal("Same digest", card.Find(".chip").TextContent.Trim());
    }

    [Fact]
    public async Task Card_WhoMayNot_SeesNoButton()
    {
        var view = await EvaluatedAsync();
        SignIn(Portal.As(Role.Auditor));

        var card = Render<RepetitionCard>(parameters => parameters.Add(one => one.View, view));

        card.WaitForAssertion(() => Assert.Contains("Nobody has tried yet.", card.Markup, StringComparison.Ordinal));
        Assert.Empty(card.FindAll("footer button"));
    }

    [Fact]
    public void Result_Different_NamesThePlacesWithTheirNumbers()
    {
        var comparison = new EvidenceComparison(
            RepetitionVerdict.Different, new string('a', 64), new string('b', 64), [new("machine.device.name", "\"one\"", "\"two\"", null), new("results.metrics.roc_auc", "0.5", "0.75", 0.25)], 2, "It differs.");

        var result = Render<RepetitionResult>(parameters => parameters.Add(one => one.Row, new RepetitionRow(EvidenceSample.Biased.View.Row, comparison)));

        Assert.Contains("2 places differ", result.Markup, StringComparison.Ordinal);
        Assert.Contains("0.75 (+2.5e-1)", result.Find("ins.risk").TextContent, StringComparison.Ordinal);
        Assert.Equal("Different", result.Find(".chip").TextContent.Trim());
    }

    [Fact]
    public async Task Progress_WaitingForALabel_SaysWhichAndWhatToDo()
    {
        var view = await QueuedAsync("gpu");
        SignIn(Portal.As(Role.Reviewer));

        var progress = Render<EvaluationProgress>(parameters => parameters.Add(one => one.View, view).Add(one => one.OnChanged, _ => { }));

        progress.WaitForAssertion(() => Assert.Contains("Waiting for a machine", progress.Markup, StringComparison.Ordinal));
        Assert.Contains("The model asks for the label gpu, which no machine", progress.Markup, StringComparison.Ordinal);
        Assert.Contains("Start a runner with --label gpu in eu-central, or take the label off the model.", progress.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_InTheLine_SaysItsPlaceAndMovesIt()
    {
        var view = await QueuedAsync();
        SignIn(Portal.As(Role.Reviewer));
        var progress = Render<EvaluationProgress>(parameters => parameters.Add(one => one.View, view).Add(one => one.OnChanged, _ => { }));
        progress.WaitForAssertion(() => Assert.Contains("next in your line · starts with the next free place", progress.Markup, StringComparison.Ordinal));

        await progress.WaitForElement("select").ChangeAsync(new() { Value = "High" });

        Assert.Equal(EvaluationPriority.High, (await ViewAsync(view.Row.Id)).Row.Priority);
    }

    [Fact]
    public async Task List_ChooseAndCancel_CancelsWhatWaits()
    {
        var view = await QueuedAsync();
        SignIn(Portal.As(Role.DataScientist));
        var page = Render<EvaluationsPage>();
        await page.WaitForElement("tbody input[type=checkbox]").ChangeAsync(new() { Value = true });
        Assert.Contains("1 evaluation chosen", page.Markup, StringComparison.Ordinal);

        await page.Find("[aria-label='What is chosen'] button").ClickAsync(new());
        await page.Find("textarea").ChangeAsync(new() { Value = "Wrong data." });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Cancelled", page.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.Equal(EvaluationState.Cancelled, (await Portal.Get<EvaluationDetail>().RunAsync(Portal.As(Role.Auditor), view.Row.Id, Ct)).Value.Row.State);
    }

    [Fact]
    public async Task ProgressAndEnd_CancelAndRunAgain_LeaveTheLineAndComeBack()
    {
        var view = await QueuedAsync();
        SignIn(Portal.As(Role.DataScientist));
        var progress = Render<EvaluationProgress>(parameters => parameters.Add(one => one.View, view).Add(one => one.OnChanged, _ => { }));

        await progress.WaitForElement("footer button").ClickAsync(new());
        var cancelled = await ViewAsync(view.Row.Id);
        Assert.Equal(EvaluationState.Cancelled, cancelled.Row.State);
        var end = Render<EvaluationEnd>(parameters => parameters.Add(one => one.View, cancelled).Add(one => one.OnRetried, () => { }));
        Assert.Contains("cancelled before it began", end.Markup, StringComparison.Ordinal);
        await end.WaitForElement("footer button").ClickAsync(new());

        Assert.Equal(EvaluationState.Queued, (await ViewAsync(view.Row.Id)).Row.State);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0.2, 5)]
    [InlineData(12, 15)]
    [InlineData(61, 120)]
    [InlineData(3700, 4200)]
    public void Seconds_AreRoundedAsGuesses(double seconds, long expected) => Assert.Equal(expected, QueueWords.Seconds(TimeSpan.FromSeconds(seconds)));

    private async Task<EvaluationView> QueuedAsync(params string[] labels)
    {
        await Portal.ImportMortgageAsync("evaluation", Ct);
        var model = await Portal.CreateModelAsync("mortgage", new DatasetVersionName("mortgage-evaluation", 1), Ct);
        await using (var db = Portal.Open())
        {
            (await db.Models.FindAsync([Portal.Tenant, model], Ct))!.RequiredLabels = labels;
            await db.SaveChangesAsync(Ct);
        }

        await Portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", "mortgage-gbt-v2"), Ct);
        await Portal.Get<OutboxDispatcher>().RunAsync(Ct);
        var list = await Portal.Get<EvaluationList>().RunAsync(Portal.As(Role.Auditor), new EvaluationListRequest(), new(), Ct);
        return await ViewAsync(Assert.Single(list.Value.Items).Id);
    }

    private async Task<EvaluationView> EvaluatedAsync()
    {
        var queued = await QueuedAsync();
        await Portal.Get<EvaluationRunner>().DrainAsync(Ct);
        return await ViewAsync(queued.Row.Id);
    }

    private async Task<EvaluationView> ViewAsync(EvaluationId id) => (await Portal.Get<EvaluationDetail>().RunAsync(Portal.As(Role.Auditor), id, Ct)).Value;
}
