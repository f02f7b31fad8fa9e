using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Tenancy;
using Portal.Web.Promotions.Components;

namespace Portal.Web.Tests.Promotions;

/// <summary>The requester's answer to asked changes: what it would do is shown before it is sent, and that is what it does.</summary>
public sealed class AnswerFormTests : PageContext
{
    private readonly List<AnsweredChanges> _answered = [];
    private GovernanceData _data = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _data = await GovernanceData.OnAsync(Portal);
    }

    [Fact]
    public async Task Form_SaysWhichStagesStartAgain_AndSendsJustThat()
    {
        await SentBackAsync(Stages());
        var cut = await FormAsync();

        Assert.Contains($"{_data.Officer.Name.Split('@')[0]}", cut.Find("p.small").TextContent, StringComparison.OrdinalIgnoreCase);
        cut.WaitForAssertion(() => Assert.Equal(["Stays approved Model review", "Starts again Compliance"], Lines(cut)));
        Assert.Contains("Another than before: the note.", Text(cut.Find(".answer-preview p").TextContent), StringComparison.OrdinalIgnoreCase);
        await cut.Find("textarea").ChangeAsync(new() { Value = "The purpose is written down now." });
        await cut.Find("form").SubmitAsync();

        cut.WaitForAssertion(() => Assert.Equal(["Compliance"], Assert.Single(_answered).Restarted));
        var view = await _data.ViewAsync(1);
        Assert.Equal((PromotionState.Waiting, 1, "The purpose is written down now."), (view.State, view.VersionNumber, view.Note));
    }

    [Fact]
    public async Task Form_WithANewerVersion_ShowsThatAllStartAgain_AndOffersNoOlderOne()
    {
        await _data.AddVersionAsync("mortgage-regressed-v4");
        await SentBackAsync(Stages());
        await _data.AddVersionAsync("mortgage-gbt-v2");
        var cut = await FormAsync();

        cut.WaitForAssertion(() => Assert.Equal(["3", "2, as asked for"], cut.FindAll("select option").Select(option => option.TextContent)));
        await cut.Find("select").ChangeAsync(new() { Value = "3" });
        cut.WaitForAssertion(() => Assert.Equal(["Starts again Model review", "Starts again Compliance"], Lines(cut)));
        await cut.Find("textarea").ChangeAsync(new() { Value = "A better version." });
        await cut.Find("form").SubmitAsync();

        cut.WaitForAssertion(() => Assert.Equal(["Model review", "Compliance"], Assert.Single(_answered).Restarted));
        Assert.Equal(3, (await _data.ViewAsync(1)).VersionNumber);
    }

    [Fact]
    public async Task Form_WithAVersionThatAGateBlocks_SaysThatItWaitsForAnException()
    {
        await SentBackAsync(Stages() with { Gates = [new MetricLimitGate("roc_auc", 0.7)], Exceptions = new ExceptionRules(Role.ComplianceOfficer) });
        await _data.AddVersionAsync("mortgage-regressed-v4");
        var cut = await FormAsync();

        cut.WaitForState(() => cut.FindAll("select option").Count == 2);
        await cut.Find("select").ChangeAsync(new() { Value = "2" });

        cut.WaitForAssertion(() => Assert.Contains("Gates would block it: ROC-AUC. It waits for an exception then.", cut.Find(".answer-preview").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Submit_WithoutWords_AsksForThem_AndOneThatIsRefusedKeepsThem()
    {
        await SentBackAsync(Stages());
        var cut = await FormAsync();

        await cut.Find("form").SubmitAsync();
        Assert.Contains("Write what you changed", cut.Find(".field .error").TextContent, StringComparison.Ordinal);
        await cut.Find("textarea").ChangeAsync(new() { Value = "Explained." });
        Assert.True((await Portal.Get<WithdrawPromotion>().RunAsync(_data.Scientist, new WithdrawPromotionRequest(1), Xunit.TestContext.Current.CancellationToken)).IsOk);
        await cut.Find("form").SubmitAsync();

        cut.WaitForAssertion(() => Assert.Contains("was withdrawn already", cut.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Explained.", cut.Find("textarea").GetAttribute("value"));
        Assert.Empty(_answered);
    }

    private static PolicyRules Stages() => new()
    {
        Gates = [],
        Stages =
        [
            new Stage("Model review", Deciders.OfRoles(Role.Reviewer), LooksAt: [RequestPart.Version, RequestPart.Evidence]),
            new Stage("Compliance", Deciders.OfRoles(Role.ComplianceOfficer), Step: 2),
        ],
    };

    private async Task SentBackAsync(PolicyRules rules)
    {
        await _data.SetPolicyAsync(rules);
        await _data.RequestAsync(await _data.AddVersionAsync("mortgage-logit-v1"));
        await _data.DecideAsync(1);
        Assert.Equal(PromotionState.ChangesRequested, (await _data.DecideAsync(1, DecisionVerdict.RequestChanges, _data.Officer)).Value);
        SignIn(_data.Scientist);
    }

    private async Task<IRenderedComponent<AnswerForm>> FormAsync()
    {
        var view = await _data.ViewAsync(1, _data.Scientist);
        var cut = Render<AnswerForm>(form => form.Add(one => one.View, view).Add(one => one.OnAnswered, answered => _answered.Add(answered)));
        cut.WaitForElement(".answer-preview");
        return cut;
    }

    private static IEnumerable<string> Lines(IRenderedComponent<AnswerForm> cut) => cut.FindAll(".answer-preview li").Select(line => Text(line.TextContent));

    private static string Text(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
