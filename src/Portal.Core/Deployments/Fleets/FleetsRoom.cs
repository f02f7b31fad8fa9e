using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Storage.Jobs;

namespace Portal.Core.Deployments.Fleets;

public static class FleetsRoom
{
    public static IServiceCollection AddFleets(this IServiceCollection services) => services
        .AddSingleton<IOutboxHandler, FleetIntake>()
        .AddSingleton<IOutboxHandler, LiveFollowsFleet>()
        .AddSingleton<CreateDeviceGroup>()
        .AddSingleton<EditDeviceGroup>()
        .AddSingleton<RemoveDeviceGroup>()
        .AddSingleton<RegisterDevice>()
        .AddSingleton<MoveDevice>()
        .AddSingleton<RenewDeviceToken>()
        .AddSingleton<RetireDevice>()
        .AddSingleton<DesiredVersion>()
        .AddSingleton<ReportFromDevice>()
        .AddSingleton<StartFleetRollout>()
        .AddSingleton<LookAtFleet>()
        .AddSingleton<SteerFleet>()
        .AddSingleton<FleetOverview>()
        .AddSingleton<FleetRolloutList>()
        .AddSingleton<DeviceList>()
        .AddSingleton<DeviceDetail>()
        .AddSingleton<DeviceReportList>()
        .AddSingleton<DueFleets>()
        .AddPortalJob<LookAtFleetsJob>(LookAtFleetsJob.Key, TimeSpan.FromSeconds(15));
}
