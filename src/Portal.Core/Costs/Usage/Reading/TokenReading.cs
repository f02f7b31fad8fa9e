using Portal.Core.Costs.Economics;

namespace Portal.Core.Costs.Usage.Reading;

/// <summary>
/// The tokens of a request as they are kept: input contains what was read from and written to the cache, output contains the reasoning.
/// Null for what nobody said; nothing is invented.
/// </summary>
/// <param name="IsNormalised">The sender left the cached tokens out of the input, or reasoning out of the output, and they were added.</param>
public readonly record struct TokenReading(long? Input, long? Output, long CacheRead, long CacheWrite, long Reasoning, bool IsNormalised)
{
    /// <summary>Input or output was not said. Embeddings have no output.</summary>
    public bool IsUnknown => Input is null || Output is null;

    /// <summary>Of what was said; the parts are checked against their wholes, and a whole without its parts is made whole.</summary>
    public static TokenReading Of(long? input, long? output, long? cacheRead, long? cacheWrite, long? reasoning, bool hasOutput = true)
    {
        var (read, write, thought) = (cacheRead ?? 0, cacheWrite ?? 0, reasoning ?? 0);
        var isNormalised = false;
        if (input is { } plain && read + write > plain)
        {
            (input, isNormalised) = (plain + read + write, true);
        }

        if (output is { } said && thought > said)
        {
            (output, isNormalised) = (said + thought, true);
        }

        return new(input, output ?? (hasOutput || input is null ? null : 0), input is null ? 0 : read, input is null ? 0 : write, output is null ? 0 : thought, isNormalised);
    }

    /// <summary>For the formulas; null when it is unknown.</summary>
    public TokenCounts? ToCounts() => Input is { } input && Output is { } output ? new TokenCounts(input, output, CacheRead, CacheWrite, Reasoning) : null;
}
