using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Portal.Web.Host;

namespace Portal.Web.Tests.Architecture;

/// <summary>Every endpoint has a policy, or stands here with the reason why anybody may ask it.</summary>
public sealed class EndpointTests
{
    private static readonly Dictionary<string, string> s_anonymous = new(StringComparer.Ordinal)
    {
        ["/openapi/{documentName}.json"] = "The description of the API tells nothing of anybody.",
        ["/sign-in"] = "Where everybody begins.",
        ["/sign-out"] = "Signing out twice is no error.",
        ["/{**path:file}"] = "Where a style sheet or script is asked for that is not there: answers 404.",
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
            var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
            var open =
                from endpoint in endpoints
                where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is null
                let route = Route(endpoint)
                where !IsAsset(endpoint) && !s_anonymous.ContainsKey(route)
                select $"{route} ({endpoint.DisplayName})";

            Assert.True(endpoints.Count > 40, $"Only {endpoints.Count} endpoints were found.");
            Assert.Empty(open.Distinct(StringComparer.Ordinal));
            Assert.Empty(s_anonymous.Keys.Except(endpoints.Select(Route), StringComparer.Ordinal));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string Route(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.TrimStart('/');

    /// <summary>Style sheets, scripts and the circuit's own transport: files of the product, the same for everybody.</summary>
    private static bool IsAsset(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText is { } route
        && (route.StartsWith("_framework/", StringComparison.Ordinal) || route.StartsWith("/_framework", StringComparison.Ordinal) || route.Contains("_blazor", StringComparison.Ordinal)
            || endpoint.Metadata.OfType<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>().Any());
}
