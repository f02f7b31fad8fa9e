namespace Portal.Core.Monitoring.Monitors;

/// <summary>What a completed window means after those before it.</summary>
/// <param name="Row">Breaching windows in a row, up to and with this one.</param>
/// <param name="Acts">It breaches and the row is as long as the monitor asks for.</param>
/// <param name="Ends">It is quiet again, and the window before it with a verdict was not.</param>
public sealed record WindowStanding(int Row, bool Acts, bool Ends);

/// <summary>
/// One odd window is not yet a change. Nothing is done before a monitor breached in as many windows in a row as it asks for. A window
/// without enough data, or without a verdict at all, neither breaks a row nor makes it longer; a warning breaks it.
/// </summary>
public static class Hysteresis
{
    /// <param name="newest">Of the window that was just measured.</param>
    /// <param name="before">Of the windows before it, the newest first; null where one was not measured.</param>
    /// <param name="inARow">So many the monitor asks for.</param>
    public static WindowStanding Judge(WindowVerdict newest, IEnumerable<WindowVerdict?> before, int inARow)
    {
        var told = before.Where(Counts).Select(verdict => verdict!.Value);
        if (newest == WindowVerdict.Breach)
        {
            var row = 1 + told.TakeWhile(verdict => verdict == WindowVerdict.Breach).Take(Math.Max(0, inARow - 1)).Count();
            return new(row, row >= inARow, Ends: false);
        }

        return new(0, Acts: false, Ends: newest == WindowVerdict.Quiet && told.FirstOrDefault(WindowVerdict.Quiet) == WindowVerdict.Breach);
    }

    private static bool Counts(WindowVerdict? verdict) => verdict is not (null or WindowVerdict.NotEnoughData);
}
