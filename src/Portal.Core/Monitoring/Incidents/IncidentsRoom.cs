using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Audit;
using Portal.Core.Deployments.Rollouts;
using Portal.Core.Storage.Jobs;

namespace Portal.Core.Monitoring.Incidents;

public static class IncidentsRoom
{
    public static IServiceCollection AddIncidents(this IServiceCollection services) => services
        .AddSingleton<IOutboxHandler, IncidentIntake>()
        .AddSingleton<IOutboxHandler, QuietIntake>()
        .AddSingleton<IOutboxHandler, RollBackForIncident>()
        .AddSingleton<IRolloutHealth, RolloutHealthOf>()
        .AddSingleton<IOutboxHandler, OverdueIntake>()
        .AddSingleton<IOutboxHandler, FailedWaveIntake>()
        .AddSingleton<IOutboxHandler>(services => new FollowUpDoneIntake("follow-up.completed", services.GetRequiredService<AuditTrail>()))
        .AddSingleton<IOutboxHandler>(services => new FollowUpDoneIntake("follow-up.closed", services.GetRequiredService<AuditTrail>()))
        .AddSingleton<AcknowledgeIncident>()
        .AddSingleton<AssignIncident>()
        .AddSingleton<SilenceIncident>()
        .AddSingleton<CommentOnIncident>()
        .AddSingleton<ResolveIncident>()
        .AddSingleton<ReopenIncident>()
        .AddSingleton<IncidentHandlers>()
        .AddSingleton<IncidentList>()
        .AddSingleton<IncidentDetail>()
        .AddSingleton<FindingList>();
}
