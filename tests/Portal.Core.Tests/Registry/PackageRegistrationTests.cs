using System.IO.Compression;
using Portal.Core.Evaluations;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Evaluations;

namespace Portal.Core.Tests.Registry;

/// <summary>Versions that come as an archive of a model and its files.</summary>
public sealed class PackageRegistrationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("packages-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Run_PackageOfAModel_KeepsTheArchiveAndTellsItsFiles()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await portal.ImportMortgageAsync("evaluation", Ct);
        await portal.CreateModelAsync("mortgage", new("mortgage-evaluation", 1), Ct);
        var package = Package("model/mortgage.onnx");

        await portal.RegisterAsync("mortgage", package, Ct);

        var view = (await portal.Get<VersionDetail>().FindAsync(portal.As(Role.Auditor), "mortgage", 1, Ct)).Value;
        Assert.Equal(new FileInfo(package).Length, view.Length);
        Assert.Equal(view.Length, view.Signature.Bytes);
        Assert.Equal(["README.md", "model/mortgage.onnx"], view.Signature.Files!.Select(file => file.Name));
        Assert.Equal("8c6bb6cc162d24af6c8b212c2ffe3be30640fb0629d77ccc2b543ebb6791ca9a", view.Signature.Files![1].Sha256);
        Assert.Equal("deny", view.Scoring.LabelColumn);
    }

    [Fact]
    public async Task Evaluate_PackageOfAModel_GivesTheFiguresOfTheModel()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var packed = await world.StartAsync(await world.AddVersionAsync(Package("mortgage.onnx")), "packed");
        var alone = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")), "alone");

        await world.DrainAsync(packed);

        var (first, second) = (await world.ViewAsync(packed), await world.ViewAsync(alone));
        Assert.Equal(EvaluationState.Completed, first.Row.State);
        Assert.Equal(second.Row.Results!.Metrics, first.Row.Results!.Metrics);
    }

    [Fact]
    public async Task Run_PackageThatLeadsOutOfItself_IsRefusedWithWhatToDo()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await portal.CreateModelAsync("mortgage", null, Ct);

        var refusal = (await portal.RegisterAsync("mortgage", Package("../../mortgage.onnx"), Ct)).Refusal!;

        Assert.Equal("version.file.package-path", refusal.Code);
        Assert.StartsWith("The path of entry 1 of the package leads out of it", refusal.Sentence, StringComparison.Ordinal);
        Assert.Equal("Make a zip or tar archive of the one .onnx file and the data files that belong to it, and upload that.", refusal.NextStep);
    }

    private string Package(string model)
    {
        var path = Path.Combine(_folder.FullName, "mortgage.zip");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        archive.CreateEntryFromFile(EvaluationWorld.Seed("mortgage-gbt-v2"), model);
        using var note = archive.CreateEntry("README.md").Open();
        note.Write("Trees for mortgages."u8);
        return path;
    }
}
