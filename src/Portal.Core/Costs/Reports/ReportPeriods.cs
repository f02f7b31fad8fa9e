namespace Portal.Core.Costs.Reports;

/// <param name="Until">The first day after.</param>
public sealed record ReportPeriod(DateOnly From, DateOnly Until)
{
    /// <summary>The one before, of the same kind.</summary>
    public ReportPeriod Before(ReportCadence cadence) => cadence == ReportCadence.Weekly ? new(From.AddDays(-7), From) : new(From.AddMonths(-1), From);
}

/// <summary>Which period is due to be reported on a day. Pure; days are UTC, as charges are.</summary>
public static class ReportPeriods
{
    private const int DayOfMonth = 3;

    /// <summary>The newest period whose report is due; what was missed while the portal was down is the newest one only.</summary>
    public static ReportPeriod Due(ReportCadence cadence, DateOnly today)
    {
        if (cadence == ReportCadence.Weekly)
        {
            var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
            return new(monday.AddDays(-7), monday);
        }

        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(today.Day >= DayOfMonth ? 0 : -1);
        return new(month.AddMonths(-1), month);
    }
}
