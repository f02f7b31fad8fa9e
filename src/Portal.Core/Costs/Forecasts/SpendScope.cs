using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Forecasts;

/// <summary>Whose money is looked at, and which of its costs. Null means all.</summary>
public sealed record SpendScope(
    CostBasis Basis = CostBasis.Billed, CostMeasure Measure = CostMeasure.Effective, TeamId? Team = null, ModelId? Model = null, EnvironmentId? Environment = null, string? Provider = null, string? Service = null)
{
    public bool Covers(CostSubject subject) =>
        subject.Basis == Basis
        && (Team is null || subject.TeamId == Team)
        && (Model is null || subject.ModelId == Model)
        && (Environment is null || subject.EnvironmentId == Environment)
        && (Provider is null || string.Equals(subject.Provider, Provider, StringComparison.Ordinal))
        && (Service is null || string.Equals(subject.Service, Service, StringComparison.Ordinal));
}
