using System.Buffers.Binary;
using System.Text;

namespace Portal.Scoring.Onnx;

/// <summary>The bytes are not what the format demands.</summary>
internal sealed class MalformedModelException(string message) : Exception(message);

/// <summary>Reads the fields of one protobuf message, trusting nothing: every length is checked against what is left.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;
    private int _wireType;

    /// <summary>Number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>Whether the current field holds bytes (a message, a string or packed numbers).</summary>
    public readonly bool IsBytes => _wireType == 2;

    /// <summary>The value of the current field where it is bytes.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The value of the current field where it is a whole number.</summary>
    public ulong Number { get; private set; }

    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = Varint();
        (Field, _wireType) = ((int)Math.Min(tag >> 3, int.MaxValue), (int)(tag & 7));
        if (Field == 0)
        {
            throw new MalformedModelException("a field has the number 0");
        }

        switch (_wireType)
        {
            case 0:
                Number = Varint();
                break;
            case 1:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case 2:
                Bytes = Take(Varint());
                break;
            case 5:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw new MalformedModelException($"a field has the wire type {_wireType}");
        }

        return true;
    }

    /// <summary>The current field as a message; an error where it is none.</summary>
    public readonly ReadOnlySpan<byte> Message() =>
        IsBytes ? Bytes : throw new MalformedModelException($"field {Field} should be a message");

    /// <summary>The current field as text; an error where it is none.</summary>
    public readonly string Text()
    {
        const int Longest = 4 * 1024 * 1024;
        if (Message().Length > Longest)
        {
            throw new MalformedModelException("a text is longer than 4 MB");
        }

        return Encoding.UTF8.GetString(Bytes);
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            throw new MalformedModelException("it ends in the middle of a field");
        }

        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_rest.IsEmpty)
            {
                throw new MalformedModelException("it ends in the middle of a field");
            }

            var current = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(current & 0x7F) << shift;
            if (current < 0x80)
            {
                return value;
            }
        }

        throw new MalformedModelException("a number is longer than 64 bits");
    }
}
