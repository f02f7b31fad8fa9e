using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core.Costs.Views;

namespace Portal.Web.Costs;

/// <summary>Ways down from a figure to the charges behind it.</summary>
public static class CostLinks
{
    /// <summary>Null where charges cannot be asked for by the dimension.</summary>
    /// <param name="key">What is looked at under the dimension; null for what is nothing under it.</param>
    public static string? Charges(MonthComparison month, CostDimension by, string? key, object? team)
    {
        if (NameOf(by) is not { } name)
        {
            return null;
        }

        var query = new QueryBuilder
        {
            { "from", Text(month.Month) },
            { "until", Text(month.Until) },
            { name, key ?? "none" },
        };
        if (team is not null && by != CostDimension.Team)
        {
            query.Add("team", team.ToString()!);
        }

        return "/costs/charges" + query;
    }

    private static string? NameOf(CostDimension by) => by switch
    {
        CostDimension.Team => "team",
        CostDimension.Model => "model",
        CostDimension.Environment => "environment",
        CostDimension.Provider => "provider",
        CostDimension.Service => "service",
        CostDimension.Sku => "sku",
        _ => null,
    };

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
