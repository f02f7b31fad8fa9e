using Portal.Scoring.Onnx;

namespace Portal.Scoring.Tests;

public sealed class ModelScanTests
{
    [Fact]
    public void Read_ColumnsModel_TellsSignatureAndKnownCategories()
    {
        var scan = ModelScan.Read(Samples.Model("mortgage", "mortgage-logit-v1")).Value!;

        Assert.Equal(10, scan.Signature.Inputs.Count);
        Assert.Equal("pirat: float [N, 1]", scan.Signature.Inputs[0].ToString());
        Assert.Equal(["label: int64 [N]", "probabilities: float [N, 2]"], scan.Signature.Outputs.Select(output => output.ToString()));
        Assert.Equal(["ai.onnx 17", "ai.onnx.ml 3"], scan.Signature.Opsets.Select(opset => $"{opset.Domain} {opset.Version}"));
        Assert.Equal("mortgage-logit", scan.Signature.Metadata["model_name"]);
        Assert.Equal(["1", "2", "3", "4", "5", "6"], scan.Categories["chist"].Order(StringComparer.Ordinal));
        Assert.Equal(["no", "yes"], scan.Categories["phist"].Order(StringComparer.Ordinal));
        Assert.DoesNotContain("pirat", scan.Categories.Keys);
    }

    [Fact]
    public void Read_ZipMap_TellsTheMap()
    {
        var output = ModelScan.Read(Samples.Odd("zipmap")).Value!.Signature.Outputs[1];

        Assert.Equal("probabilities: sequence(map) int64 → float", output.ToString());
    }

    [Fact]
    public void Read_CutAnywhere_IsAnsweredNeverThrown()
    {
        var bytes = File.ReadAllBytes(Samples.Model("mortgage", "mortgage-logit-v1"));

        for (var length = 1; length < bytes.Length; length++)
        {
            _ = ModelScan.Read(bytes.AsSpan(0, length));
        }
    }

    [Fact]
    public void Read_BytesFlippedAtRandom_IsAnsweredNeverThrown()
    {
        var random = new Random(20260101);
        var original = File.ReadAllBytes(Samples.Model("mortgage", "mortgage-logit-v1"));

        for (var round = 0; round < 3000; round++)
        {
            var bytes = original.ToArray();
            for (var flip = 0; flip < 1 + round % 8; flip++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            _ = ModelScan.Read(bytes);
        }
    }

    [Fact]
    public void Read_GraphsNestedWithoutEnd_IsRefused()
    {
        // node { attribute { g: … } } around itself; the innermost is an empty graph.
        byte[] graph = [];
        for (var depth = 0; depth < 60; depth++)
        {
            graph = Field(1, Field(5, Field(6, graph)));
        }

        var answer = ModelScan.Read([0x08, 0x08, .. Field(7, graph)]);

        Assert.Equal("corrupt", answer.Failure!.Code);
        Assert.Contains("nested deeper than 32", answer.Failure.Sentence, StringComparison.Ordinal);
    }

    private static byte[] Field(int number, byte[] content)
    {
        var bytes = new List<byte> { (byte)((number << 3) | 2) };
        var length = content.Length;
        while (length >= 0x80)
        {
            bytes.Add((byte)(length | 0x80));
            length >>= 7;
        }

        bytes.Add((byte)length);
        bytes.AddRange(content);
        return [.. bytes];
    }
}
