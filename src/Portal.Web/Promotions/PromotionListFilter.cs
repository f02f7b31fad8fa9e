using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Web.Shell;

namespace Portal.Web.Promotions;

/// <summary>What the list of promotions shows, as its address says it. Words that nobody knows mean nothing.</summary>
/// <param name="Show">Empty for all, <c>open</c>, <c>waiting</c> for those that the reader can move.</param>
public sealed record PromotionListFilter(string? Show = null, string? Environment = null, string? Model = null, string? Risk = null, string? Stage = null, string? Due = null, string? By = null, string? Sort = null)
{
    public const string Open = "open";
    public const string Waiting = "waiting";

    public bool IsNarrowed => (Environment, Model, Risk, Stage, Due, By) is not (null or "", null or "", null or "", null or "", null or "", null or "");

    /// <summary>The same tab without filters.</summary>
    public PromotionListFilter Whole => new(Show, Sort: Sort);

    public bool ByDeadline => Words.Parse<PromotionOrder>(Sort) == PromotionOrder.Deadline;

    public PromotionListRequest ToRequest(PageRequest page) => new(page, Model: Text(Model), Open: Show == Open, WaitingForMe: Show == Waiting)
    {
        Environment = Text(Environment),
        Risk = Words.Parse<RiskClass>(Risk),
        Stage = Text(Stage),
        Due = Words.Parse<DeadlineNearness>(Due),
        RequestedBy = Text(By),
        Order = Words.Parse<PromotionOrder>(Sort) ?? PromotionOrder.Newest,
    };

    public string ToUrl()
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("show", Show), ("environment", Environment), ("model", Model), ("risk", Risk), ("stage", Stage), ("due", Due), ("by", By), ("sort", Sort) })
        {
            if (Text(value) is { } text)
            {
                query.Add(name, text);
            }
        }

        return "/promotions" + query;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
