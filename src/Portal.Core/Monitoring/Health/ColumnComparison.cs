using Portal.Core.Monitoring.Monitors;

namespace Portal.Core.Monitoring.Health;

public enum BinKind
{
    Regular,
    Missing,
    NewCategory,
    NonFinite,
}

/// <summary>One bin with its rows on both sides.</summary>
/// <param name="Edge">Where a range of numbers begins; null for the first range and for categories.</param>
public sealed record BinRows(string Label, double? Edge, long Reference, long Window, BinKind Kind = BinKind.Regular);

/// <summary>What lies below a share of the values on both sides.</summary>
public sealed record QuantileRow(double Share, double? Reference, double? Window);

/// <summary>One column in one window beside what it is compared with, in the same bins.</summary>
/// <param name="Column">Or the model's own score.</param>
/// <param name="Reading">What the monitor made of it; null where it has not looked at this window.</param>
/// <param name="ReferenceName">"training data", "held-out rows", "the window before".</param>
public sealed record ColumnComparison(
    string Column, bool Numeric, MonitorWindow Window, string ReferenceName, long ReferenceRows, long WindowRows, IReadOnlyList<BinRows> Bins, IReadOnlyList<QuantileRow> Quantiles,
    IReadOnlyList<string> NewCategories, IReadOnlyList<string> VanishedCategories, Reading? Reading);
