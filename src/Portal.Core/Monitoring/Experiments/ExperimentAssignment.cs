using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>
/// Which arm a unit belongs to: a fact of the experiment's id and the unit alone, so that every service can compute it by itself and
/// nobody has to remember it. x is the first eight bytes, as a big-endian unsigned number, of the SHA-256 of the UTF-8 text
/// <c>{experiment id}:{unit}</c>, the id in lower case with hyphens; the bucket is x mod 10,000. The arms stand in line, the champion
/// first and the challengers by the number of their version, each as wide as its share in hundredths of a percent.
/// </summary>
public static class ExperimentAssignment
{
    /// <summary>A share of one half has 5,000 of them.</summary>
    public const int Buckets = 10_000;

    public static int BucketOf(ExperimentId experiment, string unit)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{experiment}:{unit}"), hash);
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % Buckets);
    }

    /// <param name="shares">In hundredths of a percent, in the order of the arms; together 10,000.</param>
    /// <returns>The place of the arm: 0 is the champion.</returns>
    public static int ArmOf(int bucket, IReadOnlyList<int> shares)
    {
        var end = 0;
        for (var arm = 0; arm < shares.Count; arm++)
        {
            end += shares[arm];
            if (bucket < end)
            {
                return arm;
            }
        }

        throw new ArgumentException($"The shares end at {end}, before the bucket {bucket}.", nameof(shares));
    }
}
