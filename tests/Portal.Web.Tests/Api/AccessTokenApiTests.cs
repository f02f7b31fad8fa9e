using System.Net;

namespace Portal.Web.Tests.Api;

public sealed class AccessTokenApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task Create_WithAToken_EndsWithTheTokenThatMadeIt()
    {
        var (first, longer) = await server.SendAsync(HttpMethod.Post, "access-tokens", """{"name":"longer","days":366}""");
        var (second, shorter) = await server.SendAsync(HttpMethod.Post, "access-tokens", """{"name":"shorter","days":1}""");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first, second));
        var days = longer.GetProperty("expiresAt").GetDateTimeOffset() - shorter.GetProperty("expiresAt").GetDateTimeOffset();
        Assert.InRange(days.TotalDays, 28.9, 29.1);
    }
}
