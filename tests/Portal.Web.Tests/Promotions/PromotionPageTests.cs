using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Deployments.Freezes;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Web.Promotions;

namespace Portal.Web.Tests.Promotions;

/// <summary>The page on which it is decided: in another's place, in a freeze, and as the preview of the policy had said.</summary>
public sealed class PromotionPageTests : PageContext
{
    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Freeze_IsSaidOnce_AndRefusesTheLastApproval_WithWhatWasWritten()
    {
        var data = await AskedAsync();
        var now = Portal.Clock.GetUtcNow();
        Assert.True((await Portal.Get<PlanFreeze>().RunAsync(
            data.Officer, new PlanFreezeRequest("Year-end closing", GovernanceData.Production, null, now, now.AddDays(2), "Europe/Berlin", "The books are closed."), Stop)).IsOk);
        var cut = Open(data.Reviewer);

        cut.WaitForAssertion(() => Assert.Single(cut.FindAll(".refusal"), one => one.TextContent.Contains("is frozen until", StringComparison.Ordinal)));
        var note = Text(cut.Find(".refusal.stale").TextContent);
        Assert.Contains("Year-end closing", note, StringComparison.Ordinal);
        Assert.Contains("the last approval waits", note, StringComparison.Ordinal);
        Assert.Contains("The books are closed.", note, StringComparison.Ordinal);
        await DecideAsync(cut, "Good enough.");

        cut.WaitForAssertion(() => Assert.Contains("production is frozen until", cut.Find("form [role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Good enough.", cut.FindAll("textarea").First(text => text.GetAttribute("value")?.Length > 0).GetAttribute("value"));
        Assert.Equal(PromotionState.Waiting, (await data.ViewAsync(1)).State);
    }

    [Fact]
    public async Task Deputy_DecidesInAnothersPlace_AndBothNamesAreKept()
    {
        var data = await AskedAsync();
        var deputy = await Portal.AddMemberAsync("deputy", Role.Auditor);
        Assert.True((await Portal.Get<Core.Promotions.Stages.Delegate>().RunAsync(data.Reviewer, new DelegateRequest("deputy@first.example", Portal.Clock.GetUtcNow().AddDays(2), "Holiday."), Stop)).IsOk);
        var cut = Open(deputy);

        cut.WaitForAssertion(() => Assert.Contains("You decide in the place of Reviewer, who delegated it to you.", Text(cut.Find(".refusal.note").TextContent), StringComparison.Ordinal));
        await DecideAsync(cut, "As agreed.");

        cut.WaitForAssertion(() => Assert.Contains("Approved by deputy, in the place of Reviewer", Text(cut.Find("ol.stages").TextContent), StringComparison.Ordinal));
        await using var db = Portal.Open();
        var decision = await db.Decisions.SingleAsync(Stop);
        Assert.Equal((deputy.Member, data.Reviewer.Member), (decision.MemberId, decision.Seat));
        Assert.Equal(1, await data.LiveAsync());
    }

    [Fact]
    public async Task Preview_OfThePolicy_NamesWhatTheRequestThenSays()
    {
        var data = await GovernanceData.OnAsync(Portal);
        await data.SetPolicyAsync(PolicyTemplates.For(RiskClass.High, EnvironmentPurpose.Production) with { Exceptions = new ExceptionRules(Role.ComplianceOfficer) });
        await data.AddVersionAsync("mortgage-regressed-v4");
        SignIn(data.Officer);
        Services.AddSingleton<PolicyTrials>();
        var policy = Render<PolicyPage>(page => page.Add(one => one.RiskClass, "high").Add(one => one.Purpose, "production"));
        policy.WaitForElement("details.trial");
        var place = policy.FindAll("label").Single(label => label.TextContent == "Asked for in").GetAttribute("for");
        await policy.Find($"#{place}").ChangeAsync(new() { Value = GovernanceData.Production });
        policy.WaitForAssertion(() => Assert.Contains("for production", policy.Find("details.trial > summary").TextContent, StringComparison.Ordinal));
        Assert.Contains("Needs an exception", policy.Find("details.trial > summary").TextContent, StringComparison.Ordinal);

        Assert.Equal(PromotionState.NeedsException, (await data.RequestAsync(1)).Value.State);
        var asked = Render<PromotionPage>(page => page.Add(one => one.Number, "P-1"));
        asked.WaitForElement("li.gate");

        Assert.Contains(Gates(policy, "details.trial"), gate => gate.Contains("ROC-AUC", StringComparison.Ordinal));
        Assert.Equal(Gates(policy, "details.trial"), Gates(asked, ".w8"));
    }

    /// <summary>What each row says, with its number and limit.</summary>
    private static List<string> Gates<TPage>(IRenderedComponent<TPage> cut, string within)
        where TPage : Microsoft.AspNetCore.Components.IComponent =>
        [.. cut.FindAll($"{within} li.gate").Select(row => Text($"{row.QuerySelector(".name")?.TextContent} {row.QuerySelector("p")?.TextContent} {row.QuerySelector(".v")?.TextContent}")).Order(StringComparer.Ordinal)];

    private async Task<GovernanceData> AskedAsync()
    {
        var data = await GovernanceData.OnAsync(Portal);
        await data.SetPolicyAsync(new PolicyRules { Gates = [], Stages = [new Stage("Review", Deciders.OfRoles(Role.Reviewer))] });
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        return data;
    }

    private IRenderedComponent<PromotionPage> Open(Actor actor)
    {
        SignIn(actor);
        var cut = Render<PromotionPage>(page => page.Add(one => one.Number, "P-1"));
        cut.WaitForElement("ol.stages");
        return cut;
    }

    private static async Task DecideAsync(IRenderedComponent<PromotionPage> cut, string reason)
    {
        var form = cut.FindAll("form").Single(one => one.QuerySelector("input[type=radio]") is not null);
        await form.QuerySelector("textarea")!.ChangeAsync(new() { Value = reason });
        await cut.FindAll("form").Single(one => one.QuerySelector("input[type=radio]") is not null).SubmitAsync();
    }

    private static string Text(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
