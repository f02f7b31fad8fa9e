using System.Numerics;

namespace Portal.Statistics.Metrics;

/// <summary>Scores as whole numbers of the same order, so that they can be sorted by digits.</summary>
/// <typeparam name="T">The whole number.</typeparam>
internal interface IScoreKey<T>
    where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
{
    static abstract T Of(double score);

    static abstract double Score(T key);
}

/// <summary>For scores that are 32-bit floats in truth, as runtimes give them: half the memory and half the passes.</summary>
internal readonly struct SingleKey : IScoreKey<uint>
{
    private const uint Sign = 1U << 31;

    /// <summary>Whether no score loses anything as a 32-bit float.</summary>
    public static bool Fits(ReadOnlySpan<double> scores)
    {
        var all = true;
        foreach (var score in scores)
        {
            all &= (float)score == score;
        }

        return all;
    }

    /// <remarks>Negative numbers fall with their bits, and both zeros are one.</remarks>
    public static uint Of(double score)
    {
        var bits = BitConverter.SingleToUInt32Bits((float)score + 0f);
        return bits ^ ((uint)((int)bits >> 31) | Sign);
    }

    public static double Score(uint key) => BitConverter.UInt32BitsToSingle((key & Sign) != 0 ? key ^ Sign : ~key);
}

/// <summary>For all other scores.</summary>
internal readonly struct DoubleKey : IScoreKey<ulong>
{
    private const ulong Sign = 1UL << 63;

    public static ulong Of(double score)
    {
        var bits = BitConverter.DoubleToUInt64Bits(score + 0.0);
        return bits ^ ((ulong)((long)bits >> 63) | Sign);
    }

    public static double Score(ulong key) => BitConverter.UInt64BitsToDouble((key & Sign) != 0 ? key ^ Sign : ~key);
}
