using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Portal.Web.Demo;
using static Portal.EndToEnd.Tests.Api;
using static Portal.EndToEnd.Tests.Journeys.Meridian;

namespace Portal.EndToEnd.Tests.Journeys;

/// <summary>
/// A bank's policy in a browser, with a clock that the test moves: one version's way through an exception, asked changes, a deputy, a
/// missed deadline and a freeze to all requests, and its way back, which nobody has to press for.
/// </summary>
public sealed class BankPolicyTests(Browser browser, PreparedDemo demo) : IClassFixture<Browser>
{
    private const string SecondReviewer = "nora@meridian.example";
    private const string Deputy = "bo@meridian.example";
    private const string Live = "environments/production/deployments/mortgage";
    private const string Freeze = "Move of the ledger";
    private static readonly TimeSpan s_hold = TimeSpan.FromHours(25);

    [Fact]
    public async Task Version_UnderABanksPolicy_GoesLiveThroughPeopleClockAndCanary_AndIsTakenBackByItself()
    {
        using var clock = new TestClock();
        await using var portal = await demo.StartAsync(clock.Settings);
        using var program = await portal.ClientAsync("Meridian", Scientist);
        using var officer = await portal.ClientAsync("Meridian", Compliance);
        await BeforeAsync(portal, program);
        var bank = new Bank(await browser.OpenAsync(portal.Address), await browser.OpenAsync(portal.Address), clock);

        await bank.OpenJobsAsync();
        await bank.UseTemplateAsync();
        await bank.AddMemberAsync("Nora Reyes", SecondReviewer, "Reviewer");
        await bank.AddMemberAsync("Bo Lund", Deputy, "Data scientist");
        var promotion = await AskAsync(bank);
        await LetPassAsync(bank, promotion);
        await ChangeAsync(bank, promotion);
        await StandInAsync(bank, promotion, clock);
        await EscalateAsync(bank, promotion, officer);
        await ThawAsync(bank, promotion);
        await RollOutAsync(bank, program);
        await TakeBackAsync(bank, clock, program);
        await VerifyAsync(portal, bank);
    }

    /// <summary>What was there before the policy: version 2 live, and version 3, which ranks better and treats one group worse, rehearsed in staging.</summary>
    private static async Task BeforeAsync(PortalProcess portal, HttpClient scientist)
    {
        using var reviewer = await portal.ClientAsync("Meridian", Reviewer);
        await scientist.CreateAsync("promotions", new { model = "mortgage", version = 2, environment = "production", note = "" }, HttpStatusCode.Created);
        await LetPass.OneGateAsync(portal, scientist, "staging");
        foreach (var row in Items(await scientist.FindAsync("promotions?open=true")))
        {
            var promotion = await reviewer.FindAsync($"promotions/{row["id"]}");
            await reviewer.CreateAsync($"promotions/{row["id"]}/decisions", new { verdict = "approve", reason = "For a start.", evidenceDigest = (string)promotion["evidenceDigest"]! }, HttpStatusCode.OK);
        }

        Assert.Equal(2, (int)(await scientist.FindAsync(Live))["version"]!);
    }

    private static async Task<string> AskAsync(Bank bank)
    {
        var page = bank.Page;
        await page.SignInAsync(Scientist, from: "/promotions/new?model=mortgage&version=3&environment=production");
        await page.ShowsAsync("0.740");
        await page.ShowsAsync("A compliance officer looks at the gate that blocks it");
        await page.ShowsAsync("First two reviewers");
        await page.ShowsAsync("beginning with 5 % of the requests, in place of version 2");
        await bank.PictureAsync("bank-request");
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync("Ranks better on every slice; the gap is being worked on.");
        await page.Button("Request promotion").ClickAsync();
        await page.IsAtAsync("/promotions/P-[0-9]+$");
        await page.ShowsAsync("Needs an exception");
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task LetPassAsync(Bank bank, string promotion)
    {
        var page = bank.Page;
        await page.SignInAsync(Compliance, from: promotion);
        await page.ShowsAsync("1 gate failed");
        await bank.LetPassAsync("A clerk reads every denial until the gap is closed.", "Train again without the protected columns.");
        await page.ShowsAsync("Waits for a decision");
        await Assertions.Expect(page.Locator("li.gate.waived")).ToContainTextAsync("A clerk reads every denial");
        await page.Locator("li.gate.waived").GetByRole(AriaRole.Link, new() { NameString = "F-2" }).ClickAsync();
        await page.IsAtAsync("/exceptions/F-2$");
        await page.ShowsAsync("Train again without the protected columns.");
        await page.GotoAsync("/models/mortgage/versions/3");
        await Assertions.Expect(page.Locator("main a[href='/exceptions/F-2'], main a[href='/exceptions']").First).ToContainTextAsync("waived until");
    }

    private static async Task ChangeAsync(Bank bank, string promotion)
    {
        var page = bank.Page;
        await page.SignInAsync(Reviewer, from: promotion);
        await bank.DecideAsync("Request changes", "Say how the clerks are told which denials to read.");
        await page.ShowsAsync("was sent back for changes");
        await page.SignInAsync(Scientist, from: promotion);
        await bank.AnswerAsync("Every denial carries a mark in the clerks' list; the handbook says so since today.");
    }

    /// <summary>One of two reviewers is away: a colleague stands in, and has to show again who they are, because they took their time.</summary>
    private static async Task StandInAsync(Bank bank, string promotion, TestClock clock)
    {
        const string reason = "Read in Nora's place: the mark is there, and the handbook says what to do.";
        var page = bank.Page;
        await page.SignInAsync(SecondReviewer, from: "/delegations");
        await bank.DelegateAsync(Deputy, "On leave until Thursday.");
        await page.SignInAsync(Reviewer, from: promotion);
        await bank.DecideAsync("Approve", "The clerks know what to read.");
        await page.ShowsAsync("Model review · 1 of 2");

        await page.SignInAsync(Deputy, from: promotion);
        await page.ShowsAsync("in the place of Nora Reyes");
        clock.Advance(TimeSpan.FromMinutes(20));
        await bank.DecideAsync("Approve", reason);
        await page.ShowsAsync("confirm their sign-in within 15 minutes");
        await bank.PictureAsync("bank-confirm");
        await page.Button("Confirm your sign-in").ClickAsync();
        await Assertions.Expect(page.GetByLabel("Reason", new() { Exact = true })).ToHaveValueAsync(reason);
        await page.Button("Approve").ClickAsync();
        await page.ShowsAsync("Approved by Bo Lund, in the place of Nora Reyes");
    }

    /// <summary>Compliance lets its three days pass: first it is reminded, then the executive may decide as well.</summary>
    private static async Task EscalateAsync(Bank bank, string promotion, HttpClient officer)
    {
        await bank.PassAsync(TimeSpan.FromHours(49), "keep-promotion-deadlines");
        await officer.UntilAsync("notifications", told => Items(told).Any(row => (string)row["kind"]! == "promotion.reminder"));
        await bank.Page.SignInAsync(Compliance, from: "/notifications");
        await bank.Page.ShowsAsync("is due soon");

        await bank.PassAsync(TimeSpan.FromHours(24), "keep-promotion-deadlines");
        var number = promotion.Split('-')[^1];
        var id = Items(await officer.FindAsync("promotions")).Single(row => $"{row["number"]}" == number)["id"];
        await officer.UntilAsync($"promotions/{id}", found => found["stages"]!.AsArray().Any(stage => stage!["escalatedAt"] is not null));
        await bank.AsExecutiveAsync(promotion);
        await bank.Page.ShowsAsync("since the deadline passed an executive");
        await bank.Page.ShowsAsync("You decide on Compliance");
        await bank.PictureAsync("bank-escalated");
    }

    /// <summary>The last word is held up by a freeze, and given again once it has ended.</summary>
    private static async Task ThawAsync(Bank bank, string promotion)
    {
        var page = bank.Page;
        await page.SignInAsync(Compliance, from: "/environments/freezes");
        var until = await bank.FreezeAsync(Freeze);
        await bank.AsExecutiveAsync(promotion);
        await page.ShowsAsync("Would be the last approval. production is frozen until");
        await page.ShowsAsync($"{until} (your time): {Freeze}");
        await bank.DecideAsync("Approve", "The exception is bounded, and the clerks know.");
        await Assertions.Expect(page.Locator("main").GetByRole(AriaRole.Alert).First).ToContainTextAsync($"{Freeze}. Nothing new goes live there before.");
        await bank.PictureAsync("bank-frozen");

        await page.SignInAsync(Compliance, from: "/environments/freezes");
        await bank.EndFreezeAsync(Freeze);
        await bank.AsExecutiveAsync(promotion);
        await bank.DecideAsync("Approve", "The exception is bounded, and the clerks know.");
        await page.ShowsAsync("Approved by Ingrid Sato");
    }

    private static async Task RollOutAsync(Bank bank, HttpClient program)
    {
        var page = bank.Page;
        Assert.Equal((2, 95, 3, 5), Shares(await program.FindAsync(Live)));
        await page.SignInAsync(Reviewer, from: "/environments/production");
        await page.ShowsAsync("Version 3 answers 5 % of the requests, version 2 the other 95 %");
        await page.ShowsAsync("1 gate waived until");
        await bank.PictureAsync("bank-canary");

        await bank.PassAsync(s_hold, "advance-rollouts");
        await program.UntilAsync(Live, live => Shares(live) == (2, 75, 3, 25));
        await bank.PassAsync(s_hold, "advance-rollouts");
        await program.UntilAsync(Live, live => Shares(live) == (3, 100, null, null));
        await page.SignInAsync(Reviewer, from: "/environments/production");
        await page.ShowsAsync("mortgage, version 3");
        await Assertions.Expect(page.Locator("main a[href='/exceptions/F-2']").First).ToContainTextAsync("1 gate waived until");
        await bank.PictureAsync("bank-live");
    }

    /// <summary>A week of production in which the outcome follows other rules: the monitor sees it when its schedule comes, and nobody has to.</summary>
    private static async Task TakeBackAsync(Bank bank, TestClock clock, HttpClient program)
    {
        var page = bank.Page;
        await page.SignInAsync(Scientist, from: "/monitors/new?environment=production&model=mortgage");
        await bank.WatchAsync("mortgage-takes-back");
        clock.AdvanceToMonday(and: TimeSpan.FromHours(1));
        var week = (await new DemoWeeks(Repository.Folder("seed", "mortgage"), "mortgage-gbt-v2", "deny").ReadAsync(DemoWeeks.FirstBefore(clock.Now), CancellationToken.None))[^1];
        await SendAsync(program, week.Inputs, "kind=inputs&version=3");
        await SendAsync(program, week.Labels, "kind=labels");

        await bank.PassAsync(TimeSpan.FromHours(2), "run-monitors");
        await program.UntilAsync(Live, live => Shares(live) == (2, 100, null, null));
        await page.SignInAsync(Reviewer, from: "/environments/production");
        await page.ShowsAsync("mortgage, version 2");
        await bank.PictureAsync("bank-back");
        await page.Locator("main a[href='/incidents/I-1']").First.ClickAsync();
        await page.ShowsAsync("The portal went back from version 3 to version 2.");
        await bank.PictureAsync("bank-incident");
    }

    private static async Task SendAsync(HttpClient program, string rows, string what)
    {
        using var content = new StringContent(rows, Encoding.UTF8, "text/csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/models/mortgage/observations?environment=production&{what}", UriKind.Relative)) { Content = content };
        request.Headers.Add("Idempotency-Key", what);
        using var answer = await program.SendAsync(request);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    private static async Task VerifyAsync(PortalProcess portal, Bank bank)
    {
        await bank.Page.SignInAsync(Auditor, from: "/audit");
        await bank.Page.Button("Verify now").ClickAsync();
        await bank.Page.ShowsAsync("follow on one another");
        var trail = Path.Combine(portal.Folder, "trail.jsonl");
        var (exitCode, _, complaints) = await portal.RunAsync("audit", "export", "--tenant", "Meridian", "--output", trail);
        Assert.True(exitCode == 0, complaints);
        var told = await File.ReadAllTextAsync(trail);
        string[] expected =
        [
            "policy.edited", "exception.granted", "follow-up.opened", "promotion.answered", "delegation.made", "promotion.reminded", "promotion.escalated", "freeze.planned", "freeze.ended",
            "promotion.decide.refused", "promotion.decided", "deployment.rolled-back", "incident.rolled-back",
        ];
        Assert.All(expected, act => Assert.Contains($"\"action\":\"{act}\"", told, StringComparison.Ordinal));
    }

    private static (int Version, int Share, int? Challenger, int? ItsShare) Shares(JsonObject live) =>
        ((int)live["version"]!, (int)live["share"]!, (int?)live["challenger"]?["version"], (int?)live["challenger"]?["share"]);
}
