namespace Portal.Core.Deployments.Fleets;

/// <summary>How a group's wave is judged.</summary>
/// <param name="CompletePercent">The wave is complete when at least so many of its devices say that they run the version.</param>
/// <param name="FailedPercent">The wave has failed when more than so many say that they can't, or hold other bytes.</param>
/// <param name="LimitMinutes">The wave has failed when it isn't complete after so long.</param>
/// <param name="SilentMinutes">A device that has reported nothing for so long is silent; counted from its last report on.</param>
public sealed record WaveSettings(int CompletePercent = 95, int FailedPercent = 10, int LimitMinutes = 24 * 60, int SilentMinutes = 60)
{
    public const int LongestLimit = 90 * 24 * 60;
    public const int LongestSilence = 30 * 24 * 60;

    public Refusal? Refuses() =>
        CompletePercent is < 1 or > 100 ? Refusal.Invalid("completePercent", "A wave is complete with 1 to 100 percent of its devices.")
        : FailedPercent is < 0 or > 99 ? Refusal.Invalid("failedPercent", "A wave fails with more than 0 to 99 percent of its devices.")
        : LimitMinutes is < 1 or > LongestLimit ? Refusal.Invalid("limitMinutes", $"A wave has 1 to {LongestLimit:N0} minutes.")
        : SilentMinutes is < 1 or > LongestSilence ? Refusal.Invalid("silentMinutes", $"A device is silent after 1 to {LongestSilence:N0} minutes.")
        : null;
}
