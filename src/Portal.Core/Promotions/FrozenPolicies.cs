namespace Portal.Core.Promotions;

/// <summary>What is frozen into a request.</summary>
internal static class FrozenPolicies
{
    public static FrozenPolicy Of(Policy policy) => new(policy.Number, policy.RiskClass, policy.Purpose, policy.Rules, policy.Task, policy.Classification);

    public static FrozenEvidence Freeze(this GatheredEvidence gathered, PromotionCandidate candidate, FrozenPolicy policy, IReadOnlyList<FrozenException> exceptions)
    {
        var (model, _, place) = candidate;
        return new(
            FrozenEvidence.CurrentFormat,
            new FrozenModel(model.Id.Value, model.Name, model.RiskClass, model.AllowedRegions, model.Task, model.DataClassification, model.OwnerId.Value),
            new FrozenPlace(place.Id.Value, place.Name, place.Purpose, place.Placement, place.Region),
            policy,
            gathered.Evidence,
            gathered.Verdicts,
            exceptions,
            gathered.Renewal);
    }
}
