namespace Portal.Core.Costs.Economics;

/// <summary>What a million tokens of each kind cost, money in one currency.</summary>
/// <param name="CacheRead">Of input that the provider found in its cache; usually a tenth of the input's price.</param>
/// <param name="CacheWrite">Of input that it put there.</param>
public sealed record TokenPrices(decimal Input, decimal Output, decimal CacheRead, decimal CacheWrite);

/// <summary>The tokens of a request.</summary>
/// <param name="Input">All of them: those read from and written to the cache are among them.</param>
/// <param name="Output">All of them: those of the reasoning are among them.</param>
/// <param name="CacheRead">A part of the input.</param>
/// <param name="CacheWrite">A part of the input.</param>
/// <param name="Reasoning">A part of the output, at its price; costs nothing by itself.</param>
public sealed record TokenCounts(long Input, long Output, long CacheRead = 0, long CacheWrite = 0, long Reasoning = 0);
