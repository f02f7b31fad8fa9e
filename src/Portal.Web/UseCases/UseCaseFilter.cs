using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core.Storage;
using Portal.Core.UseCases;
using Portal.Core.UseCases.AiAct;
using Portal.Web.Shell;

namespace Portal.Web.UseCases;

/// <summary>What the list of use cases shows, as its address says it.</summary>
/// <param name="Show"><c>waiting</c> for those that wait for the reader's vote.</param>
public sealed record UseCaseFilter(string? Show, string? Search, string? State, string? Class)
{
    public static UseCaseFilter Everything { get; } = new(null, null, null, null);

    public bool IsWaiting => string.Equals(Show, "waiting", StringComparison.OrdinalIgnoreCase);

    public bool IsEverything => ToRequest(new PageRequest()) == Everything.ToRequest(new PageRequest());

    public UseCaseListRequest ToRequest(PageRequest page) => new(page, Words.Parse<UseCaseState>(State), Words.Parse<AiActClass>(Class), Text(Search), IsWaiting);

    public string ToUrl()
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("show", Show), ("search", Search), ("state", State), ("class", Class) })
        {
            if (Text(value) is { } said)
            {
                query.Add(name, said);
            }
        }

        return "/use-cases" + query;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
