using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Web.Shell;

namespace Portal.Web.Registry;

/// <summary>What the list of models shows, as its address says it.</summary>
public sealed record ModelFilter(string? Search, string? Task, string? Risk, string? Team)
{
    public static ModelFilter Everything { get; } = new(null, null, null, null);

    public bool IsEverything => ToRequest(new PageRequest()) == Everything.ToRequest(new PageRequest());

    public ModelListRequest ToRequest(PageRequest page) => new(page, Text(Search), Words.Parse<ModelTask>(Task), Words.Parse<RiskClass>(Risk), Text(Team));

    public string ToUrl()
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("search", Search), ("task", Task), ("risk", Risk), ("team", Team) })
        {
            if (Text(value) is { } said)
            {
                query.Add(name, said);
            }
        }

        return "/models" + query;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
