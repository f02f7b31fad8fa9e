namespace Portal.Core.Costs.Economics;

/// <summary>The lengths that all formulas count with.</summary>
public static class Calendar
{
    /// <summary>8,760 hours of a year in 12 months.</summary>
    public const decimal HoursAMonth = 730;

    public const decimal HoursAWeek = 168;

    public const decimal MonthsAYear = 12;

    public const decimal SecondsAnHour = 3600;
}
