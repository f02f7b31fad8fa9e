using Microsoft.AspNetCore.Antiforgery;
using Portal.Web.Tenancy;

namespace Portal.Web.Api;

/// <summary>
/// A browser sends its cookie wherever a page tells it to, so a change through the API by cookie needs the antiforgery token of our
/// own pages. A bearer token is proof enough: no other site's page has it.
/// </summary>
public sealed class CookieCallers(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var bearer = context.User.Identity?.AuthenticationType == BearerAuthentication.SchemeName;
        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method);
        if (!bearer && !reads && context.User.Identity?.IsAuthenticated == true && !await antiforgery.IsRequestValidAsync(context))
        {
            await Problems.Of(400, "antiforgery", "Page out of date", "The page that sent this was opened before you signed in. Load it again, then repeat.").ExecuteAsync(context);
            return;
        }

        await next(context);
    }
}
