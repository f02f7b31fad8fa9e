using Portal.Scoring.Onnx;

namespace Portal.Scoring.Tests;

/// <summary>How a file keeps its weights, told without running it.</summary>
public sealed class PrecisionTests
{
    [Theory]
    [InlineData("mortgage", "mortgage-mlp-v5", "FP32")]
    [InlineData("mortgage", "mortgage-mlp-v5-int8", "INT8")]
    [InlineData("mortgage", "mortgage-gbt-v2", null)]
    [InlineData("digits", "digits-mlp-v2", "FP32")]
    public void Read_SampleModel_TellsHowItsWeightsAreKept(string domain, string model, string? expected) =>
        Assert.Equal(expected, ModelScan.Read(Samples.Model(domain, model)).Value!.Signature.Precision);

    [Theory]
    [InlineData("MatMul", new ulong[] { 1, 1, 7 }, "FP32")]
    [InlineData("MatMul", new ulong[] { 10, 10, 1 }, "FP16")]
    [InlineData("MatMul", new ulong[] { 16 }, "BF16")]
    [InlineData("MatMul", new ulong[] { 11 }, "FP64")]
    [InlineData("MatMul", new ulong[] { 3 }, null)]
    [InlineData("MatMulInteger", new ulong[] { 1, 1, 1, 3 }, "INT8")]
    [InlineData("DequantizeLinear", new ulong[] { 1, 22 }, "INT4")]
    [InlineData("MatMul", new ulong[0], null)]
    public void Precision_IsThatOfMostBytesAndOfIntegersWhereItIsQuantised(string operatorName, ulong[] tensors, string? expected)
    {
        var weights = new WeightTypes();
        weights.Used(operatorName);
        foreach (var type in tensors)
        {
            weights.Add(type, bytes: 100);
        }

        Assert.Equal(expected, weights.Precision);
    }
}
