using System.Globalization;
using Portal.Core.Deployments.Fleets;
using Portal.Web.Api;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Deployments.Fleets;

/// <summary>What fleets are called on pages, and the lines that programs of devices are begun with.</summary>
public static class FleetWords
{
    public static string Url(string environment) => $"{DeploymentsPages.Url(environment)}/fleet";

    public static Tone ToneOf(FleetRolloutState state) => state switch
    {
        FleetRolloutState.Running => Tone.Running,
        FleetRolloutState.Paused => Tone.Missing,
        FleetRolloutState.Completed => Tone.Live,
        FleetRolloutState.TakenBack => Tone.Failed,
        FleetRolloutState.Superseded => Tone.Plain,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string InWords(FleetRolloutState state) => state switch
    {
        FleetRolloutState.Running => "Rolling out",
        FleetRolloutState.Paused => "Paused",
        FleetRolloutState.Completed => "Complete",
        FleetRolloutState.TakenBack => "Taken back",
        FleetRolloutState.Superseded => "Replaced",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static Tone ToneOf(FleetWaveState state) => state switch
    {
        FleetWaveState.Waiting => Tone.Queued,
        FleetWaveState.Running => Tone.Running,
        FleetWaveState.Complete => Tone.Passed,
        FleetWaveState.Failed => Tone.Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static Tone ToneOf(DeviceState state) => state switch
    {
        DeviceState.Expected => Tone.Queued,
        DeviceState.Downloading => Tone.Running,
        DeviceState.Running => Tone.Live,
        DeviceState.Failed => Tone.Failed,
        DeviceState.Silent => Tone.Missing,
        DeviceState.Retired => Tone.Plain,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>What is on its way; null takes the tone's own.</summary>
    public static string? IconOf(Tone tone) => tone == Tone.Running ? "refresh" : null;

    /// <summary>"Version 2 is on its way from version 1: 2 of 3 waves are complete."</summary>
    public static string Finding(FleetRolloutView rollout)
    {
        var complete = rollout.Waves.Count(wave => wave.State == FleetWaveState.Complete);
        var waves = $"{complete} of {Figures.Count(rollout.Waves.Count, "wave")} {(complete == 1 ? "is" : "are")} complete";
        var former = rollout.Former is { } number ? $"version {number}" : "nothing";
        return rollout.State switch
        {
            FleetRolloutState.Running => $"Version {rollout.Version} is on its way; {waves}. Whoever's turn has not come is told {former}.",
            FleetRolloutState.Paused => $"Paused with {waves}: nobody is told anything new, and no wave is judged. “{rollout.Reason}”",
            FleetRolloutState.Completed => rollout.Waves.Count == 0 ? $"Everybody was told version {rollout.Version} at once." : $"Everybody is told version {rollout.Version}; all {Figures.Count(rollout.Waves.Count, "wave")} were complete.",
            FleetRolloutState.TakenBack => $"{(rollout.Former is null ? "Nobody is told anything any more." : $"Everybody is told {former} again.")} {rollout.Reason}",
            FleetRolloutState.Superseded => "Another version went live before it was complete.",
            _ => throw new ArgumentOutOfRangeException(nameof(rollout), rollout.State, null),
        };
    }

    /// <summary>"3 of 4 run version 2; 95 % are asked for. More than 10 % failures take it back."</summary>
    public static string Wanted(FleetWaveRow wave, int version) =>
        wave.Counts.Devices == 0 ? "The group has no devices, so nobody is waited for."
        : $"{wave.Counts.Running} of {Figures.Count(wave.Counts.Devices, "device")} run version {version} ({Figures.Percent((double)wave.Counts.Running / wave.Counts.Devices, 0)}); "
            + $"{wave.Settings.CompletePercent} % are asked for, more than {wave.Settings.FailedPercent} % failures take all back.";

    /// <summary>"24 hours", "90 minutes".</summary>
    public static string Span(int minutes) => minutes % (24 * 60) == 0 && minutes > 24 * 60 ? Figures.Count(minutes / (24 * 60), "day")
        : minutes % 60 == 0 ? Figures.Count(minutes / 60, "hour")
        : Figures.Count(minutes, "minute");

    /// <summary>What of a group is another thing than before: only what changed.</summary>
    public static IReadOnlyList<(string What, string From, string To)> Changes(DeviceGroupRow before, DeviceGroupRow after) =>
    [
        .. new[]
        {
            ("Name", before.Name, after.Name),
            ("Turn", Figures.Count(before.Order), Figures.Count(after.Order)),
            ("Description", before.Description, after.Description),
            ("Complete with", $"{before.Settings.CompletePercent} %", $"{after.Settings.CompletePercent} %"),
            ("Fails with more than", $"{before.Settings.FailedPercent} %", $"{after.Settings.FailedPercent} %"),
            ("Time limit", Span(before.Settings.LimitMinutes), Span(after.Settings.LimitMinutes)),
            ("Silent after", Span(before.Settings.SilentMinutes), Span(after.Settings.SilentMinutes)),
        }.Where(change => change.Item2 != change.Item3),
    ];

    /// <summary>With a token of a tenant administrator in $token.</summary>
    public static string RegisterLine(string portal, string environment, string group) => string.Create(
        CultureInfo.InvariantCulture,
        $"curl -s -H \"Authorization: Bearer $token\" -H 'Content-Type: application/json' -H 'Idempotency-Key: first-device' {portal.TrimEnd('/')}{ApiRoom.Prefix}/environments/{environment}/devices -d '{{\"name\":\"device-1\",\"group\":\"{group}\",\"days\":90}}'");

    /// <summary>What the device asks first, with its own token.</summary>
    public static string DesiredLine(string portal, RegisteredDevice device, string? model) =>
        $"curl -s -H 'Authorization: Bearer {device.Secret}' '{portal.TrimEnd('/')}{ApiRoom.Prefix}/environments/{device.Environment}/devices/{device.Name}/desired?model={Uri.EscapeDataString(model ?? "MODEL")}'";
}
