using System.Globalization;
using System.Numerics;
using Microsoft.AspNetCore.Components.Endpoints;
using Portal.Core;
using Portal.Core.Tenancy;
using Portal.Web.Tenancy;

namespace Portal.Web.Shell;

/// <summary>What the address of some pages names, and how to learn whether the asker's tenant has it.</summary>
internal sealed record PageSubject(IReadOnlyList<Type> Pages, Func<IServiceProvider, Actor, RouteValueDictionary, CancellationToken, Task<Refusal?>> FindAsync);

/// <summary>
/// Pages are drawn inside a circuit, after their HTTP answer has left. So that the answer of a page whose subject is not there
/// says so too (404), every page with something in its address registers how to find it.
/// </summary>
public static class PageSubjects
{
    public static IServiceCollection AddPageSubject<TQuery, TFound>(
        this IServiceCollection services,
        Func<TQuery, Actor, RouteValueDictionary, CancellationToken, Task<Outcome<TFound>>> find,
        params IReadOnlyList<Type> pages)
        where TQuery : notnull => services.AddSingleton(new PageSubject(
            pages,
            async (scope, actor, route, ct) => (await find(scope.GetRequiredService<TQuery>(), actor, route, ct)).Refusal));

    public static string Text(this RouteValueDictionary route, string name) => Convert.ToString(route[name], CultureInfo.InvariantCulture) ?? "";

    /// <summary>A number that is too large for one is nobody's.</summary>
    public static T Number<T>(this RouteValueDictionary route, string name)
        where T : struct, INumberBase<T> =>
        T.TryParse(route.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -T.One;

    /// <summary>The route lets nothing pass that is no id; what it did not name is nobody's.</summary>
    public static Guid Id(this RouteValueDictionary route, string name) => Guid.TryParse(route.Text(name), out var id) ? id : Guid.Empty;

    /// <summary>Comes after authorization: only members are told what there is.</summary>
    public static IApplicationBuilder UsePageSubjects(this IApplicationBuilder app)
    {
        var subjects = app.ApplicationServices.GetServices<PageSubject>()
            .SelectMany(subject => subject.Pages.Select(page => (page, subject)))
            .ToDictionary(pair => pair.page, pair => pair.subject);
        return app.Use(async (context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is { Type: var page }
                && context.Request.RouteValues.Count > 0
                && subjects.GetValueOrDefault(page) is { } subject
                && ActorClaims.ToActor(context.User, ActorOrigin.Page) is { } actor
                && await subject.FindAsync(context.RequestServices, actor, context.Request.RouteValues, context.RequestAborted) is { Kind: RefusalKind.NotFound })
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            }

            await next(context);
        });
    }
}
