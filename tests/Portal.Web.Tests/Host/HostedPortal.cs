using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Host;

namespace Portal.Web.Tests.Host;

/// <summary>The whole host on a free loopback port and an empty database of its own, asked by HTTP as browsers and programs ask it.</summary>
public sealed partial class HostedPortal : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private HostedPortal(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public Uri Address { get; private set; } = null!;

    /// <param name="more">Endpoints that a test needs beside the product's own.</param>
    public static async Task<HostedPortal> StartAsync(Action<WebApplication>? more = null)
    {
        var folder = Directory.CreateTempSubdirectory("portal-host-").FullName;
        var app = PortalHost.Build([$"--Portal:DataFolder={folder}", "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft.AspNetCore=None"]);
        more?.Invoke(app);
        var portal = new HostedPortal(app, folder);
        await portal.Get<PortalDatabase>().MigrateAsync(CancellationToken.None);
        await app.StartAsync();
        portal.Address = new Uri(portal.Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return portal;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async Task<TenantId> CreateTenantAsync(string name) => (await Get<CreateTenant>().RunAsync(new CreateTenantRequest(name, "Lending"), CancellationToken.None)).Value;

    public async Task<MemberId> AddMemberAsync(TenantId tenant, string email, MemberKind kind, params Role[] roles) =>
        (await Get<AddMember>().RunAsync(Actor.ForCommand(tenant, "test"), new AddMemberRequest(email, email, kind, roles), CancellationToken.None)).Value;

    /// <summary>Follows no redirect, so that a test sees where it is sent.</summary>
    public HttpClient Client(CookieContainer? cookies = null)
    {
        // The client owns its handler.
#pragma warning disable CA2000
        var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new CookieContainer() };
#pragma warning restore CA2000
        return new HttpClient(handler) { BaseAddress = Address };
    }

    /// <summary>A program with a token of the member.</summary>
    public async Task<HttpClient> ProgramAsync(TenantId tenant, MemberId member)
    {
        var token = await Get<CreateAccessToken>().RunAsync(Actor.ForCommand(tenant, "test"), new CreateAccessTokenRequest(member, "test", 1), CancellationToken.None);
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token.Value.Secret);
        return client;
    }

    /// <summary>A browser in which the member has signed in; the session's cookie is in the container.</summary>
    public async Task<HttpClient> BrowserAsync(TenantId tenant, MemberId member, CookieContainer cookies)
    {
        var browser = Client(cookies);
        using var answer = await PostAsync(browser, "/sign-in", "/sign-in", ("tenant", tenant.ToString()), ("member", member.ToString()));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    /// <summary>Posts a form with the antiforgery token of the page on which it stands.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, string address, params (string Name, string Value)[] fields)
    {
        var html = await browser.GetStringAsync(new Uri(page, UriKind.Relative));
        using var form = new FormUrlEncodedContent(
            [.. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)), new("__RequestVerificationToken", Antiforgery().Match(html).Groups["token"].Value)]);
        return await browser.PostAsync(new Uri(address, UriKind.Relative), form);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex("""name="(portal-antiforgery" content|__RequestVerificationToken" value)="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Antiforgery();
}
