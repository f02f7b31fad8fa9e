using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Audit;
using Portal.Core.Compliance;
using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Evaluations;
using Portal.Core.Monitoring.Experiments;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core;

public static class PortalCore
{
    /// <summary>All rooms, in the order in which a version walks through them.</summary>
    public static IServiceCollection AddPortalCore(this IServiceCollection services, DatabaseOptions database, ArtifactOptions artifacts, string dataFolder, EvaluationOptions? evaluations = null, DatasetOptions? datasets = null, ObservationOptions? observations = null) => services
        .AddStorage(database, artifacts, dataFolder)
        .AddAudit()
        .AddTenancy()
        .AddDatasets(datasets ?? new DatasetOptions())
        .AddRegistry()
        .AddEvaluations(evaluations ?? new EvaluationOptions())
        .AddPromotions()
        .AddDeployments()
        .AddObservations(observations ?? new ObservationOptions())
        .AddExperiments()
        .AddCompliance();
}
