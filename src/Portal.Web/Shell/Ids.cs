using System.Globalization;

namespace Portal.Web.Shell;

/// <summary>Names for elements that others point at (labels, descriptions); unique in the process, so in every page too.</summary>
public static class Ids
{
    private static long s_last;

    public static string Next(string prefix) =>
        prefix + "-" + Interlocked.Increment(ref s_last).ToString(CultureInfo.InvariantCulture);
}
