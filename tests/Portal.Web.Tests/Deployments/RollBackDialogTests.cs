using Portal.Core;
using Portal.Web.Deployments;
using Portal.Web.Deployments.Components;

namespace Portal.Web.Tests.Deployments;

public sealed class RollBackDialogTests : Shell.ShellContext
{
    private readonly List<RollBackDialog.Confirmed> _confirmed = [];
    private int _cancelled;

    [Fact]
    public void Open_OffersTheVersionBeforeAndSaysTheConsequence()
    {
        var cut = RenderDialog(Plan(live: 3, previous: 2, 2, 1));

        Assert.Equal("Roll back mortgage in production", cut.Find("h2").TextContent);
        Assert.Contains("Version 2 answers for mortgage in production at once and version 3 stops being live", cut.Markup, StringComparison.Ordinal);
        Assert.Equal("Roll back to version 2", cut.Find("button[type=submit]").TextContent);
        Assert.Equal("2", cut.Find("input[type=radio][checked]").GetAttribute("value"));
    }

    [Fact]
    public void AnotherVersion_Chosen_VerbAndConsequenceFollow()
    {
        var cut = RenderDialog(Plan(live: 3, previous: 2, 2, 1));

        cut.Find("input[value='1']").Change("1");

        Assert.Equal("Roll back to version 1", cut.Find("button[type=submit]").TextContent);
        Assert.Contains("Version 1 answers for mortgage", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Confirm_WithoutAReason_AsksForItAndDoesNothing()
    {
        var cut = RenderDialog(Plan(live: 2, previous: 1, 1));

        cut.Find("form").Submit();

        Assert.Empty(_confirmed);
        Assert.Equal("true", cut.Find("textarea").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void Confirm_WithAReason_TellsTheChosenVersionAndTheReason()
    {
        var cut = RenderDialog(Plan(live: 3, previous: 2, 2, 1));

        cut.Find("input[value='1']").Change("1");
        cut.Find("textarea").Change(" too many false denials ");
        cut.Find("form").Submit();

        Assert.Equal([new RollBackDialog.Confirmed(1, "too many false denials")], _confirmed);
    }

    [Fact]
    public void NothingBefore_ExplainsAndOffersNoRollback()
    {
        var cut = RenderDialog(Plan(live: 1, previous: null));

        Assert.Contains("Version 1 is the first that is live in production", cut.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(cut.FindAll("button[type=submit]"));
        cut.Find("button").Click();
        Assert.Equal(1, _cancelled);
    }

    [Fact]
    public void OnlyFurtherBack_WithoutAVersionBefore_OffersTheNewestOfThem()
    {
        var cut = RenderDialog(Plan(live: 1, previous: null, 2));

        Assert.Equal("Roll back to version 2", cut.Find("button[type=submit]").TextContent);
    }

    [Fact]
    public void TakenBack_SaysSo()
    {
        var cut = RenderDialog(Plan(live: 1, previous: null) with { Earlier = [new EarlierVersion(2, Now, TakenBack: true)] });

        Assert.StartsWith("Taken back", cut.Find(".choice p").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void Refused_StandsInTheWindowWithWhatWasTyped()
    {
        var cut = RenderDialog(Plan(live: 2, previous: 1, 1));
        cut.Find("textarea").Change("slow");

        cut.Render(p => p.Add(x => x.Refusal, new Refusal(RefusalKind.Blocked, "region.not-allowed", "production is in us-east; mortgage is allowed in eu-central.", "Choose another environment.")));

        Assert.Contains("production is in us-east", cut.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("slow", cut.Find("textarea").GetAttribute("value"));
        Assert.Equal("Roll back to version 1", cut.Find("button[type=submit]").TextContent);
    }

    [Fact]
    public void Running_ButtonsAndChoicesWait()
    {
        var cut = RenderDialog(Plan(live: 2, previous: 1, 1), busy: true);

        Assert.All(cut.FindAll("button, input"), control => Assert.True(control.HasAttribute("disabled"), control.OuterHtml));
    }

    private RollbackTargets Plan(int live, int? previous, params int[] earlier) =>
        new("production", "mortgage", live, previous, [.. earlier.Select((number, i) => new EarlierVersion(number, Now.AddDays(-i - 1)))], Revision: 4);

    private IRenderedComponent<RollBackDialog> RenderDialog(RollbackTargets plan, bool busy = false) => Render<RollBackDialog>(p => p
        .Add(x => x.Plan, plan)
        .Add(x => x.Busy, busy)
        .Add(x => x.OnConfirm, _confirmed.Add)
        .Add(x => x.OnCancel, () => _cancelled++));
}
