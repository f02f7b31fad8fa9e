namespace Portal.Web.Shell.Charts;

public enum ComparedKind
{
    /// <summary>A range of numbers or a category that the reference knows.</summary>
    Regular,

    Missing,

    /// <summary>Categories that the reference does not have.</summary>
    New,

    NonFinite,
}

/// <summary>One bin in the reference and in the window that is compared with it; shares of all rows, from 0 to 1.</summary>
/// <param name="Label">"0.8 to 0.84", "yes", "missing".</param>
/// <param name="Edge">The number at which a range begins; under the bars.</param>
public sealed record ComparedBin(string Label, double Reference, double Window, long ReferenceRows, long WindowRows, ComparedKind Kind = ComparedKind.Regular, string? Edge = null)
{
    /// <summary>Shares differ by so much.</summary>
    public double Change => Window - Reference;
}
