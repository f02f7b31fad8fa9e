using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Portal.Web.Tests;

/// <summary>Once for all tests. bUnit was built against version 1.0.0.0 of AngleSharp.Diffing: whatever version it asks for, it gets the one that is here.</summary>
internal static class BunitSetup
{
    [ModuleInitializer]
    internal static void Prepare()
    {
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name == "AngleSharp.Diffing" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll")) : null;

        // A page over a database on a busy machine needs longer than the second that bUnit waits; a test that passes never waits for it.
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(15);
    }
}
