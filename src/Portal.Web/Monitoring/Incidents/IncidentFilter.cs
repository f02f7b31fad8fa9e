using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Monitoring.Incidents;

/// <summary>What the list of incidents shows, as its address says it. Without a state it shows what is not resolved.</summary>
/// <param name="State">A state, or <c>all</c>.</param>
/// <param name="Assignee"><c>me</c>, <c>nobody</c>, or empty for anybody.</param>
public sealed record IncidentFilter(string? State, string? Severity, string? Model, string? Assignee, string? Search)
{
    public const string All = "all";
    public const string Me = "me";
    public const string Nobody = "nobody";

    public static IncidentFilter Default { get; } = new(null, null, null, null, null);

    public bool IsDefault => ToUrl() == Default.ToUrl();

    public IncidentListRequest ToRequest(PageRequest page, MemberId? me) => new(
        page,
        Words.Parse<IncidentState>(State),
        string.IsNullOrEmpty(State),
        Words.Parse<Severity>(Severity),
        Model: Text(Model),
        AssignedTo: Is(Assignee, Me) ? me : null,
        Unassigned: Is(Assignee, Nobody),
        Search: Text(Search));

    public string ToUrl()
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("state", State), ("severity", Severity), ("model", Model), ("assignee", Assignee), ("search", Search) })
        {
            if (Text(value) is { } text)
            {
                query.Add(name, name is "model" or "search" ? text : text.ToLowerInvariant());
            }
        }

        return "/incidents" + query;
    }

    private static bool Is(string? value, string word) => string.Equals(value, word, StringComparison.OrdinalIgnoreCase);

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
