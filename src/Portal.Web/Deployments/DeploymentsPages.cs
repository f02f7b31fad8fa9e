using System.Globalization;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Web.Deployments.Fleets;
using Portal.Web.Promotions;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Deployments;

/// <summary>The pages of environments, their place in the navigation, and how search finds them.</summary>
public static class DeploymentsPages
{
    public static IServiceCollection AddDeploymentsPages(this IServiceCollection services) => services
        .AddSingleton<RollbackPlans>()
        .AddScoped<ISearchSource, EnvironmentSearch>()
        .AddPageSubject<EnvironmentDetail, EnvironmentRow>(
            (environments, actor, route, ct) => environments.FindAsync(actor, route.Text("Name"), ct), typeof(EnvironmentPage), typeof(FleetPage))
        .AddNavigation(new NavigationEntry("environments", "Environments", "/environments", "environment"));

    public static string Url(string environment) => $"/environments/{Uri.EscapeDataString(environment)}";

    /// <summary>"production, private cluster in eu-central".</summary>
    public static string InWords(EnvironmentRow row) => $"{row.Purpose.InWords()}, {row.Placement.InWords()} in {row.Region}";

    public static TimelineEntry ToEntry(DeploymentRow row) => new(
        row.EndedAt is null ? TimelineState.Live : TimelineState.Done,
        row.Cause.IsRollback() ? $"{row.Model} went back to version {row.VersionNumber}" : $"{row.Model} version {row.VersionNumber} went live",
        row.Cause.IsRollback() ? $"Rolled back by {By(row.StartedBy)}: “{row.Reason}”" : $"P-{row.Promotion}, approved by {row.StartedBy}: “{row.Reason}”",
        row.StartedAt,
        row.Incident is { } incident ? IncidentUrl(incident) : row.Cause.IsRollback() ? null : PromotionsPages.Url(row.Promotion));

    /// <summary>Who took a version back; nobody means the portal.</summary>
    public static string By(string? startedBy) => startedBy ?? "the portal itself";

    /// <summary>Where the incident is told that an automatic rollback answered.</summary>
    public static string IncidentUrl(int number) => string.Create(CultureInfo.InvariantCulture, $"/incidents/I-{number}");

    private sealed class EnvironmentSearch(EnvironmentList list, CircuitActor actor) : ISearchSource
    {
        private const int Most = 5;

        public string Title => "Environments";

        public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, CancellationToken ct)
        {
            var found = await list.ReadAsync(await actor.GetAsync(ct), new EnvironmentListRequest(new PageRequest(Most), text), ct);
            return found.IsOk ? [.. found.Value.Items.Select(row => new SearchHit("environment", row.Name, InWords(row), Url(row.Name)))] : [];
        }
    }
}
