using Microsoft.AspNetCore.Components.Rendering;
using Portal.Web.Shell;

namespace Portal.Web.Tests.Shell;

public sealed class PortalComponentTests : ShellContext
{
    [Fact]
    public async Task RunAsync_Defect_StaysInPlaceAndTheComponentLives()
    {
        var cut = Render<Acting>();

        await cut.InvokeAsync(() => cut.Instance.ActAsync(_ => throw new InvalidOperationException("secret detail")));

        Assert.Contains("did not work", cut.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("secret detail", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_SecondClickWhileRunning_DoesNothing()
    {
        var running = new TaskCompletionSource();
        var done = 0;
        var cut = Render<Acting>();

        var first = cut.InvokeAsync(() => cut.Instance.ActAsync(async _ => { await running.Task; done++; }));
        await cut.InvokeAsync(() => cut.Instance.ActAsync(_ => { done++; return Task.CompletedTask; }));
        running.SetResult();
        await first;

        Assert.Equal(1, done);
    }

    [Fact]
    public async Task Dispose_WhileRunning_CancelsWithoutAComplaint()
    {
        var cut = Render<Acting>();
        var act = cut.InvokeAsync(() => cut.Instance.ActAsync(ct => Task.Delay(Timeout.Infinite, ct)));

        cut.Instance.Dispose();
        await act;

        Assert.Null(cut.Instance.Complaint);
    }

    private sealed class Acting : PortalComponent
    {
        public string? Complaint => Failure;

        public Task ActAsync(Func<CancellationToken, Task> act) => RunAsync(act);

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Failure);
    }
}
