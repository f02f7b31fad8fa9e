using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Audit;
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
    /// <summary>As it comes, but with a short look at the speed: a hundred tests wait for it.</summary>
    private static readonly EvaluationOptions s_evaluations = new() { SpeedMilliseconds = 100 };

    private readonly ServiceProvider _services;
    private readonly string _folder;
    private readonly IReadOnlyList<Type> _types;
    private readonly Dictionary<Role, Actor> _members = [];

    private TestPortal(ServiceProvider services, IReadOnlyList<Type> types, string folder)
    {
        _services = services;
        _types = types;
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
        var folder = Directory.CreateTempSubdirectory("portal-test-").FullName;
        var connectionString = provider switch
        {
            DatabaseProviderName.Sqlite => $"Data Source={Path.Combine(folder, "portal.db")};Pooling=False",
            DatabaseProviderName.PostgreSql => await (await PostgreSqlServer.SharedAsync()).CreateDatabaseAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "There is no SQL Server to test on."),
        };
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(new FakeClock())
            .AddSingleton<IWebhookSecrets, PlainSecrets>()
            .AddPortalCore(new DatabaseOptions { Provider = provider, ConnectionString = connectionString }, new ArtifactOptions(), folder, s_evaluations);
        more?.Invoke(services);
        var portal = new TestPortal(services.BuildServiceProvider(validateScopes: true), Own(services), folder);
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

    public PortalDbContext Open() => Get<PortalDatabase>().Open(Tenant);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
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
