using System.Globalization;

namespace Portal.Statistics.Counters;

/// <summary>How sentences show numbers.</summary>
internal static class SpokenNumber
{
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    public static string Ratio(double ratio) => ratio.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>With its sign of relation: "= 0.031", "&lt; 0.001".</summary>
    public static string PValue(double pValue) =>
        pValue < 0.001 ? "< 0.001" : string.Create(CultureInfo.InvariantCulture, $"= {pValue:0.000}");

    public static string Points(double difference) => string.Create(CultureInfo.InvariantCulture, $"{100 * difference:0.0} points");

    public static string Count(long rows) => rows.ToString("N0", CultureInfo.InvariantCulture);
}
