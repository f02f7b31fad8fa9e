using Portal.Core;
using Portal.Core.Costs.Forecasts;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Web.Api;

namespace Portal.Web.Costs;

/// <summary>Whose money is looked at, as a query string says it.</summary>
/// <param name="Basis">billed or metered; billed without it.</param>
/// <param name="Measure">effective, billed, list or contracted; effective without it.</param>
public sealed record SpendScopeQuery(string? Basis = null, string? Measure = null, Guid? Team = null, Guid? Model = null, Guid? Environment = null, string? Provider = null, string? Service = null)
{
    public Outcome<SpendScope> ToScope()
    {
        var (basis, measure) = (QueryWords.Parse<CostBasis>("basis", Basis), QueryWords.Parse<CostMeasure>("measure", Measure));
        return (basis.Refusal ?? measure.Refusal) is { } refusal
            ? refusal
            : new SpendScope(
                basis.Value ?? CostBasis.Billed, measure.Value ?? CostMeasure.Effective, Team is { } team ? new TeamId(team) : null, Model is { } model ? new ModelId(model) : null,
                Environment is { } environment ? new EnvironmentId(environment) : null, Provider, Service);
    }
}
