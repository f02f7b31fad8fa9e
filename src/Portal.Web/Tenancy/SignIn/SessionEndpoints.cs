using Microsoft.AspNetCore.Mvc;
using Portal.Core.Storage;

namespace Portal.Web.Tenancy.SignIn;

/// <summary>Plain form posts: a cookie can only be set by a request, never from inside a circuit.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/sign-out", SignOutAsync).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapPost("/switch-tenant", SwitchAsync).RequireAuthorization().ExcludeFromDescription();
    }

    /// <summary>Anonymous, because signing out twice is no error.</summary>
    private static async Task<IResult> SignOutAsync(HttpContext context, Sessions sessions, IFormCollection form, CancellationToken ct)
    {
        await sessions.EndAsync(context, ct);
        return Results.LocalRedirect("~/sign-in?signed-out=true");
    }

    private static async Task<IResult> SwitchAsync(HttpContext context, [FromForm] Guid tenant, Sessions sessions, CancellationToken ct) =>
        await sessions.SwitchAsync(context, new TenantId(tenant), ct) ? Results.LocalRedirect("~/") : Results.LocalRedirect("~/sign-in?refused=member");
}
