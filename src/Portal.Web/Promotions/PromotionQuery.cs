using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Web.Api;

namespace Portal.Web.Promotions;

/// <summary>What a list of promotions is asked for over the API.</summary>
/// <param name="Open">True for those that nobody has ended yet.</param>
/// <param name="WaitingForMe">True for those that the caller can move now.</param>
/// <param name="Stage">The name of a stage that is open.</param>
/// <param name="Due"><c>late</c>, or <c>soon</c> for late and within two days.</param>
/// <param name="RequestedBy">The e-mail address of who asked.</param>
/// <param name="Sort"><c>newest</c>, or <c>deadline</c> for those that are open, due first.</param>
public sealed record PromotionQuery(
    [FromQuery] string? State, [FromQuery] string? Model, [FromQuery] bool? Open, [FromQuery] bool? WaitingForMe, [FromQuery] string? Environment, [FromQuery] string? RiskClass,
    [FromQuery] string? Stage, [FromQuery] string? Due, [FromQuery] string? RequestedBy, [FromQuery] string? Sort)
{
    public Outcome<PromotionListRequest> ToRequest(PageRequest page)
    {
        var (state, risk) = (QueryWords.Parse<PromotionState>("state", State), QueryWords.Parse<RiskClass>("riskClass", RiskClass));
        var (due, sort) = (QueryWords.Parse<DeadlineNearness>("due", Due), QueryWords.Parse<PromotionOrder>("sort", Sort));
        return (state.Refusal ?? risk.Refusal ?? due.Refusal ?? sort.Refusal) is { } refusal
            ? refusal
            : new PromotionListRequest(page, state.Value, Model, Open == true, WaitingForMe == true)
            {
                Environment = Environment,
                Risk = risk.Value,
                Stage = Stage,
                Due = due.Value,
                RequestedBy = RequestedBy,
                Order = sort.Value ?? PromotionOrder.Newest,
            };
    }
}
