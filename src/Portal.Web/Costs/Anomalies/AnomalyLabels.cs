using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core.Costs.Anomalies;
using Portal.Core.Costs.Views;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Costs.Anomalies;

/// <summary>Anomalies as pages say them.</summary>
public static class AnomalyLabels
{
    public static string Url(CostAnomalyId id) => $"/costs/anomalies/{id}";

    public static Tone ToneOf(AnomalyState state) => state switch { AnomalyState.Open => Tone.Missing, AnomalyState.Resolved => Tone.Passed, _ => Tone.Queued };

    public static string Word(AnomalyGroup group) => group == AnomalyGroup.Total ? "Total" : group.ToString();

    /// <summary>"3 Mar 2026", "3 to 5 Mar 2026".</summary>
    public static string Days(AnomalyRow row)
    {
        var last = row.LastDay.ToString("d MMM yyyy", Figures.Culture);
        return row.FirstDay == row.LastDay ? last : $"{row.FirstDay.ToString(row.FirstDay.Month == row.LastDay.Month ? "%d" : "d MMM", Figures.Culture)} to {last}";
    }

    /// <summary>The charges of its days; null for what charges cannot be asked for by.</summary>
    public static string? Charges(AnomalyRow row, CostDimension dimension, string? key)
    {
        var name = dimension switch
        {
            CostDimension.Team => "team",
            CostDimension.Model => "model",
            CostDimension.Environment => "environment",
            CostDimension.Provider => "provider",
            CostDimension.Service => "service",
            CostDimension.Sku => "sku",
            _ => null,
        };
        return name is null ? null : "/costs/charges" + new QueryBuilder { { "from", Text(row.FirstDay) }, { "until", Text(row.LastDay.AddDays(1)) }, { name, key ?? "none" } };
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
