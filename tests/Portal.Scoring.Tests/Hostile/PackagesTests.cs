using System.Security.Cryptography;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Tests.Hostile;

/// <summary>Models that come with their data files in one archive, through the real process.</summary>
public sealed class PackagesTests : IDisposable
{
    private static readonly byte[] s_weights = [0xFF, 0xFF, 0xFF, 0xFF, .. BitConverter.GetBytes(0.01f), .. BitConverter.GetBytes(0.02f)];
    private readonly HostileRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("tar.gz")]
    public async Task Score_ModelWithItsDataInAPackage_GivesTheScoresOfOneFile(string form)
    {
        var package = Package(form, "nested/model.onnx", "external-good", ("nested/weights.bin", s_weights), ("README.md", "How it was made."u8.ToArray()));

        var inspected = await _run.InspectAsync(package);
        var packed = await _run.ScoreAsync(_run.Spec(package));
        var single = await _run.ScoreAsync(_run.Spec(HostileModels.Make("honest")));

        Assert.Null(inspected.Failure);
        Assert.Equal(["README.md", "nested/model.onnx", "nested/weights.bin"], inspected.Value!.Files!.Select(file => file.Name));
        Assert.Equal((12L, Convert.ToHexStringLower(SHA256.HashData(s_weights))), (inspected.Value.Files![2].Length, inspected.Value.Files[2].Sha256));
        Assert.Equal(package.Length, inspected.Value.Bytes);
        Assert.Equal(single.Value!.Report.ScoresSha256, packed.Value!.Report.ScoresSha256);
        _run.AssertGone(null);
    }

    [Fact]
    public async Task Inspect_WhatAMacAddsToArchives_IsLeftAside()
    {
        var answer = await _run.InspectAsync(HostileArchives.Zip(("__MACOSX/._model.onnx", [1, 2, 3]), ("._model.onnx", [1, 2, 3])));

        Assert.Equal(["model.onnx"], answer.Value!.Files!.Select(file => file.Name));
    }

    [Theory]
    [InlineData("external-missing", "external-data-missing")]
    [InlineData("external-memory", "external-data-missing")]
    [InlineData("external-beyond", "external-data-range")]
    [InlineData("external-negative", "external-data-range")]
    [InlineData("external-short", "external-data-range")]
    [InlineData("external-absolute", "external-data-escapes")]
    [InlineData("external-parent", "external-data-escapes")]
    public async Task Inspect_PackageWhoseModelReachesBeyondIt_IsRefused(string model, string code)
    {
        var answer = await _run.InspectAsync(Package("zip", "model.onnx", model, ("weights.bin", s_weights)));

        Assert.Equal((FailureKind.Refused, code), (answer.Failure!.Kind, answer.Failure.Code));
        _run.AssertGone(answer.Failure);
    }

    [Theory]
    [InlineData("zip-slip.zip", "package-path", "The path of entry 2 of the package leads out of it")]
    [InlineData("absolute.zip", "package-path", "The path of entry 2 of the package leads out of it")]
    [InlineData("drive.zip", "package-path", "The path of entry 2 of the package leads out of it")]
    [InlineData("backslash.zip", "package-path", "The path of entry 2 of the package leads out of it")]
    [InlineData("control-character.zip", "package-path", "The path of entry 2 of the package leads out of it")]
    [InlineData("deep.zip", "package-depth", "lies in more than 8 folders (the limit)")]
    [InlineData("long-path.zip", "package-path-length", "longer than 200 characters (the limit)")]
    [InlineData("same-name.zip", "package-duplicate", "Entry 3 of the package has the name of an earlier one")]
    [InlineData("file-and-folder.zip", "package-duplicate", "Entry 3 of the package has the name of an earlier one")]
    [InlineData("many.zip", "package-entries", "more than 1,000 entries (the limit)")]
    [InlineData("bomb.zip", "package-ratio", "more than 200 times its own size (the limit)")]
    [InlineData("overlapping.zip", "package-ratio", "more than 200 times its own size (the limit)")]
    [InlineData("encrypted.zip", "package-encrypted", "Entry 2 of the package is encrypted")]
    [InlineData("symlink.zip", "package-link", "Entry 2 of the package is a link")]
    [InlineData("cut-off.zip", "package-corrupt", "cannot be read as a zip archive")]
    [InlineData("lying-size.zip", "package-corrupt", "cannot be read as a zip archive")]
    [InlineData("no-model.zip", "package-no-model", "holds no .onnx file")]
    [InlineData("two-models.zip", "package-several-models", "holds 2 .onnx files")]
    [InlineData("symlink.tar", "package-link", "Entry 2 of the package is a link")]
    [InlineData("hard-link.tar", "package-link", "Entry 2 of the package is a link")]
    [InlineData("device.tar", "package-special-file", "Entry 2 of the package is a device")]
    [InlineData("pipe.tar", "package-special-file", "Entry 2 of the package is a device")]
    [InlineData("slip.tar", "package-path", "The path of entry 2 of the package leads out of it")]
    [InlineData("lying-size.tar", "package-corrupt", "cannot be read as a tar archive")]
    [InlineData("bomb.tar.gz", "package-ratio", "more than 200 times its own size (the limit)")]
    [InlineData("garbage.tar.gz", "package-corrupt", "cannot be read as a tar archive")]
    public async Task Inspect_PackageThatMeansHarm_IsRefused(string package, string code, string sentence)
    {
        var answer = await _run.InspectAsync(HostileArchives.Make(package));

        Assert.Equal((FailureKind.Refused, code), (answer.Failure!.Kind, answer.Failure.Code));
        Assert.Contains(sentence, answer.Failure.Sentence, StringComparison.Ordinal);
        _run.AssertGone(answer.Failure);
    }

    [Fact]
    public async Task Score_PackageLargerThanOneFileMayBe_IsRefusedBeforeTheDiskIsFull()
    {
        var noise = new byte[2 * 1024 * 1024];
        new Random(7).NextBytes(noise);
        var spec = _run.Spec(HostileArchives.Zip(("weights.bin", noise)));

        var answer = await _run.ScoreAsync(spec with { Limits = spec.Limits with { FileBytes = 1024 * 1024 } });

        Assert.Equal("package-file-size", answer.Failure!.Code);
        Assert.Contains("unpacks to more than 1 MB (the limit for one file)", answer.Failure.Sentence, StringComparison.Ordinal);
        _run.AssertGone(answer.Failure);
    }

    private static byte[] Package(string form, string path, string model, params (string Name, byte[] Content)[] files)
    {
        (string Name, byte[] Content)[] all = [(path, HostileModels.Make(model)), .. files];
        if (form == "zip")
        {
            return HostileArchives.Zip(all, model: null);
        }

        var tar = HostileArchives.TarOf([.. all.Select(file => HostileArchives.File(file.Name, file.Content))]);
        return form == "tar" ? tar : HostileArchives.Gzip(tar);
    }
}
