using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Core;
using Portal.Core.Costs.Usage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Webhooks;
using Portal.Web.Api;
using Portal.Web.Audit;
using Portal.Web.Costs;
using Portal.Web.Costs.Usage;
using Portal.Web.Costs.Usage.Otlp;
using Portal.Web.Costs.Charges;
using Portal.Web.Costs.Exploring;
using Portal.Web.Costs.Savings;
using Portal.Web.Costs.Anomalies;
using Portal.Web.Costs.Budgets;
using Portal.Web.Costs.UnitCosts;
using Portal.Web.Datasets;
using Portal.Web.Demo;
using Portal.Web.Deployments;
using Portal.Web.Deployments.Fleets;
using Portal.Web.Evaluations;
using Portal.Web.Evaluations.Runners;
using Portal.Web.Home;
using Portal.Web.Monitoring.Experiments;
using Portal.Web.Monitoring.Health;
using Portal.Web.Monitoring.Incidents;
using Portal.Web.Monitoring.Monitors;
using Portal.Web.Monitoring.Observations;
using Portal.Web.Monitoring.Retraining;
using Portal.Web.Notifications;
using Portal.Web.Placement;
using Portal.Web.Promotions;
using Portal.Web.Promotions.FollowUps;
using Portal.Web.Registry;
using Portal.Web.Shell;
using Portal.Web.Tenancy;
using Portal.Web.Tenancy.SignIn;
using Portal.Web.UseCases;
using Portal.Web.Webhooks;

namespace Portal.Web.Host;

/// <summary>The composition of the web host: which rooms, in which order.</summary>
public static class PortalHost
{
    /// <summary>The services without the web: what the other commands work with.</summary>
    public static PortalOptions AddPortal(this IHostApplicationBuilder builder)
    {
        var options = PortalConfiguration.Read(builder.Configuration);
        var data = DataFolder(builder, options);
        builder.Services.AddSingleton(options);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddPortalCore(
            options.Database, options.Artifacts, data, options.Evaluations, options.Datasets, options.Observations,
            options.Monitors, options.Retraining, options.Webhooks, options.Live, options.Email, options.Retention);
        builder.Services.AddDataProtection().SetApplicationName("Portal").PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(data, "keys")));
        builder.Services.AddSingleton<IWebhookSecrets, WebhookSecrets>();
        builder.Services.AddSingleton<IFingerprintKeys, FingerprintKeys>();
        builder.Services.AddDemo();
        return options;
    }

    /// <exception cref="ConfigurationException">The configuration can't be used.</exception>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot.Path });
        var options = builder.AddPortal();
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = options.Artifacts.MaxUploadBytes);
        builder.Services.AddPortalClock();
        builder.Services.AddHostedService(services => services.GetRequiredService<DemoSeeding>());
        builder.Services.AddSignIn(builder.Configuration, options.Authentication);
        builder.Services.AddHealth();
        builder.Services.AddApi();
        builder.Services.AddDatasetsPages();
        builder.Services.AddRegistryPages();
        builder.Services.AddDeploymentsPages();
        builder.Services.AddShell();
        builder.Services.AddHomePages();
        builder.Services.AddTenancyPages();
        builder.Services.AddUseCasesPages();
        builder.Services.AddCostsPages();
        builder.Services.AddPlacementPages();
        builder.Services.AddPromotionsPages();
        builder.Services.AddExceptionsPages();
        builder.Services.AddAuditPages();
        builder.Services.AddEvaluationsPages();
        builder.Services.AddExperimentsPages();
        builder.Services.AddHealthPages();
        builder.Services.AddMonitorsPages();
        builder.Services.AddIncidentsPages();
        builder.Services.AddRetrainingPages();
        builder.Services.AddWebhooksPages();
        builder.Services.AddNotificationsPages();
        var app = builder.Build();
        Use(app);
        return app;
    }

    private static string DataFolder(IHostApplicationBuilder builder, PortalOptions options) =>
        Path.GetFullPath(options.DataFolder, builder.Environment.ContentRootPath);

    private static void Use(WebApplication app)
    {
        app.UseApiDefects();
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true).Use((context, next) =>
            {
                // The page about a form that was refused is read, not posted: its antiforgery token was judged already.
                context.Request.Method = context.Features.Get<IStatusCodeReExecuteFeature>() is null ? context.Request.Method : HttpMethods.Get;
                return next(context);
            }));

        // After the branch above, so that the second run of the pipeline finds the page of its own.
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseApi();
        app.UsePageSubjects();
        app.MapHealth();
        var api = app.MapApiGroup();
        api.MapTenancyApi();
        api.MapDatasetsApi();
        api.MapRegistryApi();
        api.MapUseCasesApi();
        api.MapCostsApi();
        api.MapExploreApi();
        api.MapBudgetsApi();
        api.MapAnomaliesApi();
        api.MapUnitCostsApi();
        api.MapPoliciesApi();
        api.MapPromotionsApi();
        api.MapFollowUpsApi();
        api.MapDelegationsApi();
        api.MapAuditApi();
        api.MapEvaluationsApi();
        api.MapRunnersApi();
        api.MapDeploymentsApi();
        api.MapFleetsApi();
        api.MapDeviceApi();
        api.MapExperimentsApi();
        api.MapChargesApi();
        api.MapHealthApi();
        api.MapMonitorsApi();
        api.MapIncidentsApi();
        api.MapRetrainingApi();
        api.MapSavingsApi();
        api.MapPlacementApi();
        api.MapWebhooksApi();
        api.MapNotificationsApi();
        api.MapObservationsApi();
        api.MapUsageApi();
        app.MapOtlpApi();
        app.MapSignIn();
        app.MapShell();
    }
}
