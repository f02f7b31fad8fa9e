using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Host;

namespace Portal.Web.Tests.Api;

/// <summary>The whole host on a free loopback port with an empty database: what programs talk to. One tenant, whose member holds every role.</summary>
public sealed class ApiServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-api-").FullName;
    private string? _connection;
    private WebApplication _app = null!;

    public HttpClient Client { get; private set; } = null!;

    public TenantId Tenant { get; private set; }

    public MemberId Member { get; private set; }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>For a test that takes each database in turn; as a fixture it is on SQLite.</summary>
    public static async Task<ApiServer> StartAsync(DatabaseProviderName provider)
    {
        var server = new ApiServer();
        if (provider == DatabaseProviderName.PostgreSql)
        {
            server._connection = await (await PostgreSqlServer.SharedAsync()).CreateDatabaseAsync();
        }

        await server.InitializeAsync();
        return server;
    }

    public async ValueTask InitializeAsync()
    {
        string[] database = _connection is null ? [] : ["--Portal:Database:Provider=PostgreSql", $"--Portal:Database:ConnectionString={_connection}"];
        _app = PortalHost.Build([$"--Portal:DataFolder={_folder}", "--urls", "http://127.0.0.1:0", $"--contentRoot={Repository.Folder("src", "Portal.Web")}", .. database]);
        await Get<PortalDatabase>().MigrateAsync(CancellationToken.None);
        Tenant = (await Get<CreateTenant>().RunAsync(new CreateTenantRequest("First", "Lending"), CancellationToken.None)).Value;
        var command = Actor.ForCommand(Tenant, "test");
        Member = (await Get<AddMember>().RunAsync(command, new AddMemberRequest("all@first.example", "All", MemberKind.Person, Enum.GetValues<Role>()), CancellationToken.None)).Value;
        await _app.StartAsync();
        var address = Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient { BaseAddress = new Uri(address) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(30));
    }

    public async Task<string> TokenAsync(int days) =>
        (await Get<CreateAccessToken>().RunAsync(Actor.ForCommand(Tenant, "test"), new CreateAccessTokenRequest(Member, "test", days), CancellationToken.None)).Value.Secret;

    /// <summary>Sends text as JSON, and reads the answer as JSON.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string address, string json, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1/" + address) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        // What is too large is refused before it is sent: else the server hangs up in the middle of it.
        request.Headers.ExpectContinue = json.Length > 100_000;
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        PostgreSqlServer.Forget(_connection ?? "");
        Directory.Delete(_folder, recursive: true);
    }
}
