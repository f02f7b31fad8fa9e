namespace Portal.Web.Shell.Charts;

public enum PointState
{
    Quiet,
    Warning,
    Breach,

    /// <summary>Fewer rows than a verdict needs: drawn hollow.</summary>
    TooFew,
}

/// <summary>A number of a window, with its interval.</summary>
/// <param name="Value">Null where it is not defined: the line is broken there.</param>
/// <param name="Rows">It was measured on.</param>
public sealed record TimePoint(double? Value, double? Low = null, double? High = null, long Rows = 0, PointState State = PointState.Quiet);

public enum SeriesLook
{
    /// <summary>In the order of the palette, with whiskers.</summary>
    Solid,

    /// <summary>Grey and dashed, with a band: not measured but computed.</summary>
    Estimated,
}

/// <summary>A number over the windows of a chart, one point for each.</summary>
public sealed record TimeSeries(string Label, IReadOnlyList<TimePoint> Points, SeriesLook Look = SeriesLook.Solid);

/// <summary>A level that the series are held against.</summary>
/// <param name="Limit">Beyond it is a breach; else it is only a comparison.</param>
public sealed record TimeGuide(double Value, string Label, bool Limit);

/// <summary>Something that happened between two windows.</summary>
/// <param name="At">In windows: 1.5 is half-way through the second one.</param>
public sealed record TimeMark(double At, string Label);
