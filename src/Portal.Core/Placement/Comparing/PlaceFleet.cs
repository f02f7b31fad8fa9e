using Portal.Core.Costs.Economics;
using static Portal.Core.Costs.Economics.Working;

namespace Portal.Core.Placement.Comparing;

/// <summary>How many machines the work needs.</summary>
/// <param name="Base">Machines that are busy all the time it is on.</param>
/// <param name="OffPeak">Machines outside of the hours at the peak, whole ones.</param>
/// <param name="Peak">Machines for the peak.</param>
/// <param name="Hours">Machine-hours a month when as many are on as the traffic needs.</param>
/// <param name="Busy">Hours a month of one machine at full load that the work takes: never above the former.</param>
/// <param name="Trace">How the number for the peak came about.</param>
public sealed record PlaceFleet(decimal Base, decimal OffPeak, decimal Peak, decimal Hours, decimal Busy, Figure Trace)
{
    /// <summary>Machines for so much traffic. Machines = requests a second / (speed × planned load), whole ones, at least one.</summary>
    /// <param name="speed">Requests a second of one machine at full load, above 0.</param>
    public static PlaceFleet Of(TrafficProfile traffic, decimal speed, decimal targetLoad)
    {
        var working = new Working("capacity").Input("peak", traffic.Peak, "requests a second").Divisor("speed of a machine", speed, "requests a second").Utilisation(targetLoad);
        var served = working.Step("a machine serves", $"{Say(speed)} × {Say(targetLoad)}", speed * targetLoad);
        var peak = Whole(traffic.Peak / served);
        var off = working.Step("machines outside of the peak", $"{Say(traffic.OffPeak)} / {Say(served)}, rounded up", Math.Min(peak, Whole(traffic.OffPeak / served)));
        var (peakHours, offHours) = (traffic.PeakHoursAMonth, traffic.HoursAMonth - traffic.PeakHoursAMonth);
        var hours = working.Step("machine-hours a month", $"{Say(off)} × {Say(offHours)} h + {Say(peak)} × {Say(peakHours)} h", (off * offHours) + (peak * peakHours));
        var trace = working.Result(FigureUnit.Count, "machines at the peak", $"{Say(traffic.Peak)} / {Say(served)}, rounded up", peak);
        return new(Math.Floor(traffic.OffPeak / served), off, peak, hours, Math.Min(hours, traffic.Average / speed * traffic.HoursAMonth), trace);
    }

    private static decimal Whole(decimal machines) => Math.Max(1, Math.Ceiling(machines));
}
