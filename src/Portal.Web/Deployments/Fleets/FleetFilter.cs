using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core.Deployments.Fleets;
using Portal.Core.Storage;
using Portal.Web.Shell;

namespace Portal.Web.Deployments.Fleets;

/// <summary>What the page of a fleet shows, as its address says it.</summary>
/// <param name="Device">The one whose window is open.</param>
public sealed record FleetFilter(string? Model = null, string? Search = null, string? State = null, string? Group = null, string? Device = null)
{
    public bool IsEveryDevice => this with { Model = null, Device = null } == new FleetFilter();

    /// <summary>What its table depends on.</summary>
    public FleetFilter Table => this with { Device = null };

    public DeviceListRequest ToRequest(string environment, PageRequest page) => new(page, environment, Model, Search, Words.Parse<DeviceState>(State), Group);

    public string ToUrl(string environment)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("model", Model), ("search", Search), ("state", State?.ToLowerInvariant()), ("group", Group), ("device", Device) })
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                query.Add(name, value.Trim());
            }
        }

        return $"{FleetWords.Url(environment)}{query}";
    }

    /// <summary>Nothing instead of blanks, so that equal filters are equal.</summary>
    public static FleetFilter Of(string? model, string? search, string? state, string? group, string? device) => new(Text(model), Text(search), Text(state), Text(group), Text(device));

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
