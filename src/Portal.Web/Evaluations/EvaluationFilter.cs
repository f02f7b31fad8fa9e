using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core.Evaluations;

namespace Portal.Web.Evaluations;

/// <summary>What the list of evaluations shows, as its address says it.</summary>
public sealed record EvaluationFilter(string? State, string? Text)
{
    public static EvaluationFilter Everything { get; } = new(null, null);

    public bool IsEverything => ToRequest() == Everything.ToRequest();

    public EvaluationListRequest ToRequest() => new(
        Enum.TryParse<EvaluationState>(State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null,
        Text: string.IsNullOrWhiteSpace(Text) ? null : Text.Trim());

    public string ToUrl()
    {
        var query = new QueryBuilder();
        var request = ToRequest();
        if (request.State is { } state)
        {
            query.Add("state", state.ToString().ToLowerInvariant());
        }

        if (request.Text is { } text)
        {
            query.Add("model", text);
        }

        return "/evaluations" + query;
    }
}
