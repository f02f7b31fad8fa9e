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
        .AddSingleton<FindRollbackTargets>()
        .AddScoped<ISearchSource, EnvironmentSearch>()
        .AddPageSubject<EnvironmentDetail, EnvironmentRow>(
            (environments, actor, route, ct) => environments.FindAsync(actor, route.Text("Name"), ct), typeof(EnvironmentPage), typeof(FleetPage))
        .AddNavigation(new NavigationEntry("environments", "Environments", "/environments", "environment"), new NavigationEntry("freezes", "Change freezes", FreezesUrl, "lock"));

    public const string FreezesUrl = "/environments/freezes";

    public static string Url(string environment) => $"/environments/{Uri.EscapeDataString(environment)}";

    /// <summary>"production, private cluster in eu-central".</summary>
    public static string InWords(EnvironmentRow row) => $"{row.Purpose.InWords()}, {row.Placement.InWords()} in {row.Region}";

    public static TimelineEntry ToEntry(DeploymentRow row) => new(
        row.Cause == DeploymentCause.BreakGlass ? TimelineState.Failed : row.EndedAt is not null ? TimelineState.Done : row.ChampionSince is null ? TimelineState.Now : TimelineState.Live,
        What(row),
        Why(row),
        row.StartedAt,
        row.Incident is { } incident ? IncidentUrl(incident) : row is { Cause: DeploymentCause.Promotion, Promotion: { } promotion } ? PromotionsPages.Url(promotion) : null);

    private static string What(DeploymentRow row) =>
        row.Cause.IsRollback() ? $"{row.Model} went back to version {row.VersionNumber}"
        : row.ChampionSince is null && row.EndedAt is null ? $"{row.Model} version {row.VersionNumber} stands beside the live version"
        : row.ChampionSince is null ? $"{row.Model} version {row.VersionNumber} stood beside the live version and did not take over"
        : row.ChampionSince > row.StartedAt ? $"{row.Model} version {row.VersionNumber} went live step by step"
        : $"{row.Model} version {row.VersionNumber} went live";

    private static string Why(DeploymentRow row) => row.Cause switch
    {
        DeploymentCause.Promotion => $"P-{row.Promotion}, approved by {row.StartedBy}: “{row.Reason}”",
        DeploymentCause.BreakGlass => $"Break-glass by {row.StartedBy}, without an approval: “{row.Reason}”",
        _ => $"Rolled back by {By(row.StartedBy)}: “{row.Reason}”",
    };

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
