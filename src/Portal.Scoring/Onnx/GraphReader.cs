using System.Globalization;
using System.Text;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Onnx;

/// <summary>Walks one graph: its inputs and outputs, the files its tensors point at, and the categories its inputs are encoded with.</summary>
internal sealed class GraphReader(ModelReader model)
{
    private const int DeepestNesting = 32;
    private const int MostValues = 20_000;

    /// <summary>Operators that only change the form of what passes through them.</summary>
    private static readonly HashSet<string> s_passThrough = new(StringComparer.Ordinal)
        { "Identity", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Transpose" };

    private readonly List<ModelValue> _inputs = [];
    private readonly HashSet<string> _initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _originOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlySet<string>> _categories = new(StringComparer.Ordinal);

    public List<ModelValue> Outputs { get; } = [];

    public IReadOnlyDictionary<string, IReadOnlySet<string>> Categories => _categories;

    /// <summary>Inputs that have no value in the file: older files list their weights as inputs too.</summary>
    public IEnumerable<ModelValue> RealInputs() => _inputs.Where(input => !_initializers.Contains(input.Name));

    public void Read(ReadOnlySpan<byte> graph, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new MalformedModelException($"its graphs are nested deeper than {DeepestNesting}");
        }

        // Values first: a file may name its inputs behind the operators that use them.
        var reader = new ProtobufReader(graph);
        while (reader.Next())
        {
            if (reader.Field is 11 or 12)
            {
                var values = reader.Field == 11 ? _inputs : Outputs;
                values.Add(ValueReader.Read(reader.Message()));
                if (values.Count > MostValues)
                {
                    throw new MalformedModelException($"it has more than {MostValues} inputs or outputs");
                }
            }
        }

        foreach (var input in _inputs)
        {
            _originOf[input.Name] = input.Name;
        }

        reader = new ProtobufReader(graph);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    ReadNode(reader.Message(), depth);
                    break;
                case 5:
                    ReadTensor(reader.Message());
                    break;
                case 15:
                    ReadSparseTensor(reader.Message());
                    break;
                default:
                    break;
            }
        }
    }

    public void ReadNode(ReadOnlySpan<byte> message, int depth)
    {
        string first = "", output = "", operatorName = "", domain = "";
        HashSet<string>? known = null;
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1 when first.Length == 0:
                    first = reader.Text();
                    break;
                case 2 when output.Length == 0:
                    output = reader.Text();
                    break;
                case 4:
                    operatorName = reader.Text();
                    break;
                case 5:
                    ReadAttribute(reader.Message(), depth, ref known);
                    break;
                case 7:
                    domain = reader.Text();
                    break;
                default:
                    break;
            }
        }

        model.Used(domain, operatorName);
        if (_originOf.TryGetValue(first, out var origin))
        {
            if (known is not null)
            {
                _categories[origin] = known;
            }
            else if (s_passThrough.Contains(operatorName))
            {
                _originOf[output] = origin;
            }
        }
    }

    private void ReadAttribute(ReadOnlySpan<byte> message, int depth, ref HashSet<string>? known)
    {
        var name = "";
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    name = reader.Text();
                    break;
                case 5 or 10:
                    ReadTensor(reader.Message());
                    break;
                case 6 or 11:
                    new GraphReader(model).Read(reader.Message(), depth + 1);
                    break;
                case 22 or 23:
                    ReadSparseTensor(reader.Message());
                    break;
                default:
                    break;
            }
        }

        // Encoders of ai.onnx.ml: what they do not list becomes zeros, silently.
        if (name is "keys_strings" or "cats_strings" or "keys_int64s" or "cats_int64s")
        {
            known ??= new HashSet<string>(StringComparer.Ordinal);
            ReadKeys(message, known);
        }
    }

    private static void ReadKeys(ReadOnlySpan<byte> attribute, HashSet<string> known)
    {
        var reader = new ProtobufReader(attribute);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 9:
                    known.Add(Encoding.UTF8.GetString(reader.Message()));
                    break;
                case 8 when !reader.IsBytes:
                    known.Add(((long)reader.Number).ToString(CultureInfo.InvariantCulture));
                    break;
                case 8:
                    foreach (var number in ProtobufNumbers.Packed(reader.Bytes))
                    {
                        known.Add(number.ToString(CultureInfo.InvariantCulture));
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private void ReadSparseTensor(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field is 1 or 2)
            {
                ReadTensor(reader.Message());
            }
        }
    }

    private void ReadTensor(ReadOnlySpan<byte> message)
    {
        var tensor = TensorReader.Read(message);
        _initializers.Add(tensor.Name);
        model.Weights.Add(tensor.Type, tensor.External?.Length ?? message.Length);
        if (tensor.External is { } external)
        {
            model.Keeps(external);
        }
    }
}
