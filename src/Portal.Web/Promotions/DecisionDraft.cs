using Portal.Core.Promotions;

namespace Portal.Web.Promotions;

/// <summary>What a decider is about to say.</summary>
/// <param name="Stage">The place of the stage in the policy, from 0; null takes the first that is theirs.</param>
public sealed record DecisionDraft(DecisionVerdict Verdict, string Reason, int? Stage = null);
