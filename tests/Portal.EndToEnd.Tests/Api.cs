using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.EndToEnd.Tests;

/// <summary>The API as scripts use it, in intents.</summary>
internal static class Api
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    public static async Task<JsonObject> FindAsync(this HttpClient client, string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await client.GetAsync(new Uri($"/api/v1/{address}", UriKind.Relative));
        return await ReadAsync(response, expected);
    }

    public static async Task<JsonObject> CreateAsync(this HttpClient client, string address, object body, HttpStatusCode expected)
    {
        using var response = await client.PostAsJsonAsync(new Uri($"/api/v1/{address}", UriKind.Relative), body);
        return await ReadAsync(response, expected);
    }

    public static async Task<(HttpStatusCode Status, JsonObject Body)> TryPostAsync(this HttpClient client, string address, object body)
    {
        using var response = await client.PostAsJsonAsync(new Uri($"/api/v1/{address}", UriKind.Relative), body);
        return (response.StatusCode, await ReadAsync(response, response.StatusCode));
    }

    public static async Task<string> UploadAsync(this HttpClient client, string path)
    {
        using var content = new StreamContent(File.OpenRead(path));
        using var response = await client.PostAsync(new Uri($"/api/v1/uploads?fileName={Path.GetFileName(path)}", UriKind.Relative), content);
        return (string)(await ReadAsync(response, HttpStatusCode.Created))["id"]!;
    }

    /// <summary>Asks again until the answer is as wanted; the portal works meanwhile.</summary>
    public static async Task<JsonObject> UntilAsync(this HttpClient client, string address, Func<JsonObject, bool> wanted)
    {
        using var patience = new CancellationTokenSource(s_patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var found = await client.FindAsync(address);
            if (wanted(found))
            {
                return found;
            }

            await pause.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>The newest evaluation of a version, once it has ended.</summary>
    public static async Task<JsonObject> EvaluatedAsync(this HttpClient client, string model, int number)
    {
        var list = await client.UntilAsync($"evaluations?model={model}&version={number}", found => Items(found) is [var first, ..] && Ended(first));
        return await client.FindAsync($"evaluations/{(string)Items(list)[0]["id"]!}");
    }

    public static IReadOnlyList<JsonObject> Items(JsonObject page) => [.. page["items"]!.AsArray().Select(item => item!.AsObject())];

    private static bool Ended(JsonObject evaluation) => (string)evaluation["state"]! is "completed" or "failed" or "cancelled";

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri}: {(int)response.StatusCode} {text}");
        try
        {
            return text.Length == 0 ? [] : JsonNode.Parse(text) as JsonObject ?? new JsonObject { ["items"] = JsonNode.Parse(text) };
        }
        catch (JsonException)
        {
            return new JsonObject { ["text"] = text };
        }
    }
}
