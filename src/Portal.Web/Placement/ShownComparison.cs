using Portal.Core.Placement.Comparing;
using Portal.Web.Shell;
using Portal.Web.Shell.Charts;

namespace Portal.Web.Placement;

/// <summary>A comparison with all that its page draws.</summary>
/// <param name="Lines">Cost over requests a month of what is possible, the best first.</param>
/// <param name="Finding">What the chart says.</param>
internal sealed record ShownComparison(
    PlacementCase Case, PlacementResult Result, IReadOnlyList<PlacementSwing> Swings, IReadOnlyList<string> Sentences, IReadOnlyList<Curve> Lines, IReadOnlyList<PlotMark> Crossings, string Finding)
{
    private const int Steps = 40;
    private const int MostLines = 6;

    /// <param name="today">Where it runs; null when nobody has said.</param>
    public static ShownComparison Of(PlacementCase facts, string? today)
    {
        var (result, swings) = (PlacementComparison.Of(facts), PlacementSensitivity.Of(facts));
        var even = result.BreakEven;
        return new(
            facts, result, swings, PlacementSentences.Of(facts, result, swings, today), Draw(facts, result),
            even is { Requests: { } requests, Monthly: { } monthly } ? [new PlotMark(new PlotPoint((double)requests, (double)monthly), $"{even.First} and {even.Second}: {Figures.Compact((double)requests)}")] : [],
            even is null ? "Cost a month over requests a month."
            : even.Requests is { } same ? $"Cost a month over requests a month. {even.First} and {even.Second} cost the same at {Figures.Count((long)same)} requests."
            : $"Cost a month over requests a month. {even.First} and {even.Second} never cost the same.");
    }

    private static IReadOnlyList<Curve> Draw(PlacementCase facts, PlacementResult result)
    {
        if (facts.Workload.Traffic.Average == 0)
        {
            return [];
        }

        var widest = result.BreakEven?.Factor is { } factor and > 1 ? Math.Min(PlacementBreakEven.Widest, factor * 1.5m) : 2m;
        var factors = Enumerable.Range(1, Steps).Select(step => widest * step / Steps).ToList();
        return [.. result.Ranked.Take(MostLines).Select(place => new Curve(place.Name, [.. factors.Select(at => Point(facts, place, at)).OfType<PlotPoint>()]))];
    }

    private static PlotPoint? Point(PlacementCase facts, RankedPlace place, decimal factor) =>
        PlacementBreakEven.At(facts, place.Assessment.Place, factor) is { } cost ? new PlotPoint((double)facts.Workload.Times(factor).Traffic.RequestsAMonth, (double)cost) : null;
}
