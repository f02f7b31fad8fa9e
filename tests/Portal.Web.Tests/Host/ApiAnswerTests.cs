using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace Portal.Web.Tests.Host;

/// <summary>What the API answers where no endpoint had a say: problem details all the same.</summary>
public sealed class ApiAnswerTests
{
    [Fact]
    public async Task Api_WithoutAToken_SaysHowToSignIn()
    {
        await using var portal = await HostedPortal.StartAsync();
        using var client = portal.Client();

        using var answer = await client.GetAsync(new Uri("/api/v1/models", UriKind.Relative), Xunit.TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("urn:portal:problem:unauthenticated", await TypeOfAsync(answer));
    }

    [Fact]
    public async Task Api_Defect_AnswersAProblemWithoutItsCause()
    {
        await using var portal = await HostedPortal.StartAsync(app => app.MapGet("/api/defect", string () => throw new InvalidOperationException("secret cause")).AllowAnonymous());
        using var client = portal.Client();

        using var answer = await client.GetAsync(new Uri("/api/defect", UriKind.Relative), Xunit.TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(Xunit.TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("urn:portal:problem:defect", await TypeOfAsync(answer));
    }

    private static async Task<string?> TypeOfAsync(HttpResponseMessage answer) =>
        (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Xunit.TestContext.Current.CancellationToken))!["type"];
}
