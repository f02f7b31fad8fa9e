using Microsoft.AspNetCore.Authentication;
using Portal.Web.Host;

namespace Portal.Web.Tenancy.SignIn;

/// <summary>
/// One way in which people prove who they are; <c>Portal:Authentication:Mode</c> chooses which one is used. A method ends by
/// calling <see cref="Sessions.BeginAsync"/> with the membership that it found; everything after that is the same for all.
/// </summary>
public interface ISignInMethod
{
    AuthenticationMode Mode { get; }

    /// <summary>Adds the schemes that it needs beside the session's cookie: a remote provider's handler.</summary>
    void AddSchemes(AuthenticationBuilder authentication, IConfiguration configuration);

    /// <summary>
    /// Maps its endpoints; the page at <c>/sign-in</c> leads to them. A form posted to <c>/sign-in/confirm</c> with <c>from</c> proves anew who is
    /// signed in and leads back: it ends by calling <see cref="Sessions.ConfirmAsync"/>.
    /// </summary>
    void Map(IEndpointRouteBuilder endpoints);

    /// <summary>Why Portal must not start like this, in a sentence with the cure; null when it may.</summary>
    /// <param name="addresses">Where the server listens.</param>
    string? RefusesToStart(SignInOptions options, IEnumerable<string> addresses);
}
