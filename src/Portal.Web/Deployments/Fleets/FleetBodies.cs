using Portal.Core.Deployments.Fleets;
using Portal.Web.Api;

namespace Portal.Web.Deployments.Fleets;

/// <param name="CompletePercent">The wave is complete when at least so many percent of its devices run the version.</param>
/// <param name="FailedPercent">It has failed when more than so many percent of them failed.</param>
/// <param name="LimitMinutes">It has failed when it is not complete after so long.</param>
/// <param name="SilentMinutes">A device that has reported nothing for so long is silent.</param>
public sealed record WaveSettingsBody(int CompletePercent = 95, int FailedPercent = 10, int LimitMinutes = 1440, int SilentMinutes = 60)
{
    internal WaveSettings ToSettings() => new(CompletePercent, FailedPercent, LimitMinutes, SilentMinutes);

    internal static WaveSettingsBody Of(WaveSettings settings) => new(settings.CompletePercent, settings.FailedPercent, settings.LimitMinutes, settings.SilentMinutes);
}

/// <param name="Name">Stands in addresses.</param>
/// <param name="Order">Which turn it has; left away, it comes after all others.</param>
/// <param name="Wave">How its waves are judged; left away, as is usual.</param>
public sealed record CreateDeviceGroupBody(string Name, int? Order = null, string Description = "", WaveSettingsBody? Wave = null);

/// <param name="Name">Left away, it stays; another one stands in addresses from then on.</param>
public sealed record EditDeviceGroupBody(int Order, string Description, WaveSettingsBody Wave, string? Name = null);

/// <param name="Devices">Not counting retired ones.</param>
/// <param name="Desired">The number of the version that it is told to run; absent for none.</param>
public sealed record DeviceGroupItem(Guid Id, string Name, string Description, int Order, WaveSettingsBody Wave, int Devices, int? Desired, long Revision)
{
    internal static DeviceGroupItem Of(DeviceGroupRow row) => new(row.Id.Value, row.Name, row.Description, row.Order, WaveSettingsBody.Of(row.Settings), row.Devices, row.Desired, row.Revision);
}

/// <param name="Days">How long its token lives, 1 to 366.</param>
public sealed record RegisterDeviceBody(string Name, string Group, int Days);

public sealed record MoveDeviceBody(string Group);

/// <param name="Days">How long the new token lives, 1 to 366.</param>
public sealed record RenewDeviceTokenBody(int Days);

/// <param name="Reason">Kept in the audit trail.</param>
public sealed record RetireDeviceBody(string Reason);

/// <param name="Token">In this answer only.</param>
public sealed record RegisteredDeviceResponse(Guid Id, string Environment, string Name, string Group, string Token, DateTimeOffset ExpiresAt)
{
    internal static RegisteredDeviceResponse Of(RegisteredDevice made) => new(made.Id.Value, made.Environment, made.Name, made.Group, made.Secret, made.ExpiresAt);
}

/// <param name="ReportedAt">When the portal received its last report; absent until the first.</param>
/// <param name="Version">What it said last of the model; absent when it said nothing.</param>
/// <param name="Genuine">Whether the bytes that it holds are that version's.</param>
/// <param name="Desired">The number of the version that it is told to run; absent for none.</param>
public sealed record DeviceItem(
    Guid Id, string Name, string Group, DeviceState State, DateTimeOffset RegisteredAt, DateTimeOffset? RetiredAt, DateTimeOffset? ReportedAt, int? Version, string? Sha256, bool Genuine, string? Message, int? Desired)
{
    internal static DeviceItem Of(DeviceRow row) => new(
        row.Id.Value, row.Name, row.Group, row.State, row.RegisteredAt, row.RetiredAt, row.ReportedAt, row.Version, row.Digest?.Hex, row.IsGenuine, row.Message, row.Desired);
}

/// <param name="Sha256">Of the file, in hexadecimal: what was downloaded is run only if it hashes to this.</param>
/// <param name="Length">Of the file, in bytes.</param>
/// <param name="ArtifactAddress">Where this device may download it, with its own token, as long as it is to run it.</param>
public sealed record DesiredVersionResponse(string Environment, string Device, string Model, int Version, string Sha256, long Length, string FileName, string ArtifactAddress)
{
    internal static DesiredVersionResponse Of(DesiredVersionView view) => new(
        view.Environment, view.Device, view.Model, view.Number, view.Digest.Hex, view.Length, view.FileName,
        $"{ApiRoom.Prefix}/environments/{view.Environment}/devices/{view.Device}/artifacts/{view.Digest.Hex}?model={Uri.EscapeDataString(view.Model)}");
}

/// <param name="Id">A UUID that the device chooses: the same report sent again is taken down once.</param>
/// <param name="Version">The number of the version that it speaks of.</param>
/// <param name="Sha256">Of the bytes that it holds under that number, as it computed it.</param>
/// <param name="Message">Why it failed, for instance; at most 500 characters.</param>
public sealed record DeviceReportBody(Guid Id, string Model, int Version, string Sha256, ReportedState State, string Message = "");

/// <param name="ReceivedAt">By the portal's clock.</param>
public sealed record DeviceReportItem(Guid Id, string Model, int Version, string Sha256, bool Genuine, ReportedState State, string Message, DateTimeOffset ReceivedAt)
{
    internal static DeviceReportItem Of(DeviceReportRow row) => new(row.Id.Value, row.Model, row.Version, row.Digest.Hex, row.IsGenuine, row.State, row.Message, row.ReceivedAt);
}

/// <param name="Reason">Kept in the audit trail.</param>
public sealed record SteerFleetBody(string Reason);

/// <summary>Each device of a wave, counted once.</summary>
public sealed record WaveCountsItem(int Devices, int Running, int Failed, int Silent, int Pending)
{
    internal static WaveCountsItem Of(WaveCounts counts) => new(counts.Devices, counts.Running, counts.Failed, counts.Silent, counts.Pending);
}

public sealed record FleetWaveItem(
    string Group, int Position, FleetWaveState State, WaveSettingsBody Wave, DateTimeOffset? StartedAt, DateTimeOffset? DueAt, DateTimeOffset? EndedAt, WaveCountsItem Counts)
{
    internal static FleetWaveItem Of(FleetWaveRow row) => new(
        row.Group, row.Position, row.State, WaveSettingsBody.Of(row.Settings), row.StartedAt, row.DueAt, row.EndedAt, WaveCountsItem.Of(row.Counts));
}

/// <param name="Former">The number of the version that devices go on with until their turn; absent when there was none.</param>
/// <param name="Waves">None where everybody was told at once.</param>
public sealed record FleetRolloutResponse(
    Guid Id, int Number, string Model, int Version, int? Former, FleetRolloutState State, DateTimeOffset StartedAt, DateTimeOffset? PausedAt, DateTimeOffset? EndedAt, string Reason,
    IReadOnlyList<FleetWaveItem> Waves, WaveCountsItem Everybody, long Revision)
{
    internal static FleetRolloutResponse Of(FleetRolloutView view) => new(
        view.Id.Value, view.Number, view.Model, view.Version, view.Former, view.State, view.StartedAt, view.PausedAt, view.EndedAt, view.Reason,
        [.. view.Waves.Select(FleetWaveItem.Of)], WaveCountsItem.Of(view.Everybody), view.Revision);
}

/// <param name="Model">The model that is told of: the one that was asked for, or the one that was rolled out last.</param>
/// <param name="Rollout">Its newest; absent when nothing was rolled out yet.</param>
public sealed record FleetResponse(string Environment, IReadOnlyList<string> Models, string? Model, IReadOnlyList<DeviceGroupItem> Groups, FleetRolloutResponse? Rollout)
{
    internal static FleetResponse Of(FleetView view) => new(
        view.Environment, view.Models, view.Model, [.. view.Groups.Select(DeviceGroupItem.Of)], view.Rollout is null ? null : FleetRolloutResponse.Of(view.Rollout));
}

public sealed record FleetRolloutItem(Guid Id, int Number, string Model, int Version, int? Former, FleetRolloutState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string Reason, int Waves, int Complete)
{
    internal static FleetRolloutItem Of(FleetRolloutRow row) => new(
        row.Id.Value, row.Number, row.Model, row.Version, row.Former, row.State, row.StartedAt, row.EndedAt, row.Reason, row.Waves, row.Complete);
}
