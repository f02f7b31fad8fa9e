using System.Net;
using System.Text.Json;
using Portal.Core.Tenancy;
using Portal.Web.Tests.Api;
using Portal.Web.Tests.Costs.Usage;

namespace Portal.Web.Tests.Costs;

/// <summary>A gateway's view of hard stops: it sends usage, and asks.</summary>
public sealed class AllowanceApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task Allowance_TurnsAsSoonAsUsageHasArrived()
    {
        await server.PriceAsync("gpt-test", new Dictionary<string, string> { ["InputTokens"] = "1", ["OutputTokens"] = "4" });
        await server.SendAsync(HttpMethod.Post, "budgets", """{"name":"Lending","period":"month","amount":2,"currency":"USD","team":"Lending","basis":"metered","hardStop":true,"reason":"Plan"}""");

        var (first, allowed) = await AskAsync("?team=Lending");
        using var same = await SendAsync("?team=Lending", first.Headers.ETag!.Tag);
        await UseAsync("a", 1_500_000);
        using var changed = await SendAsync("?team=Lending", first.Headers.ETag!.Tag);
        await UseAsync("b", 600_000);
        var (_, stopped) = await AskAsync("?team=lending");
        var (_, others) = await AskAsync("");

        Assert.Equal("max-age=5, private", first.Headers.CacheControl!.ToString());
        Assert.True(allowed.GetProperty("allowed").GetBoolean());
        Assert.Equal(2m, allowed.GetProperty("budgets")[0].GetProperty("left").GetDecimal());
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (same.StatusCode, changed.StatusCode));
        Assert.Equal((false, "Lending", -0.1m), (stopped.GetProperty("allowed").GetBoolean(), stopped.GetProperty("stoppedBy").GetString(), stopped.GetProperty("budgets")[0].GetProperty("left").GetDecimal()));
        Assert.StartsWith("The budget Lending is spent: USD 2.10 of USD 2.00 in ", stopped.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal((true, 0), (others.GetProperty("allowed").GetBoolean(), others.GetProperty("budgets").GetArrayLength()));
        using var unknown = await SendAsync("?model=nobodys", null);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    private async Task UseAsync(string key, long tokens)
    {
        var at = server.Get<TimeProvider>().GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var (status, body) = await server.SendAsync(HttpMethod.Post, "usage", $$"""{"source":"gateway","items":[{"key":"{{key}}","at":"{{at}}","provider":"openai","unit":"tokens","model":"gpt-test","team":"Lending","inputTokens":{{tokens}},"outputTokens":0}]}""");
        Assert.True(status == HttpStatusCode.OK && body.GetProperty("accepted").GetInt32() == 1 && body.GetProperty("unpriced").GetInt32() == 0, body.ToString());
    }

    private async Task<(HttpResponseMessage Answer, JsonElement Body)> AskAsync(string query)
    {
        var answer = await SendAsync(query, null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (answer, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Xunit.TestContext.Current.CancellationToken)));
    }

    private async Task<HttpResponseMessage> SendAsync(string query, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/costs/allowance" + query);
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        return await server.Client.SendAsync(request, Xunit.TestContext.Current.CancellationToken);
    }
}
