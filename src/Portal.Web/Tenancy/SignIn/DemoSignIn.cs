using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Host;

namespace Portal.Web.Tenancy.SignIn;

/// <summary>Choose one of the members and be them: for demonstrations on one's own machine.</summary>
public sealed class DemoSignIn : ISignInMethod
{
    public AuthenticationMode Mode => AuthenticationMode.Demo;

    public void AddSchemes(AuthenticationBuilder authentication, IConfiguration configuration)
    {
        // The session's cookie is all it needs.
    }

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/sign-in", SignInAsync).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapPost("/sign-in/confirm", ConfirmAsync).RequireAuthorization().ExcludeFromDescription();
    }

    public string? RefusesToStart(SignInOptions options, IEnumerable<string> addresses) =>
        !options.AllowDemoOnAnyAddress && addresses.FirstOrDefault(address => !IsLoopback(address)) is { } open
            ? $"Portal:Authentication:Mode is 'Demo' and Portal would listen on {open}: whoever reaches it could sign in as anybody. "
              + "Listen on 127.0.0.1, choose another mode, or set Portal:Authentication:AllowDemoOnAnyAddress to true."
            : null;

    /// <summary>Wildcards and names are not loopback, whatever they may resolve to today; only <c>localhost</c> is.</summary>
    internal static bool IsLoopback(string address)
    {
        if (address.StartsWith("unix:", StringComparison.OrdinalIgnoreCase) || address.Contains("://unix:", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var start = address.IndexOf("://", StringComparison.Ordinal);
        var host = start < 0 ? address : address[(start + 3)..];
        host = host.Split('/')[0];
        host = host.StartsWith('[') ? host[1..Math.Max(1, host.IndexOf(']', StringComparison.Ordinal))] : host.Split(':')[0];
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }

    /// <summary>Nobody is asked for a password here, so the click is the proof; it is the session's own member who proves it, never another one.</summary>
    private static async Task<IResult> ConfirmAsync(HttpContext context, [FromForm] string? from, Sessions sessions, CancellationToken ct) =>
        await sessions.ConfirmAsync(context, "demo", ct) ? Results.LocalRedirect("~" + Sessions.SafeReturn(from)) : Results.LocalRedirect("~/sign-in?refused=member");

    private static async Task<IResult> SignInAsync(
        HttpContext context, [FromForm] Guid tenant, [FromForm] Guid member, [FromForm] string? from, TenantDirectory directory, Sessions sessions, CancellationToken ct)
    {
        var chosen = (await directory.EverybodyAsync(ct)).FirstOrDefault(row => row.Tenant == new TenantId(tenant) && row.Member == new MemberId(member));
        if (chosen is null)
        {
            await sessions.RefuseAsync(new TenantId(tenant), new MemberId(member), "demo", "This member is disabled or does not exist.", ct);
            return Results.LocalRedirect("~/sign-in?refused=member");
        }

        await sessions.BeginAsync(context, chosen, "demo", ct);
        return Results.LocalRedirect("~" + Sessions.SafeReturn(from));
    }
}
