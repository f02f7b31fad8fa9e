using System.Text;

namespace Portal.Web.Shell.Charts;

/// <summary>One point of a chart, in its own units.</summary>
public readonly record struct PlotPoint(double X, double Y);

/// <summary>Turns values of two axes into places of an SVG field.</summary>
public sealed record PlotFrame(double Left, double Top, double Right, double Bottom, double MinX = 0, double MaxX = 1, double MinY = 0, double MaxY = 1)
{
    /// <summary>Field of the unit-square charts: 340 × 280 with room for the axes.</summary>
    public static PlotFrame Unit { get; } = new(36, 26, 328, 240);

    /// <summary>Quarter marks of an axis from 0 to 1.</summary>
    public static IReadOnlyList<double> Quarters { get; } = [0, 0.25, 0.5, 0.75, 1];

    public double X(double value) => Left + ((value - MinX) / (MaxX - MinX) * (Right - Left));

    public double Y(double value) => Bottom - ((value - MinY) / (MaxY - MinY) * (Bottom - Top));

    /// <summary>
    /// The path through the points. Points nearer than a third of a pixel to the one before are left out:
    /// a curve of 100,000 rows draws as few lines as the eye can tell apart. The last point always stays.
    /// </summary>
    public string Path(IReadOnlyList<PlotPoint> points)
    {
        const double Nearest = 0.33;
        var path = new StringBuilder();
        var (lastX, lastY) = (double.NaN, double.NaN);
        for (var index = 0; index < points.Count; index++)
        {
            var (x, y) = (X(points[index].X), Y(points[index].Y));
            var near = Math.Abs(x - lastX) < Nearest && Math.Abs(y - lastY) < Nearest;
            if (!double.IsFinite(x) || !double.IsFinite(y) || (near && index < points.Count - 1))
            {
                continue;
            }

            path.Append(path.Length == 0 ? 'M' : 'L').Append(Figures.Svg(x)).Append(' ').Append(Figures.Svg(y));
            (lastX, lastY) = (x, y);
        }

        return path.ToString();
    }

    /// <summary>At most <paramref name="most"/> of the points, evenly by position, first and last among them: for the table behind.</summary>
    public static IEnumerable<PlotPoint> Sample(IReadOnlyList<PlotPoint> points, int most)
    {
        if (points.Count <= most)
        {
            return points;
        }

        return Enumerable.Range(0, most).Select(step => points[(int)Math.Round((double)step * (points.Count - 1) / (most - 1))]);
    }
}
