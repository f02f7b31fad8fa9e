using Portal.Core.Costs.Economics;
using static Portal.Core.Costs.Economics.Working;

namespace Portal.Core.Placement.Comparing;

/// <summary>How many machines the work needs.</summary>
/// <param name="Base">Machines that are busy all the time it is on.</param>
/// <param name="Average">Machines for the average traffic, whole ones.</param>
/// <param name="Peak">Machines for the peak.</param>
/// <param name="Hours">Machine-hours a month when as many are on as the traffic needs.</param>
/// <param name="Trace">How the number for the peak came about.</param>
public sealed record PlaceFleet(decimal Base, decimal Average, decimal Peak, decimal Hours, Figure Trace)
{
    /// <summary>Machines for so much traffic. Machines = requests a second / (speed × planned load), whole ones, at least one.</summary>
    /// <param name="speed">Requests a second of one machine at full load, above 0.</param>
    public static PlaceFleet Of(TrafficProfile traffic, decimal speed, decimal targetLoad)
    {
        var working = new Working("capacity").Input("peak", traffic.Peak, "requests a second").Divisor("speed of a machine", speed, "requests a second").Utilisation(targetLoad);
        var served = working.Step("a machine serves", $"{Say(speed)} × {Say(targetLoad)}", speed * targetLoad);
        var peak = Whole(traffic.Peak / served);
        var trace = working.Result(FigureUnit.Count, "machines at the peak", $"{Say(traffic.Peak)} / {Say(served)}, rounded up", peak);
        var average = Math.Min(peak, Whole(traffic.Average / served));
        var hours = (average * (traffic.HoursAMonth - traffic.PeakHoursAMonth)) + (peak * traffic.PeakHoursAMonth);
        return new(Math.Floor(traffic.Average / served), average, peak, hours, trace);
    }

    private static decimal Whole(decimal machines) => Math.Max(1, Math.Ceiling(machines));
}
