namespace Portal.Core.Evaluations;

/// <summary>The metrics of a slice that a member named.</summary>
/// <param name="Filter">As it was when this was measured.</param>
/// <param name="EnoughRows">False when the slice is too small for a verdict.</param>
public sealed record NamedSliceResults(string Name, string Filter, long Rows, bool EnoughRows, IReadOnlyDictionary<string, double> Metrics);

/// <summary>Where a version fails most, and what was searched to say so.</summary>
/// <param name="Loss">The metric that is the mean of what each row loses.</param>
/// <param name="RowsSearched">Evenly spaced over all rows of the table.</param>
/// <param name="Test">How a slice is compared with the rest.</param>
/// <param name="Correction">How p-values are corrected for the number of slices tried.</param>
/// <param name="Level">A slice is clearly worse when its corrected p-value is at or below this.</param>
/// <param name="MinimumRows">Rows that a slice, and the rest, need.</param>
/// <param name="Tried">Slices with enough rows, of one condition and of two.</param>
/// <param name="TooSmall">Slices with rows, but too few.</param>
/// <param name="Columns">What slices were made of.</param>
/// <param name="Slices">At most eight, significant ones first, then by falling gap. None of them only repeats another.</param>
public sealed record WorstSlicesResults(
    string Loss,
    long RowsSearched,
    long Rows,
    string Test,
    string Correction,
    double Level,
    int MinimumRows,
    int Tried,
    int TooSmall,
    IReadOnlyList<string> Columns,
    IReadOnlyList<ColumnsLeftOut> LeftOut,
    IReadOnlyList<WorstSlice> Slices);

/// <param name="Why">Such as <c>identifier</c> or <c>more than 200 values</c>.</param>
public sealed record ColumnsLeftOut(string Why, IReadOnlyList<string> Columns);

/// <summary>Rows that share one or two values, beside all other rows that were searched.</summary>
/// <param name="Condition">In words: <c>purpose = new car and age 25 to 32</c>.</param>
/// <param name="Loss">Mean loss of its rows.</param>
/// <param name="LossOfRest">Mean loss of all others.</param>
/// <param name="Gap">The first minus the second.</param>
/// <param name="GapLow">Lower end of the gap's 95 % interval, which is not corrected.</param>
/// <param name="AdjustedPValue">Corrected for all slices that were tried.</param>
public sealed record WorstSlice(
    string Condition,
    long Rows,
    double Loss,
    double LossOfRest,
    double Gap,
    double? GapLow,
    double? GapHigh,
    double PValue,
    double AdjustedPValue,
    bool Significant);
