namespace Portal.Scoring.Onnx;

/// <summary>How a model keeps its weights: the type that takes up most of its tensors, which of a quantised model is an integer.</summary>
internal sealed class WeightTypes
{
    /// <summary>Operators that only quantised models have.</summary>
    private static readonly HashSet<string> s_quantised = new(StringComparer.Ordinal)
    {
        "QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear", "MatMulInteger", "ConvInteger", "QLinearMatMul", "QLinearConv",
        "DynamicQuantizeMatMul", "MatMulIntegerToFloat", "MatMulNBits", "QGemm", "QAttention", "DynamicQuantizeLSTM",
    };

    private readonly Dictionary<string, long> _bytes = [];
    private bool _isQuantised;

    /// <summary>Null where no tensor holds weights.</summary>
    public string? Precision =>
        _bytes.Where(type => type.Key.StartsWith("INT", StringComparison.Ordinal) == _isQuantised).OrderByDescending(type => type.Value).ThenBy(type => type.Key).Select(type => type.Key).FirstOrDefault();

    public void Used(string operatorName) => _isQuantised |= s_quantised.Contains(operatorName);

    /// <param name="dataType">As TensorProto numbers it.</param>
    /// <param name="bytes">Size of the tensor.</param>
    public void Add(ulong dataType, long bytes)
    {
        if (Word(dataType) is { } word)
        {
            _bytes[word] = _bytes.GetValueOrDefault(word) + bytes;
        }
    }

    private static string? Word(ulong dataType) => dataType switch
    {
        1 => "FP32",
        2 or 3 => "INT8",
        10 => "FP16",
        11 => "FP64",
        16 => "BF16",
        21 or 22 => "INT4",
        _ => null,
    };
}
