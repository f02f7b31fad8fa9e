using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;

namespace Portal.Web.Host;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the database does, too, and is up to date;
/// "Degraded" when messages failed for good.</summary>
public static class Health
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseIsReady>("database", tags: [Ready]).AddCheck<MessagesAreDelivered>("outbox", tags: [Ready]);
        return services;
    }

    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
        return app;
    }

    private sealed class DatabaseIsReady(PortalDatabase database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            !await database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Unhealthy("The database does not answer.")
            : (await database.PendingMigrationsAsync(cancellationToken)).Count > 0 ? HealthCheckResult.Unhealthy("Migrations are missing.")
            : HealthCheckResult.Healthy();
    }

    /// <summary>Degraded and not unhealthy: the node answers, but a person should look.</summary>
    private sealed class MessagesAreDelivered(PortalDatabase database, FailedMessages messages) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            !await database.CanConnectAsync(cancellationToken) || (await database.PendingMigrationsAsync(cancellationToken)).Count > 0 ? HealthCheckResult.Degraded("The database can't be asked.")
            : await messages.CountAsync(cancellationToken) is > 0 and var failed ? HealthCheckResult.Degraded($"{failed} messages failed for good.")
            : HealthCheckResult.Healthy();
    }
}
