using Portal.Core.Registry;
using Portal.Scoring.Contract;
using Portal.Web.Registry;
using Portal.Web.Registry.Components;

namespace Portal.Web.Tests.Registry;

public sealed class PackageFilesTests : PageContext
{
    [Fact]
    public void PackageFiles_EachFile_HasNameSizeAndDigest()
    {
        var cut = Render<PackageFiles>(p => p.Add(x => x.Files, [new PackageFile("model.onnx", 2048, new string('a', 64)), new PackageFile("data/weights.bin", 5_000_000, new string('b', 64))]));

        var rows = cut.FindAll("tbody tr");
        Assert.Equal(2, rows.Count);
        Assert.Equal("data/weights.bin", rows[1].QuerySelector("th[scope=row]")!.TextContent);
        Assert.Contains(new string('b', 64), rows[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("Files of the package", cut.Find("caption").TextContent);
    }

    [Theory]
    [InlineData("loans.tar.gz", ArtifactFormat.Onnx, true, "loans-3.tar.gz")]
    [InlineData("loans.ZIP", ArtifactFormat.Onnx, true, "loans-3.zip")]
    [InlineData("loans", ArtifactFormat.Onnx, true, "loans-3.package")]
    [InlineData("anything.zip", ArtifactFormat.Onnx, false, "loans-3.onnx")]
    [InlineData("texts.csv", ArtifactFormat.OutputTable, false, "loans-3.csv")]
    public void DownloadName_WhateverTheSenderCalledIt_TellsWhatItIs(string sent, ArtifactFormat format, bool package, string expected)
    {
        var signature = new ModelSignature(8, "", "", [], [], [], new Dictionary<string, string>(), 1, 10) { Format = format, Files = package ? [] : null };

        Assert.Equal(expected, DownloadNames.Of("loans", 3, sent, signature));
    }
}
