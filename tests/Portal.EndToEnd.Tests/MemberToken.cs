using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Portal.EndToEnd.Tests;

/// <summary>
/// An access token as a member makes one: signed in at the demo's door, then asked for through the API. The verb does the same in a
/// process of its own, which takes seconds to begin.
/// </summary>
internal static partial class MemberToken
{
    public static async Task<string> MakeAsync(Uri portal, string tenant, string email)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = portal };
        var fields = Field().Matches(Door(await PageAsync(browser), tenant, email)).Select(field => KeyValuePair.Create(field.Groups["name"].Value, field.Groups["value"].Value));
        using var form = new FormUrlEncodedContent(fields);
        using var signedIn = await browser.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        Assert.Equal("/", signedIn.Headers.Location?.OriginalString);

        // The page as the member sees it holds the proof that the next request is theirs.
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/access-tokens", UriKind.Relative)) { Content = JsonContent.Create(new { name = "tests", days = 60 }) };
        request.Headers.Add("RequestVerificationToken", Field().Matches(await PageAsync(browser)).First(field => field.Groups["name"].Value == "__RequestVerificationToken").Groups["value"].Value);
        using var made = await browser.SendAsync(request);
        var answer = await made.Content.ReadAsStringAsync();
        Assert.True(made.IsSuccessStatusCode, answer);
        return (string)JsonNode.Parse(answer)!["token"]!;
    }

    private static Task<string> PageAsync(HttpClient browser) => browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative));

    /// <summary>The form of one member of one tenant.</summary>
    private static string Door(string page, string tenant, string email)
    {
        var section = page[page.IndexOf($">{tenant}</h2>", StringComparison.Ordinal)..];
        var end = section.IndexOf($"<small>{email}</small>", StringComparison.Ordinal);
        Assert.True(end >= 0, $"{email} is not at the door of {tenant}.");
        return section[section[..end].LastIndexOf("<form", StringComparison.Ordinal)..end];
    }

    [GeneratedRegex("""<input[^>]* name="(?<name>[^"]+)"[^>]* value="(?<value>[^"]*)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Field();
}
