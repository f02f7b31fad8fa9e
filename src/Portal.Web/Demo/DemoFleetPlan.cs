using Portal.Core.Deployments.Fleets;

namespace Portal.Web.Demo;

/// <summary>Devices of one edge environment, and the versions of a model that they were given.</summary>
/// <param name="Settings">How the waves of all its groups are judged.</param>
public sealed record DemoFleet(string Environment, string Model, WaveSettings Settings, IReadOnlyList<DemoDeviceGroup> Groups, IReadOnlyList<DemoFleetStep> Steps);

/// <param name="Devices">Their names.</param>
public sealed record DemoDeviceGroup(string Name, string Description, IReadOnlyList<string> Devices);

/// <summary>A version that is promoted there, and what the devices make of it. Who is in neither list has not answered yet.</summary>
/// <param name="Running">Say that they run it, once they are told to.</param>
/// <param name="Downloading">Say that they are on their way.</param>
public sealed record DemoFleetStep(int Version, string Note, string Approval, IReadOnlyList<string> Running, IReadOnlyList<string> Downloading)
{
    public ReportedState? Of(string device) => Running.Contains(device) ? ReportedState.Running : Downloading.Contains(device) ? ReportedState.Downloading : null;
}
