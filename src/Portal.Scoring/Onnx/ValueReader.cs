using Portal.Scoring.Contract;

namespace Portal.Scoring.Onnx;

/// <summary>Reads the name, type and shape of one input or output.</summary>
internal static class ValueReader
{
    private const int HighestRank = 64;

    private static readonly string[] s_elementTypes =
    [
        "undefined", "float", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "double",
        "uint32", "uint64", "complex64", "complex128", "bfloat16", "float8e4m3fn", "float8e4m3fnuz", "float8e5m2",
        "float8e5m2fnuz", "uint4", "int4", "float4e2m1",
    ];

    public static ModelValue Read(ReadOnlySpan<byte> message)
    {
        var name = "";
        var value = new ModelValue("", "unknown", "undefined", null);
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    name = reader.Text();
                    break;
                case 2:
                    value = ReadType(reader.Message(), depth: 0);
                    break;
                default:
                    break;
            }
        }

        return value with { Name = name };
    }

    private static ModelValue ReadType(ReadOnlySpan<byte> message, int depth)
    {
        if (depth > 8)
        {
            throw new MalformedModelException("a type is nested deeper than 8");
        }

        var value = new ModelValue("", "unknown", "undefined", null);
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            value = reader.Field switch
            {
                1 => ReadTensor(reader.Message(), "tensor"),
                4 => Wrap("sequence", ReadInner(reader.Message(), 1, depth)),
                5 => ReadMap(reader.Message(), depth),
                8 => ReadTensor(reader.Message(), "sparse"),
                9 => Wrap("optional", ReadInner(reader.Message(), 1, depth)),
                _ => value,
            };
        }

        return value;
    }

    private static ModelValue Wrap(string kind, ModelValue inner) =>
        inner with { Kind = inner.Kind == "tensor" ? kind : $"{kind}({inner.Kind})", Shape = null };

    private static ModelValue ReadInner(ReadOnlySpan<byte> message, int field, int depth)
    {
        var value = new ModelValue("", "unknown", "undefined", null);
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == field)
            {
                value = ReadType(reader.Message(), depth + 1);
            }
        }

        return value;
    }

    private static ModelValue ReadMap(ReadOnlySpan<byte> message, int depth)
    {
        var key = "undefined";
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            key = reader.Field == 1 ? ElementType(reader.Number) : key;
        }

        return new ModelValue("", "map", $"{key} → {ReadInner(message, 2, depth).ElementType}", null);
    }

    private static ModelValue ReadTensor(ReadOnlySpan<byte> message, string kind)
    {
        var element = "undefined";
        List<Dimension>? shape = null;
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    element = ElementType(reader.Number);
                    break;
                case 2:
                    shape = ReadShape(reader.Message());
                    break;
                default:
                    break;
            }
        }

        return new ModelValue("", kind, element, shape);
    }

    private static List<Dimension> ReadShape(ReadOnlySpan<byte> message)
    {
        var shape = new List<Dimension>();
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                shape.Add(ReadDimension(reader.Message()));
            }

            if (shape.Count > HighestRank)
            {
                throw new MalformedModelException($"a tensor has more than {HighestRank} dimensions");
            }
        }

        return shape;
    }

    private static Dimension ReadDimension(ReadOnlySpan<byte> message)
    {
        var dimension = new Dimension(null, null);
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            dimension = reader.Field switch
            {
                1 => new Dimension((long)reader.Number, null),
                2 when reader.Message().Length > 0 => new Dimension(null, reader.Text()),
                _ => dimension,
            };
        }

        return dimension;
    }

    private static string ElementType(ulong number) =>
        number < (ulong)s_elementTypes.Length ? s_elementTypes[number] : "undefined";
}
