using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Deadlines;
using Portal.Core.Promotions.Renewals;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Web.Deployments;
using Portal.Web.Promotions;
using Portal.Web.Promotions.Components;
using Portal.Web.Promotions.FollowUps;
using Portal.Web.Registry;
using Portal.Web.Tests.Deployments;

namespace Portal.Web.Tests.Promotions;

/// <summary>Where it can be seen that the evidence of what is live ages, and from where it is renewed.</summary>
public sealed class RenewalPagesTests : PageContext
{
    private const string RenewUrl = "/promotions/new?model=mortgage&version=2&environment=production";
    private static readonly DateTimeOffset s_then = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(EvidenceState.Young, "plain", "Evidence until 10 Jun 2026", false)]
    [InlineData(EvidenceState.Aging, "missing", "Evidence until 10 Jun 2026", true)]
    [InlineData(EvidenceState.TooOld, "failed", "Evidence too old since 10 Jun 2026", true)]
    public void Chip_IsQuiet_ThenAmber_ThenRed(EvidenceState state, string css, string text, bool renews)
    {
        var evidence = new LiveEvidence("production", VersionId.New(), new DateTimeOffset(2026, 6, 10, 9, 0, 0, TimeSpan.Zero), state, 12, null, null);

        var cut = Render<EvidenceChip>(p => p.Add(x => x.Evidence, evidence).Add(x => x.Model, "mortgage").Add(x => x.Version, 2).Add(x => x.MayRenew, true));

        Assert.Equal(text, cut.Find(".chip").TextContent);
        Assert.Contains(css, cut.Find(".chip").ClassName!, StringComparison.Ordinal);
        Assert.Equal("/promotions/P-12", cut.Find(".chip").GetAttribute("href"));
        Assert.Equal(renews ? [RenewUrl] : [], cut.FindAll("a.button").Select(link => link.GetAttribute("href")!));
        cut.Render(p => p.Add(x => x.MayRenew, false));
        Assert.Empty(cut.FindAll("a.button"));
        cut.Render(p => p.Add(x => x.MayRenew, true).Add(x => x.Evidence, evidence with { Renewal = 15, FollowUp = 3 }));
        Assert.Equal(["/exceptions/F-3", "/promotions/P-15"], cut.FindAll("a").Select(link => link.GetAttribute("href")!));
    }

    [Fact]
    public async Task WhatAges_IsAmberWhereItIsLive_AndWaitsForWhoMayRenewIt()
    {
        await LiveAsync();
        await PassAsync(TimeSpan.FromDays(85));
        SignIn(Portal.As(Role.DataScientist));

        var place = Render<EnvironmentPage>(p => p.Add(x => x.Name, "production"));
        place.WaitForAssertion(() => Assert.Equal("Renew the approval of mortgage version 2 in production", place.Find($"a.button[href='{RenewUrl}']").TextContent));
        Assert.NotEmpty(place.FindAll(".chip.missing[href='/exceptions/F-1']"));
        var model = Render<ModelPage>(p => p.Add(x => x.Name, "mortgage"));
        model.WaitForAssertion(() => Assert.NotEmpty(model.FindAll($"a.button[href='{RenewUrl}']")));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/exceptions?kind=renewals");
        var list = Render<ExceptionsPage>();
        list.WaitForAssertion(() => Assert.NotEmpty(list.FindAll($"a.button[href='{RenewUrl}']")));
        Assert.Contains("the portal", list.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(list.FindAll("button"), button => button.TextContent == "Complete");
        var one = Render<FollowUpPage>(p => p.Add(x => x.Number, "F-1"));
        one.WaitForAssertion(() => Assert.Contains("is completed by the approval of a renewal, not by a word", one.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhoeverAsksForNothing_SeesTheDate_AndNoButton()
    {
        await LiveAsync();
        await PassAsync(TimeSpan.FromDays(101));
        SignIn(Portal.As(Role.Auditor));

        var place = Render<EnvironmentPage>(p => p.Add(x => x.Name, "production"));

        place.WaitForAssertion(() => Assert.StartsWith("Evidence too old since ", place.Find(".chip.failed").TextContent, StringComparison.Ordinal));
        Assert.Empty(place.FindAll($"a[href='{RenewUrl}']"));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/exceptions?kind=renewals");
        var list = Render<ExceptionsPage>();
        list.WaitForAssertion(() => Assert.NotEmpty(list.FindAll("a[href='/exceptions/F-1']")));
        Assert.Empty(list.FindAll($"a[href='{RenewUrl}']"));
    }

    [Fact]
    public async Task Request_OfWhatIsLive_SaysThatNothingChangesThere()
    {
        await LiveAsync();
        SignIn(Portal.As(Role.DataScientist));

        var cut = Render<RequestPreview>(p => p.Add(x => x.Model, "mortgage").Add(x => x.Version, 2).Add(x => x.Environment, "production"));

        cut.WaitForAssertion(() => Assert.Contains("Renewal: mortgage version 2 is live in production; nothing changes there.", cut.Markup, StringComparison.Ordinal));
        var preview = (await Portal.Get<PromotionEvidence>().PreviewAsync(Portal.As(Role.DataScientist), "mortgage", 2, "production", Stop)).Value;
        var form = Render<RequestForm>(p => p.Add(x => x.Preview, preview));
        Assert.Equal("Request renewal", form.Find("button").TextContent);
        Assert.Contains("has no completed evaluation", form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Note_SaysWhatIsRenewed_UntilWhen()
    {
        var frozen = FrozenSamples.Of("mortgage", 3, "production", s_then, 100);

        var cut = Render<RenewalNote>(p => p.Add(x => x.Frozen, frozen).Add(x => x.Renewal, new FrozenRenewal(12, null, s_then)).Add(x => x.Approved, true));

        Assert.Equal(
            "Renewal: mortgage version 3 is live in production; nothing changes there. P-12 approved it without an evaluation, which is too old since 2 Mar 2026. It is renewed until 10 Jun 2026.",
            string.Join(' ', cut.Find("[role=status]").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task Form_OfThePolicy_ExplainsTheDays_AndSaysThemInPlainWords()
    {
        Assert.True((await Portal.Get<AddDefaultPolicies>().RunAsync(Portal.As(Role.ComplianceOfficer), Stop)).IsOk);
        SignIn(Portal.As(Role.ComplianceOfficer));
        Services.AddSingleton<PolicyTrials>();
        var cut = Render<PolicyPage>(p => p.Add(x => x.RiskClass, "high").Add(x => x.Purpose, "production"));
        cut.WaitForAssertion(() => Assert.Contains("what is live stays approved however old its evidence becomes", cut.Markup, StringComparison.Ordinal));

        var label = cut.FindAll("label").Single(one => one.TextContent.Contains("Approved again after, in days", StringComparison.Ordinal));
        cut.Find($"#{label.GetAttribute("for")}").Input("90");

        cut.WaitForAssertion(() => Assert.Contains("The portal asks for it 18 days before.", cut.Markup, StringComparison.Ordinal));
        Assert.Contains("before its evidence is 90 days old; the portal asks for that 18 days before", cut.Markup, StringComparison.Ordinal);
    }

    private async Task LiveAsync() => await RolloutSetup.RunAsync(
        Portal.Get<IServiceProvider>(), await Portal.AddMemberAsync("All", Enum.GetValues<Role>()), 0, Stop, new PolicyRules { Gates = [], Stages = [], Terms = new PromotionTerms(EvidenceDays: 100) });

    private async Task PassAsync(TimeSpan time)
    {
        Portal.Clock.Advance(time);
        Clock.Advance(time);
        await Portal.Get<PromotionClock>().RunAsync(Stop);
    }
}
