using Microsoft.AspNetCore.Http.Extensions;

namespace Portal.Web.Datasets;

/// <summary>What the list of datasets shows, as its address says it.</summary>
public sealed record DatasetFilter(string? Search)
{
    public static DatasetFilter Everything { get; } = new((string?)null);

    public string ToUrl() => "/datasets" + (string.IsNullOrWhiteSpace(Search) ? "" : new QueryBuilder { { "search", Search.Trim() } }.ToString());
}
