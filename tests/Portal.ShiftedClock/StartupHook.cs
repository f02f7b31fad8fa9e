using System.Runtime.Loader;

#pragma warning disable MA0047 // The runtime looks for a type of this name outside of every namespace.
/// <summary>Lets a portal's process find this assembly by its name: the runtime calls it before the program begins.</summary>
internal static class StartupHook
{
    public static void Initialize() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == typeof(StartupHook).Assembly.GetName().Name ? typeof(StartupHook).Assembly : null;
}
