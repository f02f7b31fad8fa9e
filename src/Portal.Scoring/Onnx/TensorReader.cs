using System.Globalization;

namespace Portal.Scoring.Onnx;

/// <summary>Reads what a tensor declares of itself and holds it against the bytes that it has.</summary>
internal sealed class TensorReader
{
    private long? _elements = 1;
    private long? _held;
    private bool _external;
    private string? _location;
    private string? _offset;
    private string? _length;

    public string Name { get; private set; } = "";

    /// <summary>As TensorProto numbers it.</summary>
    public ulong Type { get; private set; }

    public ExternalTensor? External { get; private set; }

    /// <exception cref="MalformedModelException">What it declares cannot be, or is not what it holds.</exception>
    public static TensorReader Read(ReadOnlySpan<byte> message)
    {
        var tensor = new TensorReader();
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            tensor.Field(ref reader);
        }

        tensor.Finish();
        return tensor;
    }

    private void Field(ref ProtobufReader reader)
    {
        switch (reader.Field)
        {
            case 1 when reader.IsBytes:
                foreach (var size in ProtobufNumbers.Packed(reader.Bytes))
                {
                    Dimension(size);
                }

                break;
            case 1:
                Dimension((long)reader.Number);
                break;
            case 2:
                Type = reader.Number;
                break;
            case 8:
                Name = reader.Text();
                break;
            case 9:
                _held = reader.Message().Length;
                break;
            case 13:
                _external = true;
                Place(reader.Message());
                break;
            case 14:
                _external |= reader.Number == 1;
                break;
            default:
                break;
        }
    }

    private void Dimension(long size)
    {
        if (size < 0)
        {
            throw new MalformedModelException("a tensor has a negative dimension");
        }

        var product = (Int128)(_elements ?? long.MaxValue) * size;
        _elements = product > long.MaxValue ? null : (long)product;
    }

    /// <summary>One key and value of where the bytes lie. Said twice it is no answer: readers would differ in which they believe.</summary>
    private void Place(ReadOnlySpan<byte> entry)
    {
        string key = "", value = "";
        var reader = new ProtobufReader(entry);
        while (reader.Next())
        {
            (key, value) = reader.Field switch
            {
                1 => (reader.Text(), value),
                2 => (key, reader.Text()),
                _ => (key, value),
            };
        }

        switch (key)
        {
            case "location":
                _location = Once(_location, value);
                break;
            case "offset":
                _offset = Once(_offset, value);
                break;
            case "length":
                _length = Once(_length, value);
                break;
            default:
                break;
        }
    }

    private static string Once(string? before, string value) =>
        before is null ? value : throw new MalformedModelException("a tensor says twice where its data lie");

    private void Finish()
    {
        var needed = NeededBytes();
        if (!_external && _held is { } held && needed is { } declared && held != declared)
        {
            throw new MalformedModelException($"a tensor declares {Count(declared)} bytes and holds {Count(held)}");
        }

        if (_external)
        {
            External = new ExternalTensor(_location ?? "", Number(_offset ?? "0"), Larger(_length is null ? needed ?? 0 : Number(_length), needed));
        }
    }

    private long? NeededBytes()
    {
        int? halfBytes = Type switch
        {
            21 or 22 or 23 => 1,
            2 or 3 or 9 or (>= 17 and <= 20) or 24 => 2,
            4 or 5 or 10 or 16 => 4,
            1 or 6 or 12 => 8,
            7 or 11 or 13 or 14 => 16,
            15 => 32,
            _ => null,
        };
        return halfBytes is not { } size ? null
            : _elements is { } elements && elements < long.MaxValue / size ? ((elements * size) + 1) / 2
            : throw new MalformedModelException("a tensor declares more bytes than there can be");
    }

    private static long? Larger(long? said, long? needed) => said is { } there && needed is { } wanted ? Math.Max(there, wanted) : said;

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
