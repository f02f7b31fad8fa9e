using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Costs;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Usage;
using Portal.Core.Storage;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Costs.Usage;

/// <summary>What tests of usage ask of the whole host.</summary>
internal static class UsageServer
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    /// <summary>Four prices of a model, per million tokens.</summary>
    public static async Task PriceAsync(this ApiServer server, string model, IReadOnlyDictionary<string, string> prices)
    {
        var items = prices.Select(price => $$"""{"provider":"openai","model":"{{model}}","unit":"{{char.ToLowerInvariant(price.Key[0])}}{{price.Key[1..]}}","amount":{{price.Value}},"currency":"USD","validFrom":"2020-01-01T00:00:00Z","source":"test"}""");
        var (status, body) = await server.SendAsync(HttpMethod.Post, "costs/prices", $$"""{"prices":[{{string.Join(',', items)}}]}""");
        Assert.True(status == System.Net.HttpStatusCode.OK, body.ToString());
    }

    public static async Task<(int Status, string Body)> TelemetryAsync(this ApiServer server, string address, HttpContent content, string type, string? encoding = null, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding is not null)
        {
            request.Content.Headers.ContentEncoding.Add(encoding);
        }

        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        request.Headers.ExpectContinue = true;
        using var response = await server.Client.SendAsync(request, Ct);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Ct));
    }

    public static async Task<(int Status, string Body)> TelemetryAsync(this ApiServer server, string address, string json)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        return await server.TelemetryAsync(address, content, "application/json");
    }

    /// <summary>What was counted of a source: its rows, and the money of its sums, which must be the same.</summary>
    public static async Task<(IReadOnlyList<UsageRecord> Records, decimal Cost)> CountedAsync(this ApiServer server, string source)
    {
        var db = server.Get<PortalDatabase>().Open(server.Tenant);
        await using var _ = db;
        var id = await db.UsageSources.Where(row => row.NormalizedName == Names.Normalize(source)).Select(row => row.Id).SingleAsync(Ct);
        var records = await db.UsageRecords.AsNoTracking().Where(row => row.SourceId == id).ToListAsync(Ct);
        var sums = await db.CostSums.AsNoTracking().Where(row => row.OriginId == id.Value && row.Grain == CostGrain.Day).Select(row => row.Effective).ToListAsync(Ct);
        Assert.Equal(records.Sum(record => record.Cost ?? 0), sums.Sum());
        return (records, sums.Sum());
    }

    public static string Say(this decimal amount) => amount.ToString("0.###############", CultureInfo.InvariantCulture);
}
