namespace Portal.Web.Shell.Charts;

/// <summary>One bar: a range of numbers, a category, or what does not belong (missing, new).</summary>
/// <param name="Share">Of all rows, from 0 to 1: shares and not counts, so that two sizes of data can be compared.</param>
/// <param name="Reference">The same share in what it is compared with; drawn as an outline.</param>
/// <param name="Odd">Missing values and new categories: a bar of their own, in another colour.</param>
public sealed record HistogramBin(string Label, double Share, long? Rows = null, double? Reference = null, bool Odd = false);
