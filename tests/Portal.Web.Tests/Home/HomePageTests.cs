using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Datasets;
using Portal.Web.Deployments;
using Portal.Web.Evaluations;
using Portal.Web.Home;
using Portal.Web.Promotions;
using Portal.Web.Registry;
using Portal.Web.Shell;

namespace Portal.Web.Tests.Home;

public sealed class HomePageTests : PageContext
{
    [Theory]
    [InlineData(Role.DataScientist, "Waiting for you")]
    [InlineData(Role.Reviewer, "Waiting for you")]
    [InlineData(Role.ComplianceOfficer, "Decisions of 30 days")]
    [InlineData(Role.Auditor, "Is the trail whole?")]
    [InlineData(Role.Executive, "Worth a question")]
    [InlineData(Role.TenantAdministrator, "Waiting for you")]
    public void Home_OfARole_BeginsWithItsWork(Role role, string heading)
    {
        SignIn(Portal.As(role));
        Services.AddScoped<Waiting>();

        var cut = Render<HomePage>();

        cut.WaitForAssertion(() => Assert.Contains(cut.FindAll("h2"), title => title.TextContent == heading));
        cut.WaitForAssertion(() => Assert.Contains("No version yet", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Home_WithSomethingWaiting_SaysHowManyThings()
    {
        SignIn(Portal.As(Role.Reviewer));
        Services.AddScoped<Waiting>();
        Services.AddSingleton<IWaitingSource>(new Fixed([new WaitingItem("promotion", "P-1 asks for a decision", "All gates passed.", "Decide", "/promotions/1", Now)]));

        var cut = Render<HomePage>();

        cut.WaitForAssertion(() => Assert.Contains("One thing waits for you.", cut.Find("h1").TextContent, StringComparison.Ordinal));
        Assert.Equal("/promotions/1", cut.Find(".work .do a").GetAttribute("href"));
    }

    [Fact]
    public async Task Home_LeftWhileLoading_LeavesNoTimer()
    {
        var clock = new StoppedClock();
        var waiting = new TaskCompletionSource<IReadOnlyList<WaitingItem>>();
        var asked = new TaskCompletionSource();
        SignIn(Portal.As(Role.Reviewer));
        Services.AddSingleton<TimeProvider>(clock);
        Services.AddScoped<Waiting>();
        Services.AddSingleton<IWaitingSource>(new Slow(waiting.Task, asked));
        var cut = Render<HomePage>();
        await asked.Task.WaitAsync(Xunit.TestContext.Current.CancellationToken);
        var before = clock.Timers;

        await DisposeComponentsAsync();
        await cut.InvokeAsync(() => waiting.SetResult([]));

        Assert.Equal(before, clock.Timers);
    }

    [Fact]
    public void Home_WhenTheZoneArrives_GreetsByIt()
    {
        SignIn(Portal.As(Role.Auditor));
        Services.AddScoped<Waiting>();
        var cut = Render<HomePage>();
        cut.WaitForAssertion(() => Assert.Contains("Good morning.", cut.Find("h1").TextContent, StringComparison.Ordinal));
        Script.Setup<string>("timeZone").SetResult("Asia/Tokyo");

        _ = Services.GetRequiredService<ViewerClock>().LearnZoneAsync(Services.GetRequiredService<BrowserModule>(), CancellationToken.None);

        cut.WaitForAssertion(() => Assert.Contains("Good evening.", cut.Find("h1").TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("shared", "/models/shared", "/datasets/shared")]
    [InlineData("elsewhere")]
    public async Task Palette_Name_FindsTheTenantsOwnAndEachOnce(string text, params string[] found)
    {
        foreach (var (actor, name) in new[] { (Portal.As(Role.DataScientist), "shared"), (Portal.Outsider, "shared"), (Portal.Outsider, "elsewhere") })
        {
            await CreateModelAsync(actor, name);
            await ImportAsync(actor, name);
        }

        Assert.Equal(found, (await FindAsync(text)).Select(hit => hit.Href));
    }

    [Fact]
    public async Task Palette_WholeDigest_FindsTheTenantsOwnData()
    {
        await ImportAsync(Portal.As(Role.DataScientist), "ours");
        await ImportAsync(Portal.Outsider, "theirs");

        Assert.Equal(["/datasets/ours/versions/1"], (await FindAsync(Digest.Of(Encoding.UTF8.GetBytes(Table)).Hex)).Select(hit => hit.Href));
    }

    [Fact]
    public void Places_OfOtherRooms_AllHaveAPage()
    {
        string[] places =
        [
            RegistryPages.Url("mortgage"), RegistryPages.Url("mortgage", 2), DatasetsPages.Url("hmda"), DatasetsPages.Url("hmda", 1),
            EvaluationsPages.Url(new EvaluationId(Guid.AllBitsSet)), PromotionsPages.Url(12), DeploymentsPages.Url("production"),
        ];
        var routes = typeof(HomePage).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>())
            .Select(route => route.Template.Split('/').Select(part => part.StartsWith('{') ? null : part).ToArray())
            .ToList();

        Assert.All(places, place => Assert.Contains(routes, route => Fits(place.Split('/'), route)));
    }

    private const string Table = "applicant,deny\n1,yes\n2,no\n";

    /// <summary>What all sources of the palette find together.</summary>
    private async Task<IReadOnlyList<SearchHit>> FindAsync(string text)
    {
        SignIn(Portal.As(Role.DataScientist));
        var registered = new ServiceCollection().AddHomePages().AddRegistryPages().AddDatasetsPages().AddDeploymentsPages();
        foreach (var source in registered.Where(service => service.ServiceType == typeof(ISearchSource)))
        {
            Services.Add(source);
        }

        var hits = new List<SearchHit>();
        foreach (var source in Services.GetServices<ISearchSource>())
        {
            hits.AddRange(await source.FindAsync(text, CancellationToken.None));
        }

        return hits;
    }

    private async Task CreateModelAsync(Actor actor, string name) => await Portal.Get<CreateModel>().RunAsync(
        actor,
        new CreateModelRequest(name, "For a test.", "Lending", ModelTask.BinaryClassification, RiskClass.High, DataClassification.Confidential, ["eu-central"], null),
        CancellationToken.None);

    private async Task ImportAsync(Actor actor, string name)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Table));
        var upload = (await Portal.Get<ReceiveUpload>().RunAsync(actor, new ReceiveUploadRequest("table.csv", content), CancellationToken.None)).Value.Id;
        var columns = (await Portal.Get<DatasetSchema>().FindAsync(actor, upload, null, CancellationToken.None)).Value.Columns;
        await Portal.Get<ImportDataset>().RunAsync(
            actor,
            new ImportDatasetRequest(
                upload, name, new NewDataset("For a test.", DataClassification.Confidential, "eu-central"), [.. columns.Select(column => new DatasetColumn(column.Name, column.Type, column.Role))]),
            CancellationToken.None);
    }

    private static bool Fits(string[] place, string?[] route) =>
        place.Length == route.Length && place.Zip(route).All(pair => pair.Second is null ? pair.First.Length > 0 : pair.First == pair.Second);

    private sealed class Slow(Task<IReadOnlyList<WaitingItem>> items, TaskCompletionSource asked) : IWaitingSource
    {
        public Task<IReadOnlyList<WaitingItem>> ListAsync(CancellationToken ct)
        {
            asked.SetResult();
            return items;
        }
    }

    private sealed class Fixed(IReadOnlyList<WaitingItem> items) : IWaitingSource
    {
        public Task<IReadOnlyList<WaitingItem>> ListAsync(CancellationToken ct) => Task.FromResult(items);
    }
}
