using Portal.Core;
using Portal.Core.Deployments.Freezes;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Demo;

/// <summary>Change freezes of a demo tenant, planned by its compliance officer: one that was ended, one that is to come.</summary>
public sealed partial class DemoFreezes(DemoMembers members, FreezeList freezes, PlanFreeze plan, EndFreeze end, TimeProvider clock, ILogger<DemoFreezes> log)
{
    private static readonly PageRequest s_most = new(200);

    public async Task RunAsync(TenantRow tenant, DemoTenant told, CancellationToken ct)
    {
        var officer = await members.WithAsync(Role.ComplianceOfficer, tenant, ct);
        foreach (var freeze in told.Freezes ?? [])
        {
            if (await TellAsync(officer, freeze, ct) is { } refusal)
            {
                Log.Refused(log, tenant.Name, freeze.Name, refusal.Sentence);
            }
        }
    }

    private async Task<Refusal?> TellAsync(Actor officer, DemoFreeze freeze, CancellationToken ct)
    {
        var known = await freezes.ReadAsync(officer, new FreezeListRequest(s_most), ct);
        if (!known.IsOk || known.Value.Items.Any(row => row.Name == freeze.Name))
        {
            return known.Refusal;
        }

        var today = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var planned = await plan.RunAsync(
            officer, new PlanFreezeRequest(freeze.Name, null, freeze.Purpose, today.AddDays(freeze.FromDays), today.AddDays(freeze.UntilDays), freeze.TimeZone, freeze.Reason), ct);
        return planned.Refusal ?? (freeze.Ended is { } reason ? (await end.RunAsync(officer, new EndFreezeRequest(planned.Value, reason), ct)).Refusal : null);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3108, Level = LogLevel.Warning, Message = "The freeze {Name} of {Tenant} was refused: {Sentence}")]
        public static partial void Refused(ILogger logger, string tenant, string name, string sentence);
    }
}
