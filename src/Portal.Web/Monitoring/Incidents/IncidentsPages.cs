using Portal.Core;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Monitoring.Incidents;

/// <summary>The pages of incidents, their place in the navigation, and what waits there.</summary>
public static class IncidentsPages
{
    public static IServiceCollection AddIncidentsPages(this IServiceCollection services) => services
        .AddScoped<INavigationCount, OpenIncidents>()
        .AddScoped<IWaitingSource, WaitingIncidents>()
        .AddScoped<ISearchSource, IncidentSearch>()
        .AddPageSubject<IncidentDetail, IncidentView>(
            (incidents, actor, route, ct) => incidents.FindAsync(actor, IncidentNumber.Parse(route.Text("Number")) ?? -1, ct), typeof(IncidentPage))
        .AddNavigation(new NavigationEntry("incidents", "Incidents", "/incidents", "warning"));

    public static string Url(int number) => $"/incidents/{IncidentNumber.Write(number)}";

    private sealed class OpenIncidents(IncidentList list, CircuitActor actor) : INavigationCount
    {
        public string Key => "incidents";

        public async Task<int> CountAsync(CancellationToken ct) => (await list.CountAsync(await actor.GetAsync(ct), ct)).Open;
    }

    /// <summary>For those who handle them: what nobody has, and what is theirs; not what is silenced, and not what nobody is to be told of.</summary>
    private sealed class WaitingIncidents(IncidentList list, CircuitActor circuit, TimeProvider clock) : IWaitingSource
    {
        private const int Most = 20;

        public async Task<IReadOnlyList<WaitingItem>> ListAsync(CancellationToken ct)
        {
            var actor = await circuit.GetAsync(ct);
            if (RoleRules.Refuses(actor, Permission.HandleIncidents) is not null || actor.Member is not { } member)
            {
                return [];
            }

            var mine = await list.ReadAsync(actor, new IncidentListRequest(new PageRequest(Most), Open: true, AssignedTo: member), ct);
            var nobodys = await list.ReadAsync(actor, new IncidentListRequest(new PageRequest(Most), IncidentState.Open, Unassigned: true), ct);
            return [.. Items(mine).Concat(Items(nobodys).Where(row => row.IsTold)).OrderByDescending(row => row.Severity).ThenByDescending(row => row.OpenedAt).Select(ToItem)];
        }

        private IEnumerable<IncidentRow> Items(Outcome<Page<IncidentRow>> found) =>
            found.IsOk ? found.Value.Items.Where(row => !IncidentRules.IsSilent(row.SilencedUntil, clock.GetUtcNow())) : [];

        private static WaitingItem ToItem(IncidentRow row) => new(
            "warning",
            row.Title,
            $"{IncidentNumber.Write(row.Number)}, {row.Severity.ToString().ToLowerInvariant()}: {(row.Source == IncidentSource.Monitor ? Figures.Count(row.Findings, "finding") : IncidentWords.SourceOf(row))} about version {row.VersionNumber}. {(row.AssignedTo is null ? "Nobody has it yet." : "It is yours.")}",
            row.State == IncidentState.Open ? "Look at it" : "Go on",
            Url(row.Number),
            row.OpenedAt);
    }

    private sealed class IncidentSearch(IncidentList list, CircuitActor actor) : ISearchSource
    {
        private const int Most = 5;

        public string Title => "Incidents";

        public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, CancellationToken ct)
        {
            var found = await list.ReadAsync(await actor.GetAsync(ct), new IncidentListRequest(new PageRequest(Most), Search: text), ct);
            return found.IsOk ? [.. found.Value.Items.Select(row => new SearchHit("warning", $"{IncidentNumber.Write(row.Number)} {row.Title}", row.State.InWords(), Url(row.Number)))] : [];
        }
    }
}
