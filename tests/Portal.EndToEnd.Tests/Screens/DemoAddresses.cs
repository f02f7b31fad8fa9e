using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static Portal.EndToEnd.Tests.Api;

namespace Portal.EndToEnd.Tests.Screens;

/// <summary>Where in the demo each page has something to show, and who looks at it. A page that is not known here fails the test.</summary>
internal sealed partial class DemoAddresses(IReadOnlyDictionary<string, string> values, string draft)
{
    private const string Scientist = "scientist@meridian.example";
    private const string Reviewer = "reviewer@meridian.example";
    private const string Compliance = "compliance@meridian.example";
    private const string Auditor = "auditor@meridian.example";
    private const string Administrator = "administrator@meridian.example";

    public static async Task<DemoAddresses> OfAsync(PortalProcess portal)
    {
        using var scientist = await portal.ClientAsync("Meridian", Scientist);
        var evaluations = await scientist.UntilAsync("evaluations?model=mortgage", page => Items(page).Count == 6 && Items(page).All(row => (string)row["state"]! == "completed"));
        var promotions = await scientist.UntilAsync("promotions", page => Items(page).Any(IsLast));
        await scientist.UntilAsync("environments/branch-edge/fleet", fleet => fleet["rollout"]?["waves"]?.AsArray() is { Count: 3 } waves && (int)waves[1]!["counts"]!["running"]! == 2);
        await scientist.UntilAsync("models/mortgage/health?environment=production", health => (string?)health["verdict"] == "breach");
        var experiments = await scientist.UntilAsync("experiments?model=mortgage", page => Items(page).Any(row => row["verdict"] is not null));
        await HookAsync(portal);
        var useCases = await scientist.UntilAsync("use-cases", page => Items(page).Any(row => (string)row["state"]! == "approved"));
        var followUp = await ExceptAsync(portal, scientist);
        var draft = await DraftAsync(scientist);
        return new DemoAddresses(new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["evaluations/id"] = (string)Items(evaluations).Single(row => (int)row["number"]! == 2)["id"]!,
            ["evaluations/other"] = (string)Items(evaluations).Single(row => (int)row["number"]! == 1)["id"]!,
            ["datasets/name"] = "mortgage-evaluation",
            ["datasets/number"] = "1",
            ["models/name"] = "mortgage",
            ["models/number"] = "5",
            ["promotions/number"] = $"{Items(promotions).Single(IsLast)["number"]}",
            ["policies/riskclass"] = "high",
            ["policies/purpose"] = "production",
            ["exceptions/number"] = $"F-{followUp}",
            ["environments/name"] = "production",
            ["experiments/number"] = $"E-{Items(experiments).Single()["number"]}",
            ["use-cases/number"] = $"U-{Items(useCases).Single(row => (string)row["state"]! == "submitted")["number"]}",
            ["audit/sequence"] = "12",
            ["monitoring/environment"] = "production",
            ["monitoring/model"] = "mortgage",
            ["monitors/name"] = "mortgage-production-drift-weekly",
            ["incidents/number"] = "1",
            ["retraining/number"] = "1",
            ["costs/budget"] = await BudgetAsync(portal),

            // Days are tested once they are whole: of the demo's own, none is unusual yet, and the page says that there is none.
            ["costs/anomaly"] = "00000000-0000-7000-8000-000000000000",
        }, draft);
    }

    /// <returns>Who looks (nobody when empty), and where.</returns>
    public (string Member, string Address) Of(string template)
    {
        if (template == "/environments/{Name}/fleet")
        {
            // Of the demo's environments, one stands at the edge.
            return (Administrator, "/environments/branch-edge/fleet");
        }

        if (template == "/use-cases/{Number}/edit")
        {
            // What is before the board, or decided, is edited by nobody.
            return (Scientist, $"/use-cases/{draft}/edit");
        }

        var room = template.Trim('/').Split('/')[0];
        var address = Parameter().Replace(template, parameter =>
        {
            var place = $"{room}/{parameter.Groups["name"].Value}";
            Assert.True(values.TryGetValue(place, out var value), $"{template}: where in the demo is {place}?");
            return value!;
        });
        return (template == "/promotions/new" ? Scientist : Member(room), address + Query(template));
    }

    /// <summary>The demo's story ends with version 5 waiting for a reviewer; what waits before is decided by the story itself.</summary>
    private static bool IsLast(JsonNode promotion) => (int)promotion["version"]! == 5 && (string)promotion["state"]! == "waiting";

    /// <summary>A receiver that nobody answers for, with a test event on its way: the story itself tells nobody outside.</summary>
    private static async Task HookAsync(PortalProcess portal)
    {
        using var administrator = await portal.ClientAsync("Meridian", Administrator);
        var webhook = await administrator.CreateAsync(
            "webhooks", new { url = "https://hooks.example/incidents", kinds = new[] { "incident.opened", "incident.resolved", "retraining.requested" }, description = "Tickets of the model risk team." }, HttpStatusCode.Created);
        await administrator.TryPostAsync($"webhooks/{(string)webhook["id"]!}/test", new { });
        await administrator.UntilAsync("webhooks/deliveries", page => Items(page).Any(delivery => (int)delivery["attempts"]! > 0));
    }

    private static async Task<string> BudgetAsync(PortalProcess portal)
    {
        using var administrator = await portal.ClientAsync("Meridian", Administrator);
        var budget = await administrator.CreateAsync(
            "budgets", new { name = "All AI of the bank", period = "month", amount = 120000, currency = "EUR", roles = new[] { "executive" }, hardStop = true, notes = "Agreed with finance.", reason = "Plan of the year" }, HttpStatusCode.Created);
        return (string)budget["id"]!;
    }

    /// <summary>A place for trials where one gate was let pass: the story itself lets none pass.</summary>
    private static async Task<int> ExceptAsync(PortalProcess portal, HttpClient scientist)
    {
        using var administrator = await portal.ClientAsync("Meridian", Administrator);
        await administrator.CreateAsync("environments", new { name = "trials", purpose = "staging", placement = "privateCluster", region = "eu-central", description = "" }, HttpStatusCode.Created);
        return await LetPass.OneGateAsync(portal, scientist, "trials");
    }

    /// <summary>The story itself submits all use cases.</summary>
    private static async Task<string> DraftAsync(HttpClient scientist)
    {
        var made = await scientist.CreateAsync(
            "use-cases",
            new
            {
                title = "Letters to customers in arrears",
                purpose = "Proposes the wording of a reminder; a clerk reads and sends it.",
                affectedPeople = "Some 400 customers a month who are behind with their instalments.",
                team = "Lending",
                requestsAMonth = 400,
                valueAMonth = 2500,
                costAMonth = 300,
                currency = "EUR",
                dataClassification = "personal",
                datasets = Array.Empty<string>(),
                otherData = "Names, addresses and what is owed.",
            },
            HttpStatusCode.Created);
        return $"U-{made["number"]}";
    }

    private static string Query(string template) => template switch
    {
        "/models/{Name}/compare" => "?left=1&right=2",
        "/experiments/new" => "?model=mortgage&environment=production",
        "/policies/import" => "?template=bank",
        "/promotions/new" => "?model=mortgage&version=3&environment=production",
        _ => "",
    };

    private static string Member(string room) => room switch
    {
        "sign-in" => "",
        "audit" => Auditor,
        "promotions" or "use-cases" or "delegations" => Reviewer,
        "policies" or "exceptions" => Compliance,
        "environments" or "members" or "teams" or "runners" or "webhooks" => Administrator,
        _ => Scientist,
    };

    [GeneratedRegex(@"\{(?<name>\w+)(:[^}]*)?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
