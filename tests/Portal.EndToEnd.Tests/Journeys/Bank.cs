using System.Globalization;
using Microsoft.Playwright;
using static Portal.EndToEnd.Tests.Journeys.Meridian;

namespace Portal.EndToEnd.Tests.Journeys;

/// <summary>What a bank's people do in the browser between a policy and the day on which a version is taken back, in their words.</summary>
/// <param name="jobs">A tab of the administrator's of its own: waiting for the portal's clock to look again is what the test has no time for.</param>
internal sealed class Bank(IPage page, IPage jobs, TestClock clock)
{
    private const string Executive = "executive@meridian.example";
    private const string Administrator = "administrator@meridian.example";
    private const int Narrow = 390;

    public IPage Page => page;

    public Task AsExecutiveAsync(string address) => page.SignInAsync(Executive, from: address);

    public async Task OpenJobsAsync()
    {
        await jobs.SignInAsync(Administrator, from: "/jobs");
        await jobs.ShowsAsync("keep-promotion-deadlines");
    }

    /// <summary>Time passes, and the portal looks at once at what is due by now.</summary>
    public async Task PassAsync(TimeSpan time, string job)
    {
        clock.Advance(time);
        await jobs.Button($"Run now: {job}").ClickAsync();
    }

    public async Task UseTemplateAsync()
    {
        await page.SignInAsync(Administrator, from: "/policies");
        await page.GetByRole(AriaRole.Link, new() { NameString = "Use a template" }).ClickAsync();
        await page.ShowsAsync("What it would change");
        await page.ShowsAsync("High risk in production becomes edit 2");
        await PictureAsync("bank-template");
        await page.GetByLabel("Reason", new() { Exact = true }).FillAsync("Supervision asks for independent validation.");
        await page.Button("Import policies").ClickAsync();
        await page.IsAtAsync("/policies$");
        await page.GotoAsync("/policies/high/production");
        await page.ShowsAsync("two reviewers, within 3 days; reminded 24 hours before; after that a tenant administrator as well");
        await page.ShowsAsync("one compliance officer, within 3 days; reminded 24 hours before; after that an executive as well");
        await page.ShowsAsync("5 %, then 25 % of the requests");
    }

    public async Task AddMemberAsync(string name, string email, string role)
    {
        await page.GotoAsync("/members");
        await page.SettledAsync();
        await page.Button("Add member").First.ClickAsync();
        var window = page.GetByRole(AriaRole.Dialog);
        await window.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await window.GetByLabel("E-mail address").FillAsync(email);
        await window.GetByRole(AriaRole.Checkbox, new() { NameString = role }).CheckAsync();
        await window.GetByRole(AriaRole.Button, new() { NameString = "Add member" }).ClickAsync();
        await page.ShowsAsync(email);
    }

    public async Task LetPassAsync(string reason, string followUp)
    {
        await page.GetByRole(AriaRole.Button, new() { NameString = "Grant exception" }).ClickAsync();
        var window = page.GetByRole(AriaRole.Dialog);
        await window.GetByLabel("Reason", new() { Exact = false }).FillAsync(reason);
        await window.GetByLabel("Ends on").FillAsync(Day(60));
        await window.GetByLabel("What is to be put right by then").FillAsync(followUp);
        await PictureAsync("bank-exception");
        await window.GetByRole(AriaRole.Button, new() { NameString = "Grant exception" }).ClickAsync();
        await Assertions.Expect(window).ToBeHiddenAsync();
    }

    public async Task AnswerAsync(string answer)
    {
        await page.ShowsAsync("asked for changes");
        await Assertions.Expect(page.Locator(".answer-preview li").Filter(new() { HasText = "Model review" })).ToContainTextAsync("Starts again");
        await Assertions.Expect(page.Locator(".answer-preview li").Filter(new() { HasText = "Compliance" })).ToContainTextAsync("Comes later");
        await page.GetByLabel("What you changed").FillAsync(answer);
        await PictureAsync("bank-answer");
        await page.Button("Send the answer").ClickAsync();
        await page.ShowsAsync("Round 2");
    }

    public async Task DelegateAsync(string to, string reason)
    {
        await page.GetByLabel("Who decides meanwhile").SelectOptionAsync(to);
        await page.GetByLabel("Until, the end of").FillAsync(Day(10));
        await page.GetByLabel("Reason", new() { Exact = true }).FillAsync(reason);
        await page.Button("Delegate").ClickAsync();
        await page.ShowsAsync(reason);
    }

    /// <summary>On the open page of a promotion.</summary>
    public async Task DecideAsync(string choice, string reason)
    {
        await page.GetByRole(AriaRole.Radio, new() { Name = choice }).CheckAsync();
        await page.GetByLabel("Reason", new() { Exact = true }).FillAsync(reason);
        await page.Button(choice).ClickAsync();
    }

    /// <returns>Until when, as a clock in the bank shows it.</returns>
    public async Task<string> FreezeAsync(string name)
    {
        var until = Minute(TimeSpan.FromHours(12));
        await page.GotoAsync("/environments/freezes");
        await page.SettledAsync();
        await page.Button("Plan a freeze").ClickAsync();
        var window = page.GetByRole(AriaRole.Dialog);
        await window.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await window.GetByLabel("From (Europe/Berlin)").FillAsync(Minute(TimeSpan.FromHours(-1)));
        await window.GetByLabel("Until (Europe/Berlin)").FillAsync(until);
        await window.GetByLabel("Reason", new() { Exact = false }).FillAsync("The ledger is moved tonight.");
        await window.GetByRole(AriaRole.Button, new() { NameString = "Plan freeze" }).ClickAsync();
        await page.ShowsAsync("Holds now");
        return until[^5..];
    }

    public async Task EndFreezeAsync(string name)
    {
        await page.Button($"End now: {name}").ClickAsync();
        var window = page.GetByRole(AriaRole.Dialog);
        await window.GetByLabel("Reason", new() { Exact = false }).FillAsync("Moved, and checked.");
        await window.GetByRole(AriaRole.Button, new() { NameString = "End now" }).ClickAsync();
        await Assertions.Expect(page.Button($"End now: {name}")).ToHaveCountAsync(0);
    }

    public async Task WatchAsync(string name)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Watches").SelectOptionAsync("Performance");
        await page.GetByLabel("Severity").SelectOptionAsync("Critical");
        await page.GetByRole(AriaRole.Checkbox, new() { NameString = "Take the model back" }).CheckAsync();
        await page.Button("Create monitor").ClickAsync();
        await page.IsAtAsync($"/monitors/{name}$");
    }

    /// <summary>Kept to be looked at, wide and on a telephone, where nothing stands over the edge.</summary>
    public async Task PictureAsync(string name)
    {
        var folder = Directory.CreateDirectory(Repository.Folder("artifacts", "screens")).FullName;
        var whole = await page.GetByRole(AriaRole.Dialog).CountAsync() == 0;
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-light.png"), FullPage = whole });
        var size = page.ViewportSize!;
        await page.SetViewportSizeAsync(Narrow, size.Height);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{Narrow}.png"), FullPage = whole });
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= Narrow, $"{name} is wider than {Narrow} px.");
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    /// <summary>So many days from now, as a field of a day takes it.</summary>
    private string Day(int days) => clock.Now.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>In the zone of the browser.</summary>
    private string Minute(TimeSpan fromNow) =>
        TimeZoneInfo.ConvertTimeBySystemTimeZoneId(clock.Now + fromNow, "Europe/Berlin").ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
