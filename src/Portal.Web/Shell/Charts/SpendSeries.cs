namespace Portal.Web.Shell.Charts;

/// <summary>A day, week or month of a chart of money.</summary>
/// <param name="Label">Under the axis, where there is room: "3 Mar".</param>
/// <param name="Name">In the table: "Tue 3 Mar 2026".</param>
public sealed record SpendPeriod(string Label, string Name)
{
    public static SpendPeriod Day(DateOnly day) => new(day.ToString("d MMM", Figures.Culture), day.ToString("ddd d MMM yyyy", Figures.Culture));

    public static SpendPeriod Month(DateOnly month) => new(month.ToString("MMM", Figures.Culture), month.ToString("MMMM yyyy", Figures.Culture));
}

/// <summary>Money of one thing over the periods of a chart, all in the chart's currency.</summary>
/// <param name="Amounts">One for each period; null where nothing is known yet.</param>
public sealed record SpendSeries(string Label, IReadOnlyList<decimal?> Amounts)
{
    public decimal Total => Amounts.Sum(amount => amount ?? 0);

    /// <summary>The largest stay, the rest is one series: more than that cannot be told apart.</summary>
    public static IReadOnlyList<SpendSeries> Largest(IReadOnlyList<SpendSeries> series, int most)
    {
        if (series.Count <= most)
        {
            return series;
        }

        var ordered = series.OrderByDescending(one => Math.Abs(one.Total)).ToList();
        var rest = ordered[most..];
        var sums = Enumerable.Range(0, rest[0].Amounts.Count).Select(at => rest.Exists(one => one.Amounts[at] is not null) ? rest.Sum(one => one.Amounts[at] ?? 0) : (decimal?)null);
        return [.. ordered[..most], new SpendSeries(Figures.Count(rest.Count, "other"), [.. sums])];
    }
}

/// <summary>What is expected of a period, and how sure that is.</summary>
public sealed record FanStep(decimal Value, decimal Low80, decimal High80, decimal Low95, decimal High95);

/// <summary>How known money is drawn.</summary>
public enum SpendLook
{
    /// <summary>A bar for each period, the series on top of each other.</summary>
    Stacked,

    /// <summary>One line that rises through a budget's period; only the first series is drawn.</summary>
    Cumulative,

    /// <summary>A line for each series: for figures that have no sum.</summary>
    Lines,
}
