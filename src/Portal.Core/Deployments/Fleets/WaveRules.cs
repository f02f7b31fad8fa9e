using System.Globalization;

namespace Portal.Core.Deployments.Fleets;

/// <summary>The devices of a wave, each counted once.</summary>
/// <param name="Running">Say that they run the version, with its bytes, and are heard of.</param>
/// <param name="Failed">Say that they can't run the version, or hold other bytes under its number.</param>
/// <param name="Silent">Have reported nothing for too long, whatever they said before: nobody knows what they run.</param>
/// <param name="Pending">All others: on their way.</param>
public sealed record WaveCounts(int Running, int Failed, int Silent, int Pending)
{
    public static WaveCounts None { get; } = new(0, 0, 0, 0);

    public int Devices => Running + Failed + Silent + Pending;
}

public enum WaveOutcome
{
    GoOn,
    Complete,
    Fail,
}

/// <param name="Sentence">Why, with the numbers and the limit.</param>
public sealed record WaveVerdict(WaveOutcome Outcome, string Sentence);

/// <summary>Whether a wave is complete, has failed, or goes on. Pure.</summary>
public static class WaveRules
{
    /// <summary>Failures are looked at first: a wave that reached its number with too many failures has failed. A wave without devices waits for nobody.</summary>
    public static WaveVerdict Judge(WaveSettings settings, WaveCounts counts, DateTimeOffset now, DateTimeOffset due)
    {
        var devices = counts.Devices;
        if (devices == 0)
        {
            return new(WaveOutcome.Complete, "The group has no devices.");
        }

        if (counts.Failed * 100L > settings.FailedPercent * (long)devices)
        {
            return new(WaveOutcome.Fail, $"{Of(counts.Failed, devices)} failed ({Percent(counts.Failed, devices)}); more than {settings.FailedPercent} % is the limit.");
        }

        if (counts.Running * 100L >= settings.CompletePercent * (long)devices)
        {
            return new(WaveOutcome.Complete, $"{Of(counts.Running, devices)} run the version ({Percent(counts.Running, devices)}); {settings.CompletePercent} % were asked for.");
        }

        return now >= due
            ? new(WaveOutcome.Fail, $"The time is over and {Of(counts.Running, devices)} run the version ({Percent(counts.Running, devices)}); {settings.CompletePercent} % were asked for. {counts.Silent} are silent.")
            : new(WaveOutcome.GoOn, $"{Of(counts.Running, devices)} run the version; {settings.CompletePercent} % are asked for.");
    }

    private static string Of(int some, int devices) => string.Create(CultureInfo.InvariantCulture, $"{some} of {devices} {(devices == 1 ? "device" : "devices")}");

    private static string Percent(int some, int devices) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * some / devices:0.#} %");
}
