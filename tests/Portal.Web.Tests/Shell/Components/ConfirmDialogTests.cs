using Portal.Web.Shell.Components;

namespace Portal.Web.Tests.Shell.Components;

public sealed class ConfirmDialogTests : ShellContext
{
    private readonly List<string> _confirmed = [];
    private int _cancelled;

    [Fact]
    public void Submit_WithoutTheReason_AsksForItAndDoesNothing()
    {
        var cut = RenderDialog(asksReason: true);

        cut.Find("form").Submit();

        Assert.Empty(_confirmed);
        Assert.Equal("true", cut.Find("textarea").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void Submit_WithAReason_PassesItOnTrimmed()
    {
        var cut = RenderDialog(asksReason: true);

        cut.Find("textarea").Change("  too many false denials ");
        cut.Find("form").Submit();

        Assert.Equal(["too many false denials"], _confirmed);
    }

    [Fact]
    public void Button_OfTheAct_SaysTheVerb() => Assert.Equal("Roll back to version 1", RenderDialog(asksReason: false).Find("button[type=submit]").TextContent);

    [Fact]
    public void Cancel_Clicked_DoesNothingElse()
    {
        var cut = RenderDialog(asksReason: false);

        cut.Find("button[type=button]").Click();

        Assert.Equal(1, _cancelled);
        Assert.Empty(_confirmed);
    }

    private IRenderedComponent<ConfirmDialog> RenderDialog(bool asksReason) => Render<ConfirmDialog>(p => p
        .Add(x => x.Title, "Roll back production")
        .Add(x => x.Consequence, "Version 1 answers again at once.")
        .Add(x => x.Verb, "Roll back to version 1")
        .Add(x => x.AsksReason, asksReason)
        .Add(x => x.OnConfirm, _confirmed.Add)
        .Add(x => x.OnCancel, () => _cancelled++));
}
