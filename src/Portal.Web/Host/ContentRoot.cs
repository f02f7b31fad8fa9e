namespace Portal.Web.Host;

/// <summary>
/// The folder of pages, settings and, unless configured otherwise, data. A published portal has it beside its program, from
/// wherever it is started; in a checkout it is the project's folder, where <c>dotnet run</c> starts it.
/// </summary>
internal static class ContentRoot
{
    public static string Path { get; } =
        Directory.Exists(System.IO.Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : Directory.GetCurrentDirectory();
}
