using System.Globalization;
using Portal.Web.Commands;

namespace Portal.Web.Tests.Host;

public sealed class ServeTests
{
    /// <summary>Port 1 of the own machine is nobody's.</summary>
    [Fact]
    public async Task Serve_WithoutItsDatabase_EndsWithASentence()
    {
        var folder = Directory.CreateTempSubdirectory("portal-serve-").FullName;

        var code = await PortalCommands.RunAsync(
        [
            "--urls", "http://127.0.0.1:0", $"--Portal:DataFolder={folder}", "--Portal:Database:Provider=PostgreSql",
            "--Portal:Database:ConnectionString=Host=127.0.0.1;Port=1;Database=portal;Username=portal;Timeout=2",
        ]);

        Assert.Equal(PortalCommands.Failed, code);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Sentences are kept, compared and sent: a German server says "1,234.5" like any other.</summary>
    [Fact]
    public async Task Numbers_AreWrittenAlikeInEveryLanguageOfTheMachine()
    {
        await PortalCommands.RunAsync(["--help"]);

        Assert.Equal(CultureInfo.InvariantCulture, CultureInfo.DefaultThreadCurrentCulture);
    }
}
