namespace Portal.Scoring.Onnx;

/// <summary>Whole numbers that a protobuf field packs together.</summary>
internal static class ProtobufNumbers
{
    public static List<long> Packed(ReadOnlySpan<byte> bytes)
    {
        var numbers = new List<long>();
        ulong value = 0;
        var shift = 0;
        foreach (var current in bytes)
        {
            if (shift > 63)
            {
                throw new MalformedModelException("a number is longer than 64 bits");
            }

            value |= (ulong)(current & 0x7F) << shift;
            shift += 7;
            if (current < 0x80)
            {
                numbers.Add((long)value);
                (value, shift) = (0, 0);
            }
        }

        return shift == 0 ? numbers : throw new MalformedModelException("it ends in the middle of a number");
    }
}
