using System.Globalization;

namespace Portal.Web.Home;

/// <summary>Addresses of other rooms' pages that overviews and the palette lead to.</summary>
public static class Places
{
    public static string Model(string name) => $"/models/{Uri.EscapeDataString(name)}";

    public static string Version(string model, int number) => string.Create(CultureInfo.InvariantCulture, $"{Model(model)}/versions/{number}");

    public static string Dataset(string name) => $"/datasets/{Uri.EscapeDataString(name)}";

    public static string DatasetVersion(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{Dataset(name)}/versions/{number}");

    public static string Evaluation(Guid id) => $"/evaluations/{id}";

    public static string Promotion(int number) => string.Create(CultureInfo.InvariantCulture, $"/promotions/P-{number}");

    public static string Environment(string name) => $"/environments/{Uri.EscapeDataString(name)}";
}
