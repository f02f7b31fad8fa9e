using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Tenancy;

public sealed class AccessTokenTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Create_WithAToken_EndsWithIt(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var first = (await CreateAsync(portal, portal.As(Role.DataScientist), 1)).Value;
        var actor = await portal.Get<AccessTokenCheck>().FindAsync(first.Secret, Ct);

        var longer = (await CreateAsync(portal, actor!, 366)).Value;
        portal.Clock.Advance(TimeSpan.FromHours(23));
        var shorter = (await CreateAsync(portal, actor!, 1)).Value;
        var free = (await CreateAsync(portal, portal.As(Role.DataScientist), 30)).Value;

        Assert.Equal(first.ExpiresAt, longer.ExpiresAt);
        Assert.Equal(first.ExpiresAt, shorter.ExpiresAt);
        Assert.Equal(portal.Clock.GetUtcNow().AddDays(30), free.ExpiresAt);
        portal.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Null(await portal.Get<AccessTokenCheck>().FindAsync(longer.Secret, Ct));
    }

    private static Task<Outcome<CreatedAccessToken>> CreateAsync(TestPortal portal, Actor actor, int days) =>
        portal.Get<CreateAccessToken>().RunAsync(actor, new CreateAccessTokenRequest(actor.Member!.Value, "token", days), Ct);
}
