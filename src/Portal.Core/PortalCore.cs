using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Audit;
using Portal.Core.Compliance;
using Portal.Core.Costs;
using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Deployments.Fleets;
using Portal.Core.Deployments.Waiting;
using Portal.Core.Evaluations;
using Portal.Core.Monitoring.Experiments;
using Portal.Core.Monitoring.Health;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Jobs;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Monitoring.Retraining;
using Portal.Core.Notifications;
using Portal.Core.Notifications.Mail;
using Portal.Core.Placement;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Storage.Retention;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;
using Portal.Core.Webhooks;

namespace Portal.Core;

public static class PortalCore
{
    /// <summary>All rooms, in the order in which a version walks through them.</summary>
    public static IServiceCollection AddPortalCore(
        this IServiceCollection services, DatabaseOptions database, ArtifactOptions artifacts, string dataFolder, EvaluationOptions? evaluations = null, DatasetOptions? datasets = null,
        ObservationOptions? observations = null, MonitorOptions? monitors = null, RetrainingOptions? retraining = null, WebhookOptions? webhooks = null, LiveOptions? live = null, EmailOptions? email = null,
        RetentionOptions? retention = null) => services
        .AddStorage(database, artifacts, dataFolder, retention ?? new RetentionOptions())
        .AddAudit()
        .AddTenancy()
        .AddDatasets(datasets ?? new DatasetOptions())
        .AddRegistry()
        .AddEvaluations(evaluations ?? new EvaluationOptions())
        .AddUseCases()
        .AddPromotions()
        .AddDeployments(live ?? new LiveOptions())
        .AddFleets()
        .AddObservations(observations ?? new ObservationOptions())
        .AddMonitors(monitors ?? new MonitorOptions())
        .AddJobs()
        .AddIncidents()
        .AddRetraining(retraining ?? new RetrainingOptions())
        .AddExperiments()
        .AddCosts()
        .AddPlacement()
        .AddWebhooks(webhooks ?? new WebhookOptions())
        .AddNotifications(email ?? new EmailOptions())
        .AddHealthQueries()
        .AddCompliance();
}
