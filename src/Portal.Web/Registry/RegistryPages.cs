using Portal.Core.Registry;
using Portal.Web.Shell;

namespace Portal.Web.Registry;

/// <summary>The pages of models and versions and their place in the navigation.</summary>
public static class RegistryPages
{
    public static IServiceCollection AddRegistryPages(this IServiceCollection services) => services
        .AddPageSubject<ModelDetail, ModelView>(
            (models, actor, route, ct) => models.FindAsync(actor, route.Text("Name"), ct), typeof(ModelPage), typeof(ModelFormPage), typeof(ComparePage), typeof(RegisterPage))
        .AddPageSubject<VersionDetail, VersionView>(
            (versions, actor, route, ct) => versions.FindAsync(actor, route.Text("Name"), route.Number<int>("Number"), ct), typeof(VersionPage))
        .AddNavigation(new NavigationEntry("models", "Models", "/models", "model"));

    public static string Url(string model) => $"/models/{Uri.EscapeDataString(model)}";

    public static string Url(string model, int number) => $"{Url(model)}/versions/{number}";

    public static string CompareUrl(string model, int left, int right) => $"{Url(model)}/compare?left={left}&right={right}";

    public static string InWords(InputConcern concern) => concern switch
    {
        InputConcern.None => "",
        InputConcern.Protected => "protected attribute",
        InputConcern.NotAFeature => "not a feature",
        InputConcern.Unknown => "not in the data",
        _ => throw new ArgumentOutOfRangeException(nameof(concern), concern, null),
    };
}
