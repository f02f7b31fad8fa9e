using Portal.Core.Deployments.Freezes;
using Portal.Core.Promotions;
using Portal.Web.Shell;

namespace Portal.Web.Deployments;

/// <summary>Freezes as their page and notices say them.</summary>
public static class FreezeTexts
{
    /// <summary>"Mon 30 Nov 2026, 08:00", in the reader's zone.</summary>
    public static string InZone(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("ddd d MMM yyyy, HH:mm", Figures.Culture);

    public static string Where(FreezeRow row) => row.Purpose is { } purpose ? $"All of {purpose.InWords()}" : row.Environment ?? Figures.None;

    public static string Word(FreezeState state) => state switch
    {
        FreezeState.Upcoming => "To come",
        FreezeState.Active => "Holds now",
        FreezeState.Past => "Over",
        FreezeState.CalledOff => "Called off",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
