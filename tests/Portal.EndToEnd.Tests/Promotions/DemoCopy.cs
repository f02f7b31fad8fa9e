using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Web.Demo;
using Portal.Web.Promotions;

namespace Portal.EndToEnd.Tests.Promotions;

/// <summary>The demo's own database with its real evaluations, asked and changed by the product's acts alone, and put back at will.</summary>
internal sealed class DemoCopy : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder;
    private readonly string _file;

    private DemoCopy(ServiceProvider services, string folder, string file) => (_services, _folder, _file) = (services, folder, file);

    public static async Task<DemoCopy> OpenAsync(PreparedDemo prepared)
    {
        var folder = await prepared.CopyAsync();
        var data = Path.Combine(folder, "data");
        var file = Path.Combine(data, "portal.db");
        var clock = new FakeClock();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow());
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<DemoMembers>()
            .AddSingleton<PolicyTrials>()
            .AddPortalCore(new DatabaseOptions { Provider = DatabaseProviderName.Sqlite, ConnectionString = $"Data Source={file};Pooling=False" }, new ArtifactOptions(), data);
        return new DemoCopy(services.BuildServiceProvider(), folder, file);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Keeps what is there, to be put back.</summary>
    public void Keep(string name) => Copy(_file, Kept(name));

    public void PutBack(string name) => Copy(Kept(name), _file);

    /// <summary>Asked for and approved under the policies of today, with exceptions for what blocks; what is refused is left.</summary>
    public async Task MakeLiveAsync(DemoTenantCopy tenant, string model, int version, string place, CancellationToken ct)
    {
        var asked = await Get<RequestPromotion>().RunAsync(tenant.Scientist, new RequestPromotionRequest(model, version, place), ct);
        if (!asked.IsOk)
        {
            return;
        }

        var (number, state) = (asked.Value.Number, asked.Value.State);
        while (state == PromotionState.NeedsException)
        {
            var view = (await Get<PromotionDetail>().FindAsync(tenant.Officer, number, ct)).Value;
            state = (await Get<GrantException>().RunAsync(tenant.Officer, new GrantExceptionRequest(number, view.Frozen.Verdicts.First(verdict => verdict.IsOpen).Id, "To begin with.", view.EvidenceDigest), ct)).Value.State;
        }

        if (state == PromotionState.Waiting)
        {
            var view = (await Get<PromotionDetail>().FindAsync(tenant.Reviewer, number, ct)).Value;
            Assert.True((await Get<Decide>().RunAsync(tenant.Reviewer, new DecideRequest(number, DecisionVerdict.Approve, "To begin with.", view.EvidenceDigest), ct)).IsOk);
        }
    }

    public async Task<IReadOnlyList<DemoTenantCopy>> TenantsAsync(CancellationToken ct)
    {
        var (tenants, members) = (new List<DemoTenantCopy>(), Get<DemoMembers>());
        foreach (var row in await Get<TenantDirectory>().ListAsync(ct))
        {
            var scientist = await members.WithAsync(Role.DataScientist, row, ct);
            var places = (await Get<EnvironmentList>().ReadAsync(scientist, new EnvironmentListRequest(new PageRequest(PageRequest.LargestSize)), ct)).Value.Items;
            var models = (await Get<ModelList>().ReadAsync(scientist, new ModelListRequest(new PageRequest(PageRequest.LargestSize)), ct)).Value.Items;
            var versions = new List<(string Model, int Number)>();
            foreach (var model in models)
            {
                versions.AddRange((await Get<VersionList>().ReadAsync(scientist, model.Name, new PageRequest(), ct)).Value.Items.Select(version => (model.Name, version.Number)));
            }

            tenants.Add(new DemoTenantCopy(
                scientist, await members.WithAsync(Role.Reviewer, row, ct), await members.WithAsync(Role.ComplianceOfficer, row, ct), places, models, [.. versions.OrderBy(one => one.Model, StringComparer.Ordinal).ThenBy(one => one.Number)]));
        }

        return tenants;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Kept(string name) => Path.Combine(_folder, name + ".db");

    private static void Copy(string from, string to)
    {
        using var source = new SqliteConnection($"Data Source={from};Pooling=False");
        using var target = new SqliteConnection($"Data Source={to};Pooling=False");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }
}

/// <summary>The people and things of one demo tenant.</summary>
internal sealed record DemoTenantCopy(
    Actor Scientist, Actor Reviewer, Actor Officer, IReadOnlyList<EnvironmentRow> Places, IReadOnlyList<ModelRow> Models, IReadOnlyList<(string Model, int Number)> Versions);
