using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Portal.Scoring.Tests.Hostile;

/// <summary>Writes ONNX files byte by byte (field numbers of onnx.proto3), so that they can say what no exporter would.</summary>
internal static class OnnxBytes
{
    public const int FloatType = 1;
    public const int LongType = 7;
    public const int BoolType = 9;

    public static byte[] Model(byte[] graph, long opset = 17, long irVersion = 8, string producer = "by hand", params byte[][] more) =>
        [.. Number(1, irVersion), .. Text(2, producer), .. Field(7, graph), .. Field(8, Number(2, opset)), .. more.SelectMany(bytes => bytes)];

    /// <summary>A graph from `x` [N, 2] to whatever its nodes make.</summary>
    public static byte[] Graph(IEnumerable<byte[]> nodes, IEnumerable<byte[]> outputs, params byte[][] initializers) =>
    [
        .. nodes.SelectMany(node => Field(1, node)),
        .. Text(2, "graph"),
        .. initializers.SelectMany(tensor => Field(5, tensor)),
        .. Field(11, Value("x", FloatType, "N", "2")),
        .. outputs.SelectMany(output => Field(12, output)),
    ];

    /// <summary>A graph inside of an attribute: without inputs of its own unless they are given.</summary>
    public static byte[] Body(IEnumerable<byte[]> nodes, IEnumerable<byte[]> inputs, IEnumerable<byte[]> outputs) =>
        [.. nodes.SelectMany(node => Field(1, node)), .. Text(2, "body"), .. inputs.SelectMany(input => Field(11, input)), .. outputs.SelectMany(output => Field(12, output))];

    /// <param name="type">Operator, with <c>domain::</c> before it where it is not the standard one.</param>
    /// <param name="inputs">Names, separated by spaces.</param>
    /// <param name="outputs">Names, separated by spaces.</param>
    /// <param name="attributes">Made by the methods below.</param>
    public static byte[] Node(string type, string inputs, string outputs, params byte[][] attributes)
    {
        var parts = type.Split("::");
        return
        [
            .. Words(inputs).SelectMany(name => Text(1, name)), .. Words(outputs).SelectMany(name => Text(2, name)), .. Text(4, parts[^1]),
            .. attributes.SelectMany(attribute => Field(5, attribute)), .. parts.Length > 1 ? Text(7, parts[0]) : [],
        ];
    }

    public static byte[] Whole(string name, long value) => [.. Text(1, name), .. Number(3, value), .. Number(20, 2)];

    public static byte[] Wholes(string name, params long[] values) => [.. Text(1, name), .. values.SelectMany(value => Number(8, value)), .. Number(20, 7)];

    public static byte[] Inner(string name, byte[] graph) => [.. Text(1, name), .. Field(6, graph), .. Number(20, 5)];

    public static byte[] Constant(string name, byte[] tensor) => [.. Text(1, name), .. Field(5, tensor), .. Number(20, 4)];

    public static byte[] Value(string name, int type, params string[] shape) =>
        [.. Text(1, name), .. Field(2, Field(1, [.. Number(1, type), .. Field(2, [.. shape.SelectMany(size => Field(1, Dimension(size)))])]))];

    public static byte[] Floats(string name, long[] shape, params float[] values) =>
        Tensor(name, FloatType, shape, [.. values.SelectMany(value => Little(4, span => BinaryPrimitives.WriteSingleLittleEndian(span, value)))]);

    public static byte[] Longs(string name, long[] shape, params long[] values) =>
        Tensor(name, LongType, shape, [.. values.SelectMany(value => Little(8, span => BinaryPrimitives.WriteInt64LittleEndian(span, value)))]);

    public static byte[] Tensor(string name, int type, long[] shape, byte[] raw) =>
        [.. shape.SelectMany(size => Number(1, size)), .. Number(2, type), .. Text(8, name), .. Field(9, raw)];

    /// <summary>A tensor of floats whose bytes lie elsewhere.</summary>
    public static byte[] External(string name, long[] shape, params (string Key, string Value)[] place) =>
    [
        .. shape.SelectMany(size => Number(1, size)), .. Number(2, FloatType), .. Text(8, name),
        .. place.SelectMany(part => Field(13, [.. Text(1, part.Key), .. Text(2, part.Value)])), .. Number(14, 1),
    ];

    /// <summary>A function of the domain <c>own</c> from `a` to `b`.</summary>
    public static byte[] Function(string name, params byte[][] nodes) => Field(25,
        [.. Text(1, name), .. Text(4, "a"), .. Text(5, "b"), .. nodes.SelectMany(node => Field(7, node)), .. Field(9, Number(2, 17)), .. Field(9, [.. Text(1, "own"), .. Number(2, 1)]), .. Text(10, "own")]);

    public static byte[] UsesOwnDomain { get; } = Field(8, [.. Text(1, "own"), .. Number(2, 1)]);

    public static byte[] Metadata(string key, string value) => Field(14, [.. Text(1, key), .. Text(2, value)]);

    public static byte[] Field(int number, byte[] content) => [.. Varint((ulong)((number << 3) | 2)), .. Varint((ulong)content.Length), .. content];

    public static byte[] Text(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    public static byte[] Number(int number, long value) => [.. Varint((ulong)(number << 3)), .. Varint((ulong)value)];

    private static byte[] Dimension(string size) => long.TryParse(size, CultureInfo.InvariantCulture, out var number) ? Number(1, number) : Text(2, size);

    private static string[] Words(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static byte[] Little(int size, WriteNumber write)
    {
        var bytes = new byte[size];
        write(bytes);
        return bytes;
    }

    private static List<byte> Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return bytes;
    }

    private delegate void WriteNumber(Span<byte> target);
}
