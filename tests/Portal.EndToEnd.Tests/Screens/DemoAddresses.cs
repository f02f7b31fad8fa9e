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
        var import = await BillAsync(portal);
        await PlaceAsync(scientist);
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
            ["costs/number"] = $"{import}",
            ["costs/import"] = $"{import}",
            ["costs/line"] = "3",
            ["placement/name"] = "letters",
            ["placement/place"] = "racks",
            ["costs/budget"] = await BudgetAsync(portal),

            ["costs/anomaly"] = await AnomalyAsync(portal),
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

    /// <summary>The day on which the demo's letters cost eight times as much.</summary>
    private static async Task<string> AnomalyAsync(PortalProcess portal)
    {
        using var administrator = await portal.ClientAsync("Meridian", Administrator);
        var found = await administrator.UntilAsync("costs/anomalies", page => Items(page).Count > 0);
        return (string)Items(found)[0]["id"]!;
    }

    private static async Task<string> BudgetAsync(PortalProcess portal)
    {
        using var administrator = await portal.ClientAsync("Meridian", Administrator);
        var budget = await administrator.CreateAsync(
            "budgets", new { name = "All AI of the bank", period = "month", amount = 5400, currency = "EUR", roles = new[] { "executive" }, hardStop = true, notes = "Agreed with finance.", reason = "Plan of the year" }, HttpStatusCode.Created);
        return (string)budget["id"]!;
    }

    /// <summary>A place for trials where one gate was let pass: the story itself lets none pass.</summary>
    private static async Task<int> ExceptAsync(PortalProcess portal, HttpClient scientist)
    {
        using var administrator = await portal.ClientAsync("Meridian", Administrator);
        await administrator.CreateAsync("environments", new { name = "trials", purpose = "staging", placement = "privateCluster", region = "eu-central", description = "" }, HttpStatusCode.Created);
        return await LetPass.OneGateAsync(portal, scientist, "trials");
    }

    /// <summary>A workload and places with invented prices: the story itself has none.</summary>
    private static async Task PlaceAsync(HttpClient scientist)
    {
        await AddAsync("gpu-cloud", "onDemand", "gpu-a10g", new { hourly = 1.9, memory = 24, latency = 400, availability = 0.999, complexity = 2, lockIn = 2 });
        await AddAsync("gpu-committed", "reserved", "gpu-a10g", new { reservedHourly = 2.05, memory = 24, latency = 400, availability = 0.999, complexity = 2, lockIn = 3 });
        await AddAsync("gpu-spot", "spot", "gpu-a10g", new { hourly = 3.2, discount = 0.7, rework = 0.08, memory = 24, latency = 400, availability = 0.95, complexity = 3, lockIn = 2 });
        await AddAsync("language-api", "apiPerToken", "", new { input = 2.5, output = 10, cacheRead = 0.25, latency = 900, availability = 0.999, complexity = 1, lockIn = 4 });
        await AddAsync("racks", "owned", "gpu-a10g", new
        {
            capex = 180000, residual = 0.15, life = 48, kilowatts = 8, pue = 1.3, electricity = 0.12, space = 600, operations = 1875, support = 0.08, units = 8, memory = 24, latency = 300, availability = 0.999, complexity = 5, lockIn = 2,
        });
        await scientist.CreateAsync(
            "placement/workloads",
            new
            {
                name = "letters", team = "Lending", model = "mortgage", today = "language-api",
                terms = new
                {
                    traffic = new { average = 0.15, peak = 0.8, hoursAWeek = 60, peakHoursAWeek = 10, shape = "officeHours" }, tokens = new { input = 1200, output = 300, cached = 0 }, latencyMilliseconds = 2000, availability = 0.99,
                    regions = new[] { "eu-central" }, classification = "personal", privateOnly = false, approvedVendors = Array.Empty<string>(), egressGigabytes = 120, memoryGigabytes = 8, memoryHeadroom = 0.2, targetLoad = 0.7,
                    speeds = new[] { new { hardwareClass = "gpu-a10g", requestsPerSecond = 2, source = "a load test", asOf = "2026-03-01" } },
                },
            },
            HttpStatusCode.Created);
        await scientist.CreateAsync("placement/workloads/letters/comparisons", new { }, HttpStatusCode.Created);

        Task AddAsync(string name, string kind, string hardwareClass, object numbers) => scientist.CreateAsync(
            "placement/places",
            new
            {
                name,
                terms = new
                {
                    kind, provider = "Acme", region = "eu-central", hardwareClass, currency = "USD", validFrom = "2026-01-01", source = "invented for the test", isPrivate = false, allowedClassifications = Array.Empty<string>(),
                    egress = new[] { new { gigabytes = (int?)100, perGigabyte = 0m }, new { gigabytes = (int?)null, perGigabyte = 0.09m } }, numbers,
                },
            },
            HttpStatusCode.Created);
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

    /// <summary>A bill of a provider with a row that cannot be taken, and a rule for a part of it.</summary>
    private static async Task<int> BillAsync(PortalProcess portal)
    {
        using var administrator = await portal.ClientAsync("Meridian", Administrator);
        await administrator.CreateAsync("costs/sources", new { name = "example-cloud", profile = "lenient", description = "The monthly export of the example cloud." }, HttpStatusCode.Created);
        var bill = await File.ReadAllBytesAsync(Repository.Folder("tests", "samples", "focus", "focus-1.0-multicloud.csv"));
        using var content = new ByteArrayContent([.. bill, .. "a row,of too few fields\n"u8]);
        using var answer = await administrator.PostAsync(new Uri("/api/v1/costs/imports?source=example-cloud&fileName=september.csv", UriKind.Relative), content);
        var number = (int)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["number"]!;
        await administrator.UntilAsync($"costs/imports/{number}", import => (string?)import["state"] == "imported");
        var entries = new[] { new { value = "51738928782", target = new { team = "Lending" } } };
        await administrator.CreateAsync("costs/allocation-rules", new { name = "The bank's own account", kind = "subAccount", entries }, HttpStatusCode.Created);
        await administrator.UntilAsync("costs/allocation-rules", rules => (int?)rules["pending"] == 0);
        return number;
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
        "environments" or "members" or "teams" or "runners" or "webhooks" or "costs" => Administrator,
        _ => Scientist,
    };

    [GeneratedRegex(@"\{(?<name>\w+)(:[^}]*)?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
