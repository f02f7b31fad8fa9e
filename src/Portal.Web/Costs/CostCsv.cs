using System.Globalization;
using System.Text;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Web.Api;

namespace Portal.Web.Costs;

/// <summary>A breakdown of costs as a file: a line for each group and period, amounts exact and not rounded.</summary>
public static class CostCsv
{
    public static string Write(CostBreakdownView view, CostGrain grain)
    {
        var text = new StringBuilder();
        CsvText.Line(text, [grain == CostGrain.Month ? "month" : "day", JsonName(view.Pivot.Dimension), "amount", "currency"]);
        foreach (var group in view.Pivot.Groups)
        {
            foreach (var (period, amount) in view.Pivot.Periods.Zip(group.Periods))
            {
                CsvText.Line(text, [PeriodText(period, grain), group.Name, amount.ToString(CultureInfo.InvariantCulture), view.Pivot.Currency]);
            }
        }

        foreach (var money in view.Apart)
        {
            CsvText.Line(text, ["", "not converted", money.Amount.ToString(CultureInfo.InvariantCulture), money.Currency]);
        }

        return text.ToString();
    }

    private static string PeriodText(DateOnly period, CostGrain grain) => period.ToString(grain == CostGrain.Month ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string JsonName(CostDimension dimension) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(dimension.ToString());
}
