using Portal.Core;
using Portal.Core.Storage;
using Portal.Web.Shell.Components;

namespace Portal.Web.Tests.Shell.Components;

public sealed class PagedTableTests : ShellContext
{
    [Fact]
    public void LoadMore_Clicked_AppendsTheNextWindow()
    {
        var cut = RenderTable((page, _) => Answer(page.After is null ? new Page<string>(["six", "five"], "cursor") : new Page<string>(["four"], null)));
        cut.WaitForAssertion(() => Assert.Equal(2, cut.FindAll("tbody tr").Count));

        cut.Find("button").Click();

        cut.WaitForAssertion(() => Assert.Equal(["six", "five", "four"], cut.FindAll("tbody td").Select(cell => cell.TextContent)));
        Assert.Empty(cut.FindAll("button"));
        Assert.Equal("All 3 versions", cut.Find("[role=status]").TextContent);
    }

    [Fact]
    public void Loading_NoRows_ShowsTheEmptyState()
    {
        var cut = RenderTable((_, _) => Answer(new Page<string>([], null)));

        cut.WaitForAssertion(() => Assert.Contains("nothing yet", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Loading_Refused_ShowsTheSentence()
    {
        var cut = RenderTable((_, _) => Task.FromResult<Outcome<Page<string>>>(new Refusal(RefusalKind.Forbidden, "forbidden", "This needs the role auditor.")));

        cut.WaitForAssertion(() => Assert.Contains("This needs the role auditor.", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Loading_Broken_OffersRetry()
    {
        var tries = 0;
        var cut = RenderTable((_, _) => ++tries == 1 ? throw new InvalidOperationException() : Answer(new Page<string>(["one"], null)));
        cut.WaitForAssertion(() => Assert.Contains("could not be loaded", cut.Markup, StringComparison.Ordinal));

        cut.Find("button").Click();

        cut.WaitForAssertion(() => Assert.Single(cut.FindAll("tbody tr")));
    }

    [Fact]
    public async Task AnotherFilter_WhileTheFirstLoads_WinsOverTheLateAnswer()
    {
        var slow = new TaskCompletionSource<Outcome<Page<string>>>();
        var cut = RenderTable((_, _) => slow.Task, key: "a");
        cut.Render(p => p.Add(x => x.Key, "b").Add(x => x.Load, (_, _) => Answer(new Page<string>(["b1"], null))));

        await cut.InvokeAsync(() => slow.SetResult(new Page<string>(["a1"], null)));

        cut.WaitForAssertion(() => Assert.Equal("b1", Assert.Single(cut.FindAll("tbody td")).TextContent));
    }

    [Fact]
    public async Task LoadMore_TwiceBeforeTheAnswer_AppendsOnce()
    {
        var second = new TaskCompletionSource<Outcome<Page<string>>>();
        var cut = RenderTable((page, _) => page.After is null ? Answer(new Page<string>(["three"], "a")) : page.After == "a" ? second.Task : Answer(new Page<string>(["one"], null)));
        cut.WaitForAssertion(() => Assert.Single(cut.FindAll("tbody tr")));
        var more = cut.Find("button");

        var clicks = Task.WhenAll(more.ClickAsync(new()), more.ClickAsync(new()));
        await cut.InvokeAsync(() => second.SetResult(new Page<string>(["two"], "b")));

        await clicks;
        cut.WaitForAssertion(() => Assert.Equal(["three", "two"], cut.FindAll("tbody td").Select(cell => cell.TextContent)));
    }

    [Fact]
    public async Task Reload_AfterLoadMore_KeepsAsManyRowsAndWhereToGoOn()
    {
        var cut = RenderTable((page, _) => Answer(page.After is null ? new Page<string>(["three"], "a") : page.After == "a" ? new Page<string>(["two"], "b") : new Page<string>(["one"], null)));
        cut.WaitForAssertion(() => Assert.Single(cut.FindAll("tbody tr")));
        cut.Find("button").Click();
        cut.WaitForAssertion(() => Assert.Equal(2, cut.FindAll("tbody tr").Count));

        await cut.InvokeAsync(cut.Instance.ReloadAsync);
        cut.Find("button").Click();

        cut.WaitForAssertion(() => Assert.Equal(["three", "two", "one"], cut.FindAll("tbody td").Select(cell => cell.TextContent)));
    }

    private static Task<Outcome<Page<string>>> Answer(Page<string> page) => Task.FromResult<Outcome<Page<string>>>(page);

    private IRenderedComponent<PagedTable<string>> RenderTable(Func<PageRequest, CancellationToken, Task<Outcome<Page<string>>>> load, object? key = null) =>
        Render<PagedTable<string>>(p => p
            .Add(x => x.Caption, "Versions").Add(x => x.Noun, "version").Add(x => x.Key, key).Add(x => x.Load, load)
            .Add(x => x.Header, "<th>Version</th>").Add(x => x.Row, row => $"<tr><td>{row}</td></tr>").Add(x => x.Empty, "nothing yet"));
}
