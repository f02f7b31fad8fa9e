using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core.Costs.Exploring;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;

namespace Portal.Web.Costs.Exploring;

/// <summary>From a figure to what is behind it: the next level, and at last the charges or records. Pure.</summary>
public static class ExploreLinks
{
    private const int MostDaysByDay = 92;

    /// <summary>Null for a row that stands for many.</summary>
    /// <param name="span">Of the figure: the whole time, a period of it, or the time before.</param>
    public static string? Down(ExploreRequest request, ExploreRow row, ExploreSpan span, IReadOnlyList<ExploreSpan> periods)
    {
        if (row.Others > 0)
        {
            return null;
        }

        var filters = request.Filters.ToDictionary();
        foreach (var (group, key) in new[] { (request.By, row.By), (request.Then ?? request.By, row.Then ?? row.By) })
        {
            if (group.Dimension() is { } dimension)
            {
                filters[dimension] = key.Key ?? ExploreRequest.Nothing;
            }
            else
            {
                span = Cut(span, periods.Single(period => period.From == DateOnly.ParseExact(key.Key!, "O", CultureInfo.InvariantCulture)));
            }
        }

        var next = Next(request, filters);
        return next is { } by
            ? ExploreAddress.Url(request with { Span = span, Filters = filters, By = by, Then = null, Grain = span.Days <= MostDaysByDay ? ExploreGrain.Day : request.Grain, Order = ExploreOrder.Total, Ascending = false })
            : Leaf(request with { Span = span, Filters = filters });
    }

    /// <summary>The charges or records behind what is shown. They know neither kinds of services nor regions: these are left away.</summary>
    public static string Leaf(ExploreRequest request)
    {
        if (request.Basis == CostBasis.Metered)
        {
            return "/costs/usage";
        }

        var query = new QueryBuilder { { "from", ExploreAddress.Text(request.Span.From) }, { "until", ExploreAddress.Text(request.Span.Until) } };
        foreach (var (dimension, name) in new[]
        {
            (CostDimension.Provider, "provider"), (CostDimension.Service, "service"), (CostDimension.Sku, "sku"), (CostDimension.Team, "team"), (CostDimension.Model, "model"), (CostDimension.Environment, "environment"),
        })
        {
            if (request.Filters.TryGetValue(dimension, out var key))
            {
                query.Add(name, key);
            }
        }

        if (request.Filters.GetValueOrDefault(CostDimension.Category) == "Correction")
        {
            query.Add("show", "corrections");
        }

        return "/costs/charges" + query;
    }

    /// <summary>What tells the money behind a group apart and is not fixed yet; null at the end.</summary>
    private static ExploreGroup? Next(ExploreRequest request, Dictionary<CostDimension, string> filters)
    {
        for (var group = After(request.Then is { } then && then != ExploreGroup.Period ? then : request.By); group is { } next; group = After(next))
        {
            if (next.Dimension() is not { } dimension || !filters.ContainsKey(dimension))
            {
                return next;
            }
        }

        return null;
    }

    private static ExploreGroup? After(ExploreGroup group) => group switch
    {
        ExploreGroup.Team or ExploreGroup.Environment => ExploreGroup.Model,
        ExploreGroup.Service => ExploreGroup.Sku,
        ExploreGroup.Sku => null,
        _ => ExploreGroup.Service,
    };

    private static ExploreSpan Cut(ExploreSpan span, ExploreSpan to) => new(span.From > to.From ? span.From : to.From, span.Until < to.Until ? span.Until : to.Until);
}
