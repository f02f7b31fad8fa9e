namespace Portal.Core.Storage;

public static class KeptInstant
{
    /// <summary>The instant as all three databases keep it: in milliseconds; what is finer would come back changed.</summary>
    public static DateTimeOffset Of(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
