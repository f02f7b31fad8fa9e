using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Core.Costs.Usage.Reading;

/// <summary>A part of what was asked, under the name that it came by.</summary>
public sealed record InputPart(string Name, string Text);

/// <summary>
/// Makes fingerprints of inputs with a tenant's own secret: equal inputs have equal fingerprints within the tenant, and nobody without the
/// secret can try out what an input was. HMAC-SHA256, of which 16 bytes are kept: among a thousand million inputs two are taken for one
/// with a probability of about one in 10^21. Pure.
/// </summary>
public sealed class InputFingerprints(ReadOnlyMemory<byte> key)
{
    public const int KeyBytes = 32;

    /// <summary>A digest that the sender made of the input. It is keyed again, and stands for all other parts.</summary>
    public const string SentHash = "portal.input.hash";

    private const int KeptBytes = 16;

    /// <summary>Null where nobody said what was asked.</summary>
    /// <param name="model">Who answered, else who was asked.</param>
    public Guid? Of(string provider, string model, string operation, IReadOnlyCollection<InputPart> input)
    {
        var parts = input.Where(part => part.Name == SentHash).ToList() is { Count: > 0 } sent ? sent : input;
        if (parts.Count == 0)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
        foreach (var text in new[] { provider, model, operation }.Concat(parts.OrderBy(part => part.Name, StringComparer.Ordinal).SelectMany(part => new[] { part.Name, part.Text })))
        {
            Append(hash, text);
        }

        return new Guid(hash.GetHashAndReset().AsSpan(0, KeptBytes), bigEndian: true);
    }

    /// <summary>With its length before it, so that no two lists of texts are one.</summary>
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
