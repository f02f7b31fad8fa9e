using System.Text;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>Bytes that fields are compared with, short ones in one step.</summary>
internal readonly record struct FieldValue(byte[] Bytes, ulong Key)
{
    public static FieldValue Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static FieldValue Of(ReadOnlySpan<byte> bytes) => new(bytes.ToArray(), CsvColumn.KeyOf(bytes));

    /// <returns>The place of the field among few values, or −1.</returns>
    public static int IndexOf(ReadOnlySpan<FieldValue> values, CsvColumn fields, int row)
    {
        var key = fields.Key(row);
        for (var i = 0; i < values.Length; i++)
        {
            if (key == values[i].Key && (key != 0 || fields[row].SequenceEqual(values[i].Bytes)))
            {
                return i;
            }
        }

        return -1;
    }
}
