using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using static Portal.EndToEnd.Tests.Api;

namespace Portal.EndToEnd.Tests.Isolation;

/// <summary>
/// A member of another tenant who holds every role there asks every endpoint of the OpenAPI document and every page of the assembly
/// for Meridian's things, and gets what a thing gets that does not exist. Nothing is left out by hand.
/// </summary>
public sealed class CrossTenantTests(Browser browser, PreparedDemo demo) : IClassFixture<Browser>
{
    private static readonly string[] s_verbs = ["get", "put", "post", "patch", "delete"];

    [Fact]
    public async Task EveryEndpointAndPage_AskedForAnotherTenantsThings_SaysNotFound()
    {
        // Promotions are numbered tenant by tenant: without the demo's story, only Meridian has one.
        await using var portal = await demo.StartAsync();
        using var meridian = await portal.ClientAsync("Meridian", "scientist@meridian.example");
        var foreign = await MeridianAsync(portal, meridian);
        var before = await HeadAsync(portal);
        using var intruder = await IntruderAsync(portal);

        var endpoints = await AskEndpointsAsync(intruder, foreign);
        var pages = await AskPagesAsync(portal, foreign);

        TestContext.Current.TestOutputHelper!.WriteLine($"{endpoints} endpoints and {pages} pages were asked.");
        Assert.Equal(before, await HeadAsync(portal));
        Assert.InRange(endpoints, 40, 500);
        Assert.InRange(pages, 20, 200);
    }

    private static async Task<int> AskEndpointsAsync(HttpClient intruder, ForeignThings foreign)
    {
        using var description = await intruder.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        var document = JsonNode.Parse(await description.Content.ReadAsStringAsync())!.AsObject();
        var bodies = new BodyFromSchema(document, foreign.Upload);
        var asked = 0;
        var breaches = new List<string>();
        foreach (var (template, path) in document["paths"]!.AsObject())
        {
            foreach (var verb in s_verbs.Where(verb => path![verb] is JsonObject))
            {
                var (address, isForeign) = foreign.Values.Fill(template);
                var (status, text) = await AskAsync(intruder, verb, address + Query(path![verb]!.AsObject(), foreign), bodies.Of(path[verb]!.AsObject()), Table(path[verb]!.AsObject()));
                asked++;
                // A 404 may repeat the name that was asked for; it tells nothing that the asker did not say.
                if (isForeign)
                {
                    breaches.AddRange(status == HttpStatusCode.NotFound ? [] : [$"{verb} {address}: {(int)status} {text}"]);
                }
                else if (foreign.IsToldIn(text))
                {
                    breaches.Add($"{verb} {address} tells of Meridian: {text}");
                }
            }
        }

        Assert.True(breaches.Count == 0, string.Join("\n", breaches));
        return asked;
    }

    private async Task<int> AskPagesAsync(PortalProcess portal, ForeignThings foreign)
    {
        var templates = typeof(Portal.Web.Shell.App).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false)).Cast<RouteAttribute>().Select(route => route.Template)
            .Order(StringComparer.Ordinal).ToList();
        var page = await browser.OpenAsync(portal.Address);
        await page.SignInAsync("intruder@halden.example", "Halden");
        foreach (var template in templates)
        {
            var (address, isForeign) = foreign.Values.Fill(template);
            var answer = await page.GotoAsync(address);
            await page.SettledAsync();
            var text = await page.Locator("body").InnerTextAsync();
            Assert.False(foreign.IsToldIn(text.Replace(address, "", StringComparison.Ordinal)), $"{address} tells of Meridian: {text}");
            Assert.Equal((address, isForeign ? 404 : 200), (address, answer!.Status));
            Assert.True(!isForeign || text.Contains("Nothing is here", StringComparison.Ordinal), $"{address} does not say that nothing is here: {text}");
        }

        return templates.Count;
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(HttpClient client, string verb, string address, JsonNode? body, string? table)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb.ToUpperInvariant()), new Uri(address, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("If-Match", "\"0\"");
        if (table is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", "intrusion");
            request.Content = new StringContent("id,timestamp\n", Encoding.UTF8, table);
        }
        else if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The media type of an operation that takes rows instead of JSON.</summary>
    private static string? Table(JsonObject operation) =>
        (operation["requestBody"]?["content"] as JsonObject)?.Select(content => content.Key).FirstOrDefault(type => type == "text/csv");

    /// <summary>Query parameters that must be there, filled with another tenant's ids where they are ids.</summary>
    private static string Query(JsonObject operation, ForeignThings foreign)
    {
        var required = (operation["parameters"] as JsonArray)?.OfType<JsonObject>()
            .Where(parameter => (string?)parameter["in"] == "query" && parameter["required"]?.GetValue<bool>() == true) ?? [];
        var filled = required.Select(parameter => $"{(string)parameter["name"]!}={ValueOf(parameter, foreign)}").ToList();
        return filled.Count == 0 ? "" : "?" + string.Join('&', filled);
    }

    private static string ValueOf(JsonObject parameter, ForeignThings foreign) => ((string)parameter["name"]!, (string?)(parameter["schema"] as JsonObject)?["format"]) switch
    {
        (_, "uuid") => foreign.Upload,
        (_, "date-time") => "2026-03-01T00:00:00Z",
        ("environment", _) => "meridian-only",
        ("section", _) => "drift",
        _ => "1",
    };

    private static async Task<string> HeadAsync(PortalProcess portal)
    {
        var (exitCode, output, complaints) = await portal.RunAsync("audit", "export", "--tenant", "Meridian", "--output", Path.Combine(portal.Folder, "meridian.jsonl"));
        Assert.True(exitCode == 0, complaints);
        return output;
    }

    private static async Task<HttpClient> IntruderAsync(PortalProcess portal)
    {
        using var administrator = await portal.ClientAsync("Halden", "administrator@halden.example");
        await administrator.CreateAsync(
            "members",
            new
            {
                email = "intruder@halden.example",
                name = "Intruder",
                kind = "person",
                roles = new[] { "dataScientist", "reviewer", "complianceOfficer", "auditor", "executive", "tenantAdministrator" },
            },
            HttpStatusCode.Created);
        return await portal.ClientAsync("Halden", "intruder@halden.example");
    }

    private static async Task<ForeignThings> MeridianAsync(PortalProcess portal, HttpClient scientist)
    {
        var evaluations = await scientist.UntilAsync("evaluations?model=mortgage", page => Items(page).Count == 6 && Items(page).All(row => (string)row["state"]! == "completed"));
        using var administrator = await portal.ClientAsync("Meridian", "administrator@meridian.example");
        var environment = await administrator.CreateAsync(
            "environments", new { name = "meridian-only", purpose = "staging", placement = "edge", region = "eu-central", description = "" }, HttpStatusCode.Created);
        _ = environment;
        var promotion = await scientist.CreateAsync("promotions", new { model = "mortgage", version = 1, environment = "meridian-only", note = "isolation" }, HttpStatusCode.Created);
        await administrator.CreateAsync("environments/meridian-only/device-groups", new { name = "meridian-pilot" }, HttpStatusCode.Created);
        await administrator.CreateAsync("environments/meridian-only/devices", new { name = "meridian-till", group = "meridian-pilot", days = 1 }, HttpStatusCode.Created);
        var runner = await administrator.CreateAsync("runners", new { name = "meridian-runner", region = "eu-central", days = 1 }, HttpStatusCode.Created);
        var webhook = await administrator.CreateAsync("webhooks", new { url = "https://hooks.example/meridian-only", kinds = new[] { "incident.opened" }, description = "" }, HttpStatusCode.Created);
        var delegation = await administrator.CreateAsync("delegations", new { to = "reviewer@meridian.example", until = TimeProvider.System.GetUtcNow().AddDays(1), reason = "isolation" }, HttpStatusCode.Created);
        var members = await administrator.FindAsync("members");
        var teams = await administrator.FindAsync("teams");
        var tokens = await administrator.FindAsync("access-tokens");
        return new ForeignThings(
            upload: await scientist.UploadAsync(Repository.Folder("seed", "mortgage", "evaluation.csv")),
            evaluation: (string)Items(evaluations)[0]["id"]!,
            promotion: promotion,
            member: (string)Items(members)[0]["id"]!,
            team: (string)Items(teams)[0]["id"]!,
            token: (string)Items(tokens)[0]["id"]!,
            runner: (string)runner["id"]!,
            webhook: (string)webhook["id"]!,
            followUp: await LetPass.OneGateAsync(portal, scientist, "meridian-only"),
            delegation: (string)delegation["id"]!,
            watch: await ForeignWatch.MakeAsync(scientist, administrator));
    }
}
