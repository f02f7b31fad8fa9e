using Portal.Statistics.Forecasting.Spend;
using Portal.Web.Shell.Charts;

namespace Portal.Web.Costs.Budgets;

/// <summary>Forecasts as charts take them.</summary>
public static class Fans
{
    public static FanStep Of(SpendInterval interval) => new(interval.Value, interval.Low80, interval.High80, interval.Low95, interval.High95);
}
