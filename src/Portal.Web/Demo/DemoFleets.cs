using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Deployments;
using Portal.Core.Deployments.Fleets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Demo;

/// <summary>
/// Devices at the edge: registered by the administrator, given versions by the scientist's request and the reviewer's decision, and heard
/// through the act that their own tokens lead to. Each reports only what it is told to run; the waves are judged by the portal itself.
/// </summary>
public sealed partial class DemoFleets(
    PortalDatabase database, DemoMembers members, DemoStory story, CreateDeviceGroup createGroup, RegisterDevice register, DesiredVersion desired, ReportFromDevice report,
    DueFleets due, FleetOverview overview, LookAtFleet look, ILogger<DemoFleets> log)
{
    private const int TokenDays = 90;

    public async Task RunAsync(TenantRow tenant, DemoTenant plan, CancellationToken ct)
    {
        foreach (var fleet in plan.Fleets ?? [])
        {
            if (await RegisterAsync(tenant, fleet, ct) is { } refusal)
            {
                Log.Ended(log, tenant.Name, fleet.Environment, refusal.Sentence);
                continue;
            }

            foreach (var step in fleet.Steps)
            {
                if (await TellAsync(tenant, fleet, step, ct) is { } ended)
                {
                    Log.Ended(log, tenant.Name, fleet.Environment, ended.Sentence);
                    break;
                }
            }
        }
    }

    private async Task<Refusal?> RegisterAsync(TenantRow tenant, DemoFleet fleet, CancellationToken ct)
    {
        var administrator = await members.WithAsync(Role.TenantAdministrator, tenant, ct);
        var (groups, devices) = await ThereAsync(tenant, fleet, ct);
        foreach (var group in fleet.Groups.Where(group => !groups.Contains(group.Name)))
        {
            var made = await createGroup.RunAsync(administrator, new CreateDeviceGroupRequest(fleet.Environment, group.Name, fleet.Settings, Description: group.Description), ct);
            if (!made.IsOk)
            {
                return made.Refusal;
            }
        }

        foreach (var (group, device) in fleet.Groups.SelectMany(group => group.Devices.Select(device => (group.Name, device))).Where(pair => !devices.Contains(pair.device)))
        {
            var made = await register.RunAsync(administrator, new RegisterDeviceRequest(fleet.Environment, group, device, TokenDays), ct);
            if (!made.IsOk)
            {
                return made.Refusal;
            }
        }

        return null;
    }

    private async Task<(IReadOnlyList<string> Groups, IReadOnlyList<string> Devices)> ThereAsync(TenantRow tenant, DemoFleet fleet, CancellationToken ct)
    {
        var name = Names.Normalize(fleet.Environment);
        await using var db = database.Open(tenant.Id);
        var places = db.Environments.Where(row => row.NormalizedName == name);
        return (
            await db.DeviceGroups.Where(row => places.Any(place => place.Id == row.EnvironmentId)).Select(row => row.Name).ToListAsync(ct),
            await db.Devices.Where(row => places.Any(place => place.Id == row.EnvironmentId)).Select(row => row.Name).ToListAsync(ct));
    }

    /// <summary>The promotion, and then the devices' answers: wave after wave, because each does only what it is told.</summary>
    private async Task<Refusal?> TellAsync(TenantRow tenant, DemoFleet fleet, DemoFleetStep step, CancellationToken ct)
    {
        if (await story.TellAsync(tenant, new DemoStep(fleet.Model, step.Version, fleet.Environment, step.Note, step.Approval), ct) is { } refusal)
        {
            return refusal;
        }

        await due.RunAsync(ct);
        foreach (var group in fleet.Groups)
        {
            foreach (var device in group.Devices)
            {
                if (await AnswerAsync(tenant, fleet, step, device, ct) is { } ended)
                {
                    return ended;
                }
            }

            await JudgeAsync(Actor.ForJob(tenant.Id, "demo"), fleet, ct);
        }

        return null;
    }

    /// <summary>The clock may look at the same instant; whoever comes second finds nothing left to judge.</summary>
    private async Task JudgeAsync(Actor job, DemoFleet fleet, CancellationToken ct)
    {
        if (await overview.FindAsync(job, fleet.Environment, fleet.Model, ct) is { IsOk: true, Value.Rollout: { } rollout })
        {
            var ended = true;
            while (ended)
            {
                ended = await look.RunAsync(job, rollout.Id, ct) is { IsOk: true, Value.Wave: not null };
            }
        }
    }

    private async Task<Refusal?> AnswerAsync(TenantRow tenant, DemoFleet fleet, DemoFleetStep step, string device, CancellationToken ct)
    {
        var actor = await ActorAsync(tenant, fleet, device, ct);
        var told = await desired.FindAsync(actor, fleet.Environment, device, fleet.Model, ct);
        if (told is not { IsOk: true, Value.View: { } view } || view.Number != step.Version || step.Of(device) is not { } state)
        {
            return told.Refusal;
        }

        var said = new DeviceReportRequest(fleet.Environment, device, DeviceReportId.New(), fleet.Model, view.Number, view.Digest.Hex, state);
        return (await report.RunAsync(actor, said, ct)).Refusal;
    }

    private async Task<Actor> ActorAsync(TenantRow tenant, DemoFleet fleet, string device, CancellationToken ct)
    {
        var (place, name) = (Names.Normalize(fleet.Environment), Names.Normalize(device));
        await using var db = database.Open(tenant.Id);
        var account = await (
            from row in db.Devices
            join environment in db.Environments on row.EnvironmentId equals environment.Id
            join member in db.Members on row.AccountId equals member.Id
            where row.NormalizedName == name && environment.NormalizedName == place
            select new { member.Id, member.Email }).SingleAsync(ct);
        return Actor.ForDevice(tenant.Id, account.Id, account.Email);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3105, Level = LogLevel.Warning, Message = "The fleet of {Tenant} in {Environment} ended: {Sentence}")]
        public static partial void Ended(ILogger logger, string tenant, string environment, string sentence);
    }
}
