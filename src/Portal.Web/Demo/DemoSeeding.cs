using Portal.Core.Tenancy;
using Portal.Web.Host;

namespace Portal.Web.Demo;

/// <summary>
/// Fills the demo tenants while the first page is open already: tenants and members are there before the server listens, environments,
/// policies, datasets, models and use cases follow behind it, their evaluations are really run, then the story is told, devices at the edge get what was promoted to them, what is live meets four weeks of production, and another version
/// scores them in its shadow.
/// </summary>
public sealed partial class DemoSeeding(
    PortalOptions options, TenantDirectory tenants, DemoMembers members, DemoPlaces places, DemoContent content, DemoUseCases useCases, DemoCosts costs, DemoLooks looks, DemoStory story, DemoFleets fleets,
    DemoProduction production, DemoExperiments experiments, DemoRollouts rollouts, DemoFreezes freezes, DemoApprovals approvals, ILogger<DemoSeeding> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Authentication.Mode != AuthenticationMode.Demo)
        {
            return;
        }

        try
        {
            await FillAsync(stoppingToken);
            if (options.Demo.Story)
            {
                await EachAsync(TellAsync, stoppingToken);
            }
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            Log.NotSeeded(log, broken);
        }
    }

    /// <summary>Also what the command 'seed' does after making the tenants.</summary>
    public async Task FillAsync(CancellationToken ct)
    {
        await EachAsync(places.RunAsync, ct);
        await EachAsync(async (tenant, plan, _) => await content.RunAsync(await members.WithAsync(Role.DataScientist, tenant, ct), plan, ct), ct);
        await EachAsync(useCases.RunAsync, ct);
        await EachAsync(costs.RunAsync, ct);
        await looks.RunAsync(ct);
    }

    private async Task TellAsync(TenantRow tenant, DemoTenant plan, CancellationToken ct)
    {
        await story.RunAsync(tenant, plan, ct);
        await fleets.RunAsync(tenant, plan, ct);
        await production.RunAsync(tenant, plan, ct);
        await experiments.RunAsync(tenant, plan, ct);
        await rollouts.RunAsync(tenant, plan, ct);
        await freezes.RunAsync(tenant, plan, ct);
        await approvals.RunAsync(tenant, plan, ct);
    }

    private async Task EachAsync(Func<TenantRow, DemoTenant, CancellationToken, Task> part, CancellationToken ct)
    {
        foreach (var plan in (await DemoPlan.ReadAsync(ct)).Tenants)
        {
            if (await tenants.FindAsync(plan.Name, ct) is { } tenant)
            {
                await part(tenant, plan, ct);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3101, Level = LogLevel.Error, Message = "The demo could not be filled")]
        public static partial void NotSeeded(ILogger logger, Exception exception);
    }
}
