using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Portal.Core.Tenancy;
using Portal.Web.Api;

namespace Portal.Web.Tenancy;

/// <summary>An endpoint that a runner's token is good for. Everywhere else such a token is nobody's.</summary>
public sealed class OpenToRunners;

/// <summary>An endpoint that a device's token is good for. Everywhere else such a token is nobody's.</summary>
public sealed class OpenToDevices;

/// <summary>Access tokens on the API. Answers with problem details, never with a redirect.</summary>
public sealed class BearerAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AccessTokenCheck tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bearer";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header)
            || !string.Equals(header.Scheme, SchemeName, StringComparison.OrdinalIgnoreCase) || header.Parameter is null)
        {
            return AuthenticateResult.NoResult();
        }

        return await tokens.FindAsync(header.Parameter, Context.RequestAborted) is not { } actor ? AuthenticateResult.Fail("The token is unknown, expired or revoked.")
            : actor.IsRunner && Context.GetEndpoint()?.Metadata.GetMetadata<OpenToRunners>() is null ? AuthenticateResult.Fail("The token of a runner runs evaluations and nothing else.")
            : actor.IsDevice && Context.GetEndpoint()?.Metadata.GetMetadata<OpenToDevices>() is null ? AuthenticateResult.Fail("The token of a device reads what it should run, reports what it runs, and does nothing else.")
            : AuthenticateResult.Success(new AuthenticationTicket(ActorClaims.ToPrincipal(actor, Scheme.Name), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = SchemeName;
        return Problems.Of(StatusCodes.Status401Unauthorized, "unauthenticated", "Not signed in", "Send a personal access token that is still valid as 'Authorization: Bearer …'. You make one under Access tokens.")
            .ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "Not allowed", "Your roles don't allow this.").ExecuteAsync(Context);
}
