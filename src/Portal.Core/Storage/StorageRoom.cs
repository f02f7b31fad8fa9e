using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Storage.Jobs;
using Portal.Core.Storage.Retention;

namespace Portal.Core.Storage;

public static class StorageRoom
{
    /// <param name="dataFolder">Where the database file and the artifacts lie when the options don't say otherwise.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, DatabaseOptions database, ArtifactOptions artifacts, string dataFolder, RetentionOptions retention)
    {
        var connectionString = database is { Provider: DatabaseProviderName.Sqlite, ConnectionString: "" }
            ? $"Data Source={Path.Combine(dataFolder, "portal.db")}"
            : database.ConnectionString;
        return services
            .AddSingleton(new PortalDatabase(database.Provider, connectionString))
            .AddSingleton(artifacts)
            .AddSingleton<WorkSignal>()
            .AddSingleton<ClockLog>()
            .AddSingleton<OutboxDispatcher>()
            .AddSingleton<FailedMessages>()
            .AddSingleton(retention)
            .AddSingleton<DeleteOldRows>()
            .AddSingleton<IOldRows, OldMessages>()
            .AddPortalJob<DispatchOutboxJob>(DispatchOutboxJob.Key, TimeSpan.FromSeconds(5))
            .AddPortalJob<DeleteOldRowsJob>(DeleteOldRowsJob.Key, TimeSpan.FromHours(1))
            .AddSingleton(new ArtifactStore(artifacts.Root.Length > 0 ? artifacts.Root : Path.Combine(dataFolder, "artifacts")));
    }
}
