using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Shell.Components;

namespace Portal.Web.Tests.Shell.Components;

public sealed class SearchFieldTests : ShellContext
{
    private readonly StoppedClock _clock = new();
    private readonly List<string> _told = [];

    public SearchFieldTests() => Services.AddSingleton<TimeProvider>(_clock);

    [Fact]
    public void Typing_BeforeThePause_TellsNothingAndKeepsEachLetter()
    {
        var cut = RenderField();
        cut.Find("input").Input("m");
        cut.Find("input").Input("mo");

        cut.Render(p => p.Add(x => x.Value, ""));

        Assert.Equal("mo", cut.Find("input").GetAttribute("value"));
        Assert.Empty(_told);
    }

    [Fact]
    public void Typing_AfterThePause_TellsTheLastTextOnce()
    {
        var cut = RenderField();
        cut.Find("input").Input("m");
        cut.Find("input").Input("mo");

        _clock.RunTimers();

        cut.WaitForAssertion(() => Assert.Equal(["mo"], _told));
    }

    [Fact]
    public void Address_ThatAnswersLate_TakesNoLetterBack()
    {
        var cut = RenderField();
        cut.Find("input").Input("mo");
        _clock.RunTimers();
        cut.WaitForAssertion(() => Assert.Equal(["mo"], _told));
        cut.Find("input").Input("mort");

        cut.Render(p => p.Add(x => x.Value, "mo"));

        Assert.Equal("mort", cut.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void Address_ThatWasChangedElsewhere_IsShown()
    {
        var cut = RenderField();
        cut.Find("input").Input("mo");
        _clock.RunTimers();
        cut.WaitForAssertion(() => Assert.Equal(["mo"], _told));
        cut.Render(p => p.Add(x => x.Value, "mo"));

        cut.Render(p => p.Add(x => x.Value, ""));

        Assert.Equal("", cut.Find("input").GetAttribute("value"));
    }

    private IRenderedComponent<SearchField> RenderField() => Render<SearchField>(p => p.Add(x => x.Label, "Search").Add(x => x.ValueChanged, _told.Add));
}
