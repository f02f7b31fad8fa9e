using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Portal.Web.Shell.Charts;

public sealed partial class GroupDotPlot
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<GroupRate> Groups { get; set; }

    [Parameter, EditorRequired]
    public required string Finding { get; set; }

    [Parameter]
    public string ChallengerLabel { get; set; } = "This version";

    [Parameter]
    public string ChampionLabel { get; set; } = "Live version";

    /// <summary>The axis may start above 0; the caption under the chart says so.</summary>
    public static double AxisStart(IReadOnlyList<GroupRate> groups)
    {
        var lowest = groups
            .SelectMany(group => new[] { group.Challenger.Low ?? group.Challenger.Value, group.Champion?.Low ?? group.Champion?.Value, group.FourFifths })
            .OfType<double>()
            .DefaultIfEmpty(0)
            .Min();
        return Math.Clamp(Math.Floor(lowest * 10 - 1e-9) / 10, 0, 0.9);
    }

    private double Start => AxisStart(Groups);

    /// <summary>Room for the names at the left, as long as they are: a letter is some seven units wide.</summary>
    private double Gutter => Math.Clamp(8 + (7 * Groups.Select(group => group.Label.Length).DefaultIfEmpty().Max()), 118, 230);

    private int WideHeight => 30 + (Groups.Count * 50);

    private int NarrowHeight => 30 + (Groups.Count * 74);

    private IEnumerable<double> Ticks
    {
        get
        {
            var start = Start;
            var step = start >= 0.5 ? 0.1 : start >= 0.2 ? 0.2 : 0.25;
            for (var tick = start; tick < 1 - (step / 2); tick += step)
            {
                yield return tick;
            }

            yield return 1;
        }
    }

    private IEnumerable<IReadOnlyList<string>> Table => Groups.Select(group => (IReadOnlyList<string>)
    [
        group.Label, Figures.Count(group.Rows), Figures.Percent(group.Challenger.Value), Interval(group.Challenger, share: true),
        Figures.Percent(group.Champion?.Value), Figures.Number(group.Ratio), group.RatioInterval is null ? Figures.None : Interval(group.RatioInterval, share: false),
    ]);

    private static string Interval(Rate rate, bool share) => rate is { Low: { } low, High: { } high }
        ? share ? $"{Figures.Percent(low)} to {Figures.Percent(high)}" : $"{Figures.Number(low)} to {Figures.Number(high)}"
        : Figures.None;

    private static RenderFragment Marks(GroupRate group, PlotFrame frame, double y) => builder =>
    {
        var breach = group.Breach ? " breach" : "";
        if (group.FourFifths is { } mark)
        {
            Line(builder, "mark", frame.X(mark), y - 14, y + 24);
            Element(builder, "text", ("class", "t2 halo"), ("x", At(frame.X(mark) - 5)), ("y", At(y - 5)), ("text-anchor", "end"), ("", $"⁴⁄₅ = {Figures.Percent(mark)}"));
        }

        Span(builder, "span" + breach, group.Challenger, frame, y);
        Element(builder, "circle", ("class", "dot" + breach), ("cx", At(frame.X(group.Challenger.Value))), ("cy", At(y)), ("r", "5"));
        if (group.Champion is { } champion)
        {
            Span(builder, "span ring-span", champion, frame, y + 10);
            Element(builder, "circle", ("class", "ring"), ("cx", At(frame.X(champion.Value))), ("cy", At(y + 10)), ("r", "4"));
        }
    };

    private static void Span(RenderTreeBuilder builder, string css, Rate rate, PlotFrame frame, double y)
    {
        if (rate is { Low: { } low, High: { } high })
        {
            Element(builder, "line", ("class", css), ("x1", At(frame.X(low))), ("x2", At(frame.X(high))), ("y1", At(y)), ("y2", At(y)));
        }
    }

    private static void Line(RenderTreeBuilder builder, string css, double x, double from, double to) =>
        Element(builder, "line", ("class", css), ("x1", At(x)), ("x2", At(x)), ("y1", At(from)), ("y2", At(to)));

    /// <summary>An attribute without a name is the element's text.</summary>
    private static void Element(RenderTreeBuilder builder, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        builder.OpenElement(0, name);
        foreach (var (key, value) in attributes)
        {
            if (key.Length > 0)
            {
                builder.AddAttribute(1, key, value);
            }
        }

        foreach (var (key, value) in attributes)
        {
            if (key.Length == 0)
            {
                builder.AddContent(2, value);
            }
        }

        builder.CloseElement();
    }

    private static string At(double place) => Figures.Svg(place);
}
