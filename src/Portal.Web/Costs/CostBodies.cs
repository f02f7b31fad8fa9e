using Portal.Core;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Web.Api;

namespace Portal.Web.Costs;

/// <param name="From">The first day.</param>
/// <param name="Until">The first day after.</param>
/// <param name="Grain">day or month; month without it.</param>
/// <param name="By">team, model, environment, provider, serviceCategory, service, sku, region or category; team without it.</param>
/// <param name="Measure">effective, billed, list or contracted; effective without it.</param>
/// <param name="Basis">billed or metered; billed without it.</param>
public sealed record CostSummaryQuery(
    DateOnly From, DateOnly Until, string? Grain = null, string? By = null, string? Measure = null, string? Basis = null, Guid? Team = null, Guid? Model = null, Guid? Environment = null,
    string? Provider = null, string? Service = null)
{
    public Outcome<CostBreakdownRequest> ToRequest()
    {
        var (grain, by) = (QueryWords.Parse<CostGrain>("grain", Grain), QueryWords.Parse<CostDimension>("by", By));
        var (measure, basis) = (QueryWords.Parse<CostMeasure>("measure", Measure), QueryWords.Parse<CostBasis>("basis", Basis));
        if ((grain.Refusal ?? by.Refusal ?? measure.Refusal ?? basis.Refusal) is { } refusal)
        {
            return refusal;
        }

        var query = new CostQuery(
            basis.Value ?? CostBasis.Billed, grain.Value ?? CostGrain.Month, From, Until, Team is { } team ? new TeamId(team) : null, Model is { } model ? new ModelId(model) : null,
            Environment is { } environment ? new EnvironmentId(environment) : null, Provider, Service);
        return new CostBreakdownRequest(query, by.Value ?? CostDimension.Team, measure.Value ?? CostMeasure.Effective);
    }
}

/// <param name="Key">The id or name under the dimension; null for what is nothing under it, such as costs without a team.</param>
/// <param name="Amounts">One for each period, exact.</param>
public sealed record CostGroupResponse(string? Key, string Name, IReadOnlyList<decimal> Amounts, decimal Total, decimal Tokens, decimal Requests, decimal GpuHours, long Rows);

public sealed record MoneyResponse(decimal Amount, string Currency);

/// <param name="NotConverted">Amounts in currencies without a rate, which are in no total.</param>
public sealed record CostSummaryResponse(CostDimension By, string Currency, IReadOnlyList<DateOnly> Periods, IReadOnlyList<CostGroupResponse> Groups, decimal Total, IReadOnlyList<MoneyResponse> NotConverted)
{
    public static CostSummaryResponse Of(CostBreakdownView view) => new(
        view.Pivot.Dimension,
        view.Pivot.Currency,
        view.Pivot.Periods,
        [.. view.Pivot.Groups.Select(group => new CostGroupResponse(group.Key, group.Name, group.Periods, group.Total, group.Counts.Tokens, group.Counts.Requests, group.Counts.GpuHours, group.Counts.Rows))],
        view.Pivot.Total,
        [.. view.Apart.Select(money => new MoneyResponse(money.Amount, money.Currency))]);
}

public sealed record CostSettingsResponse(string Currency);

/// <param name="Currency">ISO 4217.</param>
/// <param name="Reason">Kept in the audit trail.</param>
public sealed record CostSettingsBody(string Currency, string Reason);

/// <param name="Rate">Units of To for one of From.</param>
public sealed record ExchangeRateResponse(Guid Id, DateOnly Date, string From, string To, decimal Rate, string Source);

/// <param name="Rate">Units of To for one of From: above 0, at most 15 decimals.</param>
/// <param name="Source">Who published it.</param>
public sealed record ExchangeRateBody(DateOnly Date, string From, string To, decimal Rate, string Source);

public sealed record CreatedRateResponse(Guid Id);
