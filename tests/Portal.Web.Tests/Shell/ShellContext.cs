using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Shell;

namespace Portal.Web.Tests.Shell;

/// <summary>What components of the shell expect around them: a clock, the browser's script, and logs that go nowhere.</summary>
public abstract class ShellContext : BunitContext
{
    protected ShellContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Script = JSInterop.SetupModule("./js/portal.js");
        Script.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddScoped<BrowserModule>();
        Services.AddScoped<ViewerClock>();
        Services.AddScoped<News>();
    }

    protected FakeClock Clock { get; } = new();

    protected BunitJSModuleInterop Script { get; }

    protected DateTimeOffset Now => Clock.GetUtcNow();
}
