using System.Security.Claims;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Shell;
using Portal.Web.Tenancy;

namespace Portal.Web.Tests;

/// <summary>Pages over the real product on a real SQLite database, seen as one of its members.</summary>
public abstract class PageContext : Shell.ShellContext, IAsyncLifetime
{
    protected TestPortal Portal { get; private set; } = null!;

    /// <summary>Of whoever is signed in.</summary>
    protected SessionId Session { get; } = SessionId.New();

    public virtual async ValueTask InitializeAsync() => Portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Portal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Signs the actor in. Core's services come from the test's portal.</summary>
    protected void SignIn(Actor actor)
    {
        var authorization = this.AddAuthorization();
        authorization.SetAuthorized(actor.Name);
        authorization.SetClaims(
        [
            new Claim(ActorClaims.Tenant, actor.Tenant.ToString()),
            new Claim(ActorClaims.Member, actor.Member.ToString()!),
            new Claim(ActorClaims.Session, Session.ToString()),
            new Claim(ClaimTypes.Email, actor.Name),
        ]);
        Services.AddScoped<CircuitActor>();
        Portal.LendTo(Services);
    }
}
