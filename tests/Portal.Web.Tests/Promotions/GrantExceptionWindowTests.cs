using Microsoft.EntityFrameworkCore;
using Portal.Core.Promotions;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Promotions.Stages;
using Portal.Core.Tenancy;
using Portal.Web.Promotions.Components;

namespace Portal.Web.Tests.Promotions;

/// <summary>One gate is let pass: until a day, for a reason, with what is to be put right by then.</summary>
public sealed class GrantExceptionWindowTests : PageContext
{
    private GovernanceData _data = null!;
    private int _granted;
    private int _closed;

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _data = await GovernanceData.OnAsync(Portal);
        await _data.SetPolicyAsync(new PolicyRules { Gates = [new MetricLimitGate("roc_auc", 0.7)], Stages = [Stage.AfterException], Exceptions = new ExceptionRules(Role.ComplianceOfficer, 30) });
        await _data.RequestAsync(await _data.AddVersionAsync("mortgage-regressed-v4"));
        SignIn(_data.Officer);
    }

    [Fact]
    public async Task Window_SaysWhatItDoes_AndOffersTheDaysThatThePolicyAllows()
    {
        var cut = await OpenAsync();

        Assert.Contains("Let pass: ROC-AUC", cut.Markup, StringComparison.Ordinal);
        Assert.Contains("P-1 may go on although this gate failed.", cut.Markup, StringComparison.Ordinal);
        Assert.Contains("ROC-AUC is 0.532; at least 0.700 is asked.", cut.Markup, StringComparison.Ordinal);
        var day = cut.Find("input[type=date]");
        Assert.Equal(("2026-03-16", "2026-03-03", "2026-04-01"), (day.GetAttribute("value"), day.GetAttribute("min"), day.GetAttribute("max")));
        Assert.Contains("30 days at most", cut.Markup, StringComparison.Ordinal);
        Assert.Equal("ROC-AUC: make it pass, or take mortgage version 1 back.", cut.FindAll("textarea")[0].GetAttribute("value"));
    }

    [Fact]
    public async Task Submit_WithoutAReasonOrADay_AsksForIt_ThenLetsPassUntilTheEndOfThatDay()
    {
        var cut = await OpenAsync();

        await cut.Find("form").SubmitAsync();
        Assert.Contains("Write why", cut.Find(".error").TextContent, StringComparison.Ordinal);
        await Field(cut, "Reason").ChangeAsync(new() { Value = "A pilot of one branch." });
        await cut.Find("input[type=date]").ChangeAsync(new() { Value = "" });
        await cut.Find("form").SubmitAsync();
        Assert.Contains("Choose the day", cut.Find(".error").TextContent, StringComparison.Ordinal);
        await cut.Find("input[type=date]").ChangeAsync(new() { Value = "2026-03-05" });
        await Field(cut, "What is to be put right").ChangeAsync(new() { Value = "Train on this year's rows." });
        await cut.Find("form").SubmitAsync();

        cut.WaitForAssertion(() => Assert.Equal(1, _granted));
        await using var db = Portal.Open();
        var exception = await db.GateExceptions.SingleAsync(Stop);
        Assert.Equal(("metric:roc_auc", "A pilot of one branch.", _data.Officer.Member!.Value), (exception.GateId, exception.Reason, exception.GrantedBy));
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 23, 59, 59, 999, TimeSpan.Zero), exception.Until);
        Assert.Equal("Train on this year's rows.", (await db.FollowUps.SingleAsync(Stop)).What);
        Assert.Equal(PromotionState.Waiting, (await _data.ViewAsync(1)).State);
    }

    [Fact]
    public async Task Submit_ThatIsRefused_StaysOpenWithWhatWasTyped()
    {
        var cut = await OpenAsync();
        Assert.True((await _data.ExceptAsync(1, "metric:roc_auc", await Portal.AddMemberAsync("faster", Role.ComplianceOfficer))).IsOk);

        await Field(cut, "Reason").ChangeAsync(new() { Value = "A pilot of one branch." });
        await cut.Find("form").SubmitAsync();

        cut.WaitForAssertion(() => Assert.Contains("No gate metric:roc_auc blocks P-1.", cut.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("A pilot of one branch.", Field(cut, "Reason").GetAttribute("value"));
        Assert.Equal(0, _granted);
        await cut.Find("footer button").ClickAsync(new());
        Assert.Equal(1, _closed);
    }

    private async Task<IRenderedComponent<GrantExceptionWindow>> OpenAsync()
    {
        var view = await _data.ViewAsync(1, _data.Officer);
        return Render<GrantExceptionWindow>(window => window
            .Add(one => one.View, view).Add(one => one.Gate, view.Frozen.Verdicts[0]).Add(one => one.OnGranted, () => _granted++).Add(one => one.OnClose, () => _closed++));
    }

    private static AngleSharp.Dom.IElement Field(IRenderedComponent<GrantExceptionWindow> cut, string label) =>
        cut.Find($"#{cut.FindAll("label").Single(one => one.TextContent.StartsWith(label, StringComparison.Ordinal)).GetAttribute("for")}");
}
