using System.Globalization;
using Portal.Core.Monitoring.Experiments;
using Portal.Web.Shell;

namespace Portal.Web.Monitoring.Experiments;

/// <summary>The pages of experiments and their place in the navigation.</summary>
public static class ExperimentsPages
{
    public static IServiceCollection AddExperimentsPages(this IServiceCollection services) => services
        .AddPageSubject<ExperimentDetail, ExperimentView>(
            (experiments, actor, route, ct) => experiments.FindAsync(actor, NumberOf(route.Text("Number")) ?? -1, ct), typeof(ExperimentPage))
        .AddNavigation(new NavigationEntry("experiments", "Experiments", "/experiments", "compare"));

    public static string Url(int number) => string.Create(CultureInfo.InvariantCulture, $"/experiments/E-{number}");

    /// <summary>3 for "E-3", "e-3" and "3"; null for anything else.</summary>
    public static int? NumberOf(string text)
    {
        var digits = text.StartsWith("E-", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(2) : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
