using Portal.Scoring.Contract;

namespace Portal.Scoring.Onnx;

/// <summary>Walks an ONNX ModelProto (field numbers of onnx.proto3) once, subgraphs and local functions included.</summary>
internal sealed class ModelReader
{
    private const int MaximumNodes = 500_000;
    private const int MaximumMetadata = 1000;

    private static readonly HashSet<string> s_domains = new(StringComparer.Ordinal)
    {
        "", "ai.onnx", "ai.onnx.ml", "ai.onnx.training", "ai.onnx.preview", "ai.onnx.preview.training",
        "com.microsoft", "com.microsoft.nchwc", "com.microsoft.experimental", "com.ms.internal.nhwc",
    };

    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly List<Opset> _opsets = [];
    private readonly HashSet<(string Domain, string Operator)> _operators = [];
    private readonly FunctionCalls _functions = new();
    private readonly List<ExternalTensor> _external = [];
    private readonly GraphReader _graph;
    private long _irVersion;
    private long _nodes;
    private string _producer = "";
    private string _producerVersion = "";

    public ModelReader()
    {
        _graph = new GraphReader(this);
    }

    /// <summary>Whether a first field has been seen that only a model file begins with.</summary>
    public bool LooksLikeOnnx => _irVersion is > 0 and < 1000;

    public bool HasGraph { get; private set; }

    public IReadOnlyCollection<ExternalTensor> ExternalTensors => _external;

    public FunctionCalls Functions => _functions;

    public WeightTypes Weights { get; } = new();

    public List<ModelValue> Outputs => _graph.Outputs;

    public IReadOnlyDictionary<string, IReadOnlySet<string>> Categories => _graph.Categories;

    public void Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtobufReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    _irVersion = (long)reader.Number;
                    break;
                case 2:
                    _producer = reader.Text();
                    break;
                case 3:
                    _producerVersion = reader.Text();
                    break;
                case 7:
                    HasGraph = true;
                    _graph.Read(reader.Message(), depth: 0);
                    break;
                case 8:
                    ReadOpset(reader.Message());
                    break;
                case 14:
                    ReadMetadata(reader.Message());
                    break;
                case 25:
                    ReadFunction(reader.Message());
                    break;
                default:
                    break;
            }
        }
    }

    public ModelSignature Signature(long bytes) => new(
        _irVersion, _producer, _producerVersion, _opsets, [.. _graph.RealInputs()], _graph.Outputs, _metadata, _nodes, bytes) { Precision = Weights.Precision };

    /// <summary>Operators of domains that neither the runtime nor a function of the model defines.</summary>
    public IEnumerable<(string Domain, string Operator)> UnknownOperators() =>
        _operators.Where(used => !s_domains.Contains(used.Domain) && !_functions.Defines(used)).Order();

    internal void Used(string domain, string name)
    {
        if (++_nodes > MaximumNodes)
        {
            throw new MalformedModelException($"it has more than {MaximumNodes} operators");
        }

        _operators.Add((domain, name));
        _functions.Call((domain, name));
        Weights.Used(name);
    }

    internal void Keeps(ExternalTensor tensor)
    {
        _external.Add(tensor);
        if (_external.Count > MaximumNodes)
        {
            throw new MalformedModelException($"it has more than {MaximumNodes} tensors in other files");
        }
    }

    private void ReadOpset(ReadOnlySpan<byte> message)
    {
        var (domain, version) = ("", 0L);
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            (domain, version) = reader.Field switch
            {
                1 => (reader.Text(), version),
                2 => (domain, (long)reader.Number),
                _ => (domain, version),
            };
        }

        _opsets.Add(new Opset(domain.Length == 0 ? "ai.onnx" : domain, version));
    }

    private void ReadMetadata(ReadOnlySpan<byte> message)
    {
        var (key, value) = ("", "");
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            (key, value) = reader.Field switch
            {
                1 => (reader.Text(), value),
                2 => (key, reader.Text()),
                _ => (key, value),
            };
        }

        _metadata[key] = value;
        if (_metadata.Count > MaximumMetadata)
        {
            throw new MalformedModelException($"it has more than {MaximumMetadata} metadata entries");
        }
    }

    private void ReadFunction(ReadOnlySpan<byte> message)
    {
        var (name, domain) = ("", "");
        _functions.Begin();
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    name = reader.Text();
                    break;
                case 7:
                    new GraphReader(this).ReadNode(reader.Message(), depth: 1);
                    break;
                case 10:
                    domain = reader.Text();
                    break;
                default:
                    break;
            }
        }

        _functions.End((domain, name));
    }
}
