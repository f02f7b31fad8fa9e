using System.Reflection;
using Portal.Core.Tenancy;
using Portal.Web.Tenancy;

namespace Portal.Web.Api;

/// <summary>Who calls an endpoint: the door of HTTP requests. Take it as a parameter, and hand its actor to the act.</summary>
public sealed record Caller(Actor Actor)
{
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        _ = parameter;
        return ValueTask.FromResult(ActorClaims.ToActor(context.User, ActorOrigin.Api) is { } actor ? new Caller(actor) : null);
    }
}
