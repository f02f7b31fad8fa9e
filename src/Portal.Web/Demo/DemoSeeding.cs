using Portal.Core.Tenancy;
using Portal.Web.Host;

namespace Portal.Web.Demo;

/// <summary>
/// Fills the demo tenants while the first page is open already: tenants and members are there before the server listens, datasets and
/// models follow behind it, and their evaluations are really run.
/// </summary>
public sealed partial class DemoSeeding(PortalOptions options, TenantDirectory tenants, DemoContent content, ILogger<DemoSeeding> log) : BackgroundService
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
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            Log.NotSeeded(log, broken);
        }
    }

    /// <summary>Also what the command 'seed' does after making the tenants.</summary>
    public async Task FillAsync(CancellationToken ct)
    {
        foreach (var plan in (await DemoPlan.ReadAsync(ct)).Tenants)
        {
            if (await tenants.FindAsync(plan.Name, ct) is { } tenant)
            {
                await content.RunAsync(await ScientistAsync(tenant, ct), plan, ct);
            }
        }
    }

    private async Task<Actor> ScientistAsync(TenantRow tenant, CancellationToken ct)
    {
        var scientist = (await tenants.EverybodyAsync(ct)).First(row => row.Tenant == tenant.Id && row.Roles.Contains(Role.DataScientist));
        return Actor.ForMember(tenant.Id, scientist.Member, scientist.Email, scientist.Roles, ActorOrigin.Command);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3101, Level = LogLevel.Error, Message = "The demo could not be filled")]
        public static partial void NotSeeded(ILogger logger, Exception exception);
    }
}
