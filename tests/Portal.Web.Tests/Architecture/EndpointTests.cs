using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Host;

namespace Portal.Web.Tests.Architecture;

/// <summary>Every endpoint has a policy, or stands here with the reason why anybody may ask it.</summary>
public sealed class EndpointTests
{
    private static readonly Dictionary<string, string> s_anonymous = new(StringComparer.Ordinal)
    {
        ["/openapi/{documentName}.json"] = "The description of the API tells nothing of anybody.",
        ["/sign-in"] = "Where everybody begins.",
        ["/sign-in/demo"] = "The demo's form; there only in demo mode.",
        ["/health/live"] = "Asked by machines that hold no token; says only that the process answers.",
        ["/health/ready"] = "Asked by machines that hold no token; says only whether the database answers.",
        ["/not-found"] = "Says that there is nothing.",
    };

    [Fact]
    public async Task Endpoint_HasAPolicyOrAReason()
    {
        var folder = Directory.CreateTempSubdirectory("portal-endpoints-").FullName;
        var app = PortalHost.Build([$"--Portal:DataFolder={folder}", "--urls", "http://127.0.0.1:0", $"--contentRoot={Repository.Folder("src", "Portal.Web")}"]);
        await using (app)
        {
            var open =
                from endpoint in app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is null
                let route = "/" + endpoint.RoutePattern.RawText?.TrimStart('/')
                where !IsAsset(endpoint) && !s_anonymous.ContainsKey(route)
                select $"{route} ({endpoint.DisplayName})";

            Assert.Empty(open.Distinct(StringComparer.Ordinal));
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Style sheets, scripts and the circuit's own transport: files of the product, the same for everybody.</summary>
    private static bool IsAsset(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText is { } route
        && (route.StartsWith("_framework/", StringComparison.Ordinal) || route.StartsWith("/_framework", StringComparison.Ordinal) || route.Contains("_blazor", StringComparison.Ordinal)
            || endpoint.Metadata.OfType<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>().Any());
}
