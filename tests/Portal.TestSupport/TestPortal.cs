using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Audit;
using Portal.Core.Costs.Usage;
using Portal.Core.Evaluations;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Core.Webhooks;

namespace Portal.TestSupport;

/// <summary>
/// The product without a screen, on a real and empty database of its own, with a clock that the test moves. It speaks in intents:
/// <c>portal.As(Role.Reviewer)</c> is a member of the first tenant, <c>portal.Outsider</c> of another one.
/// </summary>
public sealed class TestPortal : IAsyncDisposable
{
    /// <summary>As it comes, but with a short look at the speed and at what the model looks at: a hundred tests wait for both and look at neither.</summary>
    private static readonly EvaluationOptions s_evaluations = new() { SpeedMilliseconds = 100, ExplanationRows = 20_000 };

    private readonly ServiceProvider _services;
    private readonly string _connectionString;
    private readonly string _folder;
    private readonly IReadOnlyList<Type> _types;
    private readonly Dictionary<Role, Actor> _members = [];

    private TestPortal(ServiceProvider services, IReadOnlyList<Type> types, string connectionString, string folder)
    {
        _services = services;
        _types = types;
        _connectionString = connectionString;
        _folder = folder;
    }

    public FakeClock Clock => (FakeClock)Get<TimeProvider>();

    public TenantId Tenant { get; private set; }

    public TenantId OtherTenant { get; private set; }

    public TeamId Team { get; private set; }

    /// <summary>A member of the other tenant who holds every role.</summary>
    public Actor Outsider { get; private set; } = null!;

    /// <param name="more">Services of rooms that a test needs beyond the standard ones.</param>
    public static async Task<TestPortal> StartAsync(DatabaseProviderName provider, Action<IServiceCollection>? more = null)
    {
        var populated = await PopulatedDatabase.OfAsync(provider);
        var folder = Directory.CreateTempSubdirectory("portal-test-").FullName;
        var portal = Build(provider, await populated.CopyAsync(folder), folder, more);
        (portal.Tenant, portal.OtherTenant, portal.Team, portal.Outsider) = (populated.Tenant, populated.OtherTenant, populated.Team, populated.Outsider);
        foreach (var (role, member) in populated.Members)
        {
            portal._members[role] = member;
        }

        return portal;
    }

    /// <summary>On an empty database, whose schema and people are made now.</summary>
    internal static async Task<TestPortal> PopulateAsync(DatabaseProviderName provider, string connectionString, string folder)
    {
        var portal = Build(provider, connectionString, folder, more: null);
        await portal.Get<PortalDatabase>().MigrateAsync(CancellationToken.None);
        await portal.PopulateAsync();
        return portal;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Makes the product's own services, with this portal's database, known to another container: a page's.</summary>
    public void LendTo(IServiceCollection others)
    {
        foreach (var type in _types)
        {
            others.AddSingleton(type, _ => _services.GetRequiredService(type));
        }
    }

    /// <summary>The first tenant's member who holds just this role.</summary>
    public Actor As(Role role) => _members[role];

    /// <summary>One more member of the first tenant.</summary>
    public async Task<Actor> AddMemberAsync(string name, params Role[] roles)
    {
        var email = $"{name}@first.example";
        var id = (await Get<AddMember>().RunAsync(Actor.ForCommand(Tenant, "test"), new AddMemberRequest(email, name, MemberKind.Person, roles), CancellationToken.None)).Value;
        return Actor.ForMember(Tenant, id, email, roles, ActorOrigin.Page);
    }

    internal IReadOnlyDictionary<Role, Actor> Members => _members;

    public PortalDbContext Open() => Get<PortalDatabase>().Open(Tenant);

    public async ValueTask DisposeAsync()
    {
        await ForgetAsync();
        await _services.DisposeAsync();
        PostgreSqlServer.Forget(_connectionString);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Connections are kept open between queries, as in production: opening one reads the whole schema, which is most of a short query. Nobody asks this file any more.</summary>
    private async Task ForgetAsync()
    {
        var db = Open();
        await using (db)
        {
            if (db.Database.GetDbConnection() is SqliteConnection connection)
            {
                SqliteConnection.ClearPool(connection);
            }
        }
    }

    private static TestPortal Build(DatabaseProviderName provider, string connectionString, string folder, Action<IServiceCollection>? more)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(new FakeClock())
            .AddSingleton<IWebhookSecrets, PlainSecrets>()
            .AddSingleton<IFingerprintKeys, PlainKeys>()
            .AddPortalCore(new DatabaseOptions { Provider = provider, ConnectionString = connectionString }, new ArtifactOptions(), folder, s_evaluations);
        more?.Invoke(services);
        return new TestPortal(services.BuildServiceProvider(validateScopes: true), Own(services), connectionString, folder);
    }

    private static IReadOnlyList<Type> Own(IServiceCollection services) =>
        [.. services.Where(service => service is { Lifetime: ServiceLifetime.Singleton, IsKeyedService: false })
            .Select(service => service.ServiceType)
            .Where(type => !type.IsGenericTypeDefinition && type.Assembly == typeof(Outcome<>).Assembly)
            .Distinct()];

    private async Task PopulateAsync()
    {
        Tenant = (await Get<CreateTenant>().RunAsync(new CreateTenantRequest("First", "Lending"), CancellationToken.None)).Value;
        OtherTenant = (await Get<CreateTenant>().RunAsync(new CreateTenantRequest("Other", "Lending"), CancellationToken.None)).Value;
        foreach (var role in Enum.GetValues<Role>())
        {
            _members[role] = await AddMemberAsync(role.ToString(), role);
        }

        var roles = Enum.GetValues<Role>();
        var outsider = await Get<AddMember>().RunAsync(
            Actor.ForCommand(OtherTenant, "test"), new AddMemberRequest("outsider@other.example", "Outsider", MemberKind.Person, roles), CancellationToken.None);
        Outsider = Actor.ForMember(OtherTenant, outsider.Value, "outsider@other.example", roles, ActorOrigin.Page);
        var db = Open();
        await using (db)
        {
            Team = db.Teams.Select(team => team.Id).Single();
        }
    }
}
