using Portal.Core;
using Portal.Web.Shell;

namespace Portal.Web.Tests.Shell;

public sealed class LoadedTests : ShellContext
{
    [Fact]
    public void Loading_NotYetThere_ShowsASkeletonThatSaysSo()
    {
        var never = new TaskCompletionSource<string?>();
        var cut = Render<Loaded<string>>(p => p.Add(x => x.Load, _ => never.Task).Add(x => x.ChildContent, value => value));

        Assert.Equal("true", cut.Find("[aria-busy]").GetAttribute("aria-busy"));
    }

    [Fact]
    public void Loading_Arrived_ShowsTheValue()
    {
        var cut = Render<Loaded<string>>(p => p.Add(x => x.Load, _ => Task.FromResult<string?>("seven versions")).Add(x => x.ChildContent, value => value));

        cut.WaitForAssertion(() => Assert.Contains("seven versions", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Loading_Nothing_SaysThatNothingIsHere()
    {
        var cut = Render<Loaded<string>>(p => p.Add(x => x.Load, _ => Task.FromResult<string?>(null)).Add(x => x.ChildContent, value => value));

        cut.WaitForAssertion(() => Assert.Equal("Nothing is here", cut.Find("h1").TextContent));
    }

    [Fact]
    public void Loading_Empty_ShowsTheEmptyState()
    {
        var cut = Render<Loaded<string>>(p => p
            .Add(x => x.Load, _ => Task.FromResult<string?>(""))
            .Add(x => x.IsEmpty, value => value.Length == 0)
            .Add(x => x.Empty, "no versions yet")
            .Add(x => x.ChildContent, value => "full"));

        cut.WaitForAssertion(() => Assert.Contains("no versions yet", cut.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("full", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Loading_Broken_OffersRetryThatWorks()
    {
        var tries = 0;
        var cut = Render<Loaded<string>>(p => p
            .Add(x => x.What, "The trail")
            .Add(x => x.Load, _ => ++tries == 1 ? throw new InvalidOperationException("broken") : Task.FromResult<string?>("there"))
            .Add(x => x.ChildContent, value => value));
        cut.WaitForAssertion(() => Assert.Contains("The trail could not be loaded", cut.Markup, StringComparison.Ordinal));

        cut.Find("button").Click();

        cut.WaitForAssertion(() => Assert.Contains("there", cut.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("broken", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reloading_Broken_KeepsWhatWasThereAndSaysHowOld()
    {
        var tries = 0;
        var cut = Render<Loaded<string>>(p => p
            .Add(x => x.Load, _ => ++tries == 1 ? Task.FromResult<string?>("first") : throw new InvalidOperationException())
            .Add(x => x.ChildContent, value => value));
        cut.WaitForAssertion(() => Assert.Contains("first", cut.Markup, StringComparison.Ordinal));

        await cut.InvokeAsync(cut.Instance.ReloadAsync);

        Assert.Contains("first", cut.Markup, StringComparison.Ordinal);
        Assert.Contains("could not be loaded", cut.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Asking_Refused_ShowsTheSentenceAndWhatToDo()
    {
        var refusal = new Refusal(RefusalKind.Forbidden, "forbidden", "This needs the role auditor.", "Ask an administrator.");
        var cut = Render<Loaded<string>>(p => p.Add(x => x.Ask, _ => Task.FromResult<Outcome<string>>(refusal)).Add(x => x.ChildContent, value => value));

        cut.WaitForAssertion(() => Assert.Contains("This needs the role auditor.", cut.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Contains("Ask an administrator.", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherKey_BeforeTheFirstAnswer_DropsTheLateOne()
    {
        var slow = new TaskCompletionSource<string?>();
        var key = "old";
        var cut = Render<Loaded<string>>(p => p.Add(x => x.Key, key).Add(x => x.Load, _ => slow.Task).Add(x => x.ChildContent, value => value));

        cut.Render(p => p.Add(x => x.Key, "new").Add(x => x.Load, _ => Task.FromResult<string?>("new answer")));
        cut.WaitForAssertion(() => Assert.Contains("new answer", cut.Markup, StringComparison.Ordinal));
        await cut.InvokeAsync(() => slow.SetResult("late answer"));

        Assert.DoesNotContain("late answer", cut.Markup, StringComparison.Ordinal);
    }
}
