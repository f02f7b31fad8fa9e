namespace Portal.Core.Monitoring.Experiments;

/// <summary>Rows are counted by the hour, so experiments begin and are looked at on the hour.</summary>
internal static class ExperimentHours
{
    /// <summary>The full hour at or before the instant.</summary>
    public static DateTimeOffset Of(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>The first full hour at or after it.</summary>
    public static DateTimeOffset After(DateTimeOffset instant) => Of(instant) == instant ? instant : Of(instant).AddHours(1);
}
