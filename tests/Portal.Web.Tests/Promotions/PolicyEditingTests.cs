using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Documents;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Web.Promotions;
using Portal.Web.Promotions.Components;

namespace Portal.Web.Tests.Promotions;

public sealed class PolicyEditingTests : PageContext
{
    private static readonly PolicyScope s_scope = new(RiskClass.High, EnvironmentPurpose.Production);

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PolicyTemplate.Lenient)]
    [InlineData(PolicyTemplate.Bank)]
    [InlineData(PolicyTemplate.EuAiActHighRisk)]
    public void Draft_OfATemplate_IsTheTemplate(PolicyTemplate template) =>
        Assert.All(PolicyTemplates.All(template), entry => Assert.Empty(PolicyDifferences.Between(entry.Rules, PolicyDraft.Of(entry.Rules).Read().Rules!)));

    [Fact]
    public void Draft_MovesAStage_WithTheStepOfItsPlace()
    {
        var draft = PolicyDraft.Of(PolicyTemplates.For(PolicyTemplate.Bank, RiskClass.High, EnvironmentPurpose.Production));

        draft.Move(draft.Stages[1], -1);
        draft.Move(draft.Stages[0], -1);

        Assert.Equal([("Compliance", 1), ("Model review", 2)], draft.Read().Rules!.Stages.Select(stage => (stage.Name, stage.Step)));
    }

    [Fact]
    public void Draft_ThatCantBeMeant_SaysWhy()
    {
        var draft = PolicyDraft.Of(PolicyTemplates.For(PolicyTemplate.Bank, RiskClass.High, EnvironmentPurpose.Production));

        draft.Stages[0].Hours = "soon";
        Assert.Equal((null, "A number of Model review is missing or is none."), draft.Read());
        draft.Stages[0].Hours = "12";
        Assert.Equal("The reminder of Model review comes less than 12 hours before its deadline.", draft.Read().Fault);
        draft.Stages[0].Hours = "";
        draft.Steps = "5, half";
        Assert.Equal("A number of the terms below is missing or is none.", draft.Read().Fault);
        draft.Take(RolloutStrategy.AtOnce);
        draft.LongestDays = "";
        Assert.Equal("A number of the terms below is missing or is none.", draft.Read().Fault);
        draft.Exceptions = false;
        Assert.Null(draft.Read().Fault);
    }

    [Fact]
    public async Task Form_EditsStagesAndTerms_AndSaysThemInPlainWords()
    {
        var cut = await OpenAsync(Role.ComplianceOfficer);
        Assert.Contains("It is decided on by one reviewer or compliance officer (Review).", cut.Markup, StringComparison.Ordinal);

        Button(cut, "Add a stage").Click();
        Labelled(cut, "How many approve", 1).Input("2");
        Labelled(cut, "Expires after, in days").Input("14");
        Labelled(cut, "How").Change(nameof(RolloutStrategy.Canary));

        cut.WaitForAssertion(() => Assert.Contains("Then two reviewers (Approval 2).", cut.Markup, StringComparison.Ordinal));
        Assert.Contains("not saved yet", cut.Markup, StringComparison.Ordinal);
        cut.Find("form textarea").Change("Two pairs of eyes.");
        cut.Find("form").Submit();
        cut.WaitForAssertion(() => Assert.Contains("Edit 2", cut.Find("h1").TextContent, StringComparison.Ordinal));
        var rules = (await Portal.Get<PolicyDetail>().FindAsync(Portal.As(Role.Auditor), s_scope, Stop)).Value.Rules;
        Assert.Equal((2, 2, 14, RolloutStrategy.Canary), (rules.Stages.Count, rules.Stages[1].Quorum, rules.Terms.ExpiresAfterDays, rules.Rollout.Strategy));
        cut.WaitForAssertion(() => Assert.Contains("Two pairs of eyes.", cut.Find(".line").TextContent, StringComparison.Ordinal));
        Assert.Contains("Stage Approval 2", cut.Find(".diffs").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Narrower_IsAddedFromThePage()
    {
        var cut = await OpenAsync(Role.ComplianceOfficer);

        Button(cut, "Add a narrower policy").Click();
        Labelled(cut, "Task").Change(nameof(ModelTask.Regression));
        cut.WaitForElement("dialog textarea").Change("Prices are another matter.");
        cut.WaitForElement("dialog form").Submit();

        cut.WaitForAssertion(() => Assert.EndsWith("/policies/high/production?task=regression", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        var matrix = Render<PoliciesPage>();
        matrix.WaitForAssertion(() => Assert.Equal("Regression", matrix.Find("td .bullets a").TextContent));
    }

    [Fact]
    public async Task Import_OfATemplate_ShowsWhatChangesAndAppliesItWithAReason()
    {
        await AddAsync(Role.ComplianceOfficer);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/policies/import?template=bank");
        var cut = Render<ImportPoliciesPage>();

        cut.WaitForAssertion(() => Assert.Contains("0 added, 9 changed, 0 unchanged", cut.Markup, StringComparison.Ordinal));
        cut.Find("form").Submit();
        Assert.Contains("Write why", cut.Find("form .error").TextContent, StringComparison.Ordinal);
        cut.Find("form textarea").Change("Model risk management.");
        cut.Find("form").Submit();

        cut.WaitForAssertion(() => Assert.EndsWith("/policies", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        Assert.Equal(2, (await Portal.Get<PolicyDetail>().FindAsync(Portal.As(Role.Auditor), s_scope, Stop)).Value.Rules.Stages.Count);
    }

    [Fact]
    public async Task Import_OfAMalformedDocument_ShowsTheLine()
    {
        await AddAsync(Role.ComplianceOfficer);
        var cut = Render<ImportPoliciesPage>();
        cut.WaitForElement("textarea").Change("format: portal.policies.v1\npolicies:\n- riskClass: huge\n  purpose: production\n");

        cut.WaitForAssertion(() => Assert.Equal("   3  - riskClass: huge\n", cut.Find("pre .wrong").TextContent));
        Assert.Empty(cut.FindAll("form"));
    }

    [Fact]
    public async Task Import_ForOthers_IsRefused()
    {
        await AddAsync(Role.DataScientist);

        var cut = Render<ImportPoliciesPage>();

        cut.WaitForAssertion(() => Assert.Contains("This needs the role compliance officer or tenant administrator", cut.Markup, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("textarea"));
    }

    private async Task AddAsync(Role role)
    {
        await Portal.Get<AddDefaultPolicies>().RunAsync(Portal.As(Role.ComplianceOfficer), Stop);
        SignIn(Portal.As(role));
    }

    private async Task<IRenderedComponent<PolicyPage>> OpenAsync(Role role)
    {
        await AddAsync(role);
        Services.AddSingleton<PolicyTrials>();
        var cut = Render<PolicyPage>(parameters => parameters.Add(page => page.RiskClass, "high").Add(page => page.Purpose, "production"));
        cut.WaitForElement("form");
        return cut;
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<PolicyPage> cut, string text) =>
        cut.FindAll("button").Single(button => button.TextContent.Contains(text, StringComparison.Ordinal));

    /// <summary>The control of a label that says just this.</summary>
    private static AngleSharp.Dom.IElement Labelled(IRenderedComponent<PolicyPage> cut, string label, int which = 0)
    {
        cut.WaitForState(() => cut.FindAll("label").Count(element => element.TextContent == label) > which);
        var found = cut.FindAll("label").Where(element => element.TextContent == label).ElementAt(which);
        return cut.Find($"#{found.GetAttribute("for")}");
    }
}
