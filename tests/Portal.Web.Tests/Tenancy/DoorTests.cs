using System.Net;
using Portal.Core.Tenancy;
using Portal.Web.Tests.Host;

namespace Portal.Web.Tests.Tenancy;

/// <summary>What opens which door: tokens the API, cookies the pages.</summary>
public sealed class DoorTests
{
    [Fact]
    public async Task Token_OnAPage_OpensNothing()
    {
        await using var portal = await HostedPortal.StartAsync();
        var tenant = await portal.CreateTenantAsync("First");
        using var program = await portal.ProgramAsync(tenant, await portal.AddMemberAsync(tenant, "bot@first.example", MemberKind.ServiceAccount, Role.DataScientist));

        using var api = await program.GetAsync(new Uri("/api/v1/models", UriKind.Relative), Xunit.TestContext.Current.CancellationToken);
        using var page = await program.GetAsync(new Uri("/models", UriKind.Relative), Xunit.TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, api.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Equal("/sign-in", page.Headers.Location!.AbsolutePath);
        Assert.False(page.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task SignOut_EndsTheSessionOfEveryCopyOfItsCookie()
    {
        await using var portal = await HostedPortal.StartAsync();
        var tenant = await portal.CreateTenantAsync("First");
        var member = await portal.AddMemberAsync(tenant, "ada@first.example", MemberKind.Person, Role.Reviewer);
        var cookies = new CookieContainer();
        using var browser = await portal.BrowserAsync(tenant, member, cookies);
        var copied = new CookieContainer();
        copied.Add(cookies.GetAllCookies());
        using var copy = portal.Client(copied);
        using var elsewhere = await portal.BrowserAsync(tenant, member, new CookieContainer());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(copy));

        using var answer = await HostedPortal.PostAsync(browser, "/", "/sign-out");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(copy));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(elsewhere));
    }

    [Fact]
    public async Task Confirmation_IsOfTheSessionsOwnMember_EndsTheFormerSessionAndLeadsBack()
    {
        await using var portal = await HostedPortal.StartAsync();
        var tenant = await portal.CreateTenantAsync("First");
        var member = await portal.AddMemberAsync(tenant, "ada@first.example", MemberKind.Person, Role.Reviewer);
        var other = await portal.AddMemberAsync(tenant, "bob@first.example", MemberKind.Person, Role.TenantAdministrator);
        var cookies = new CookieContainer();
        using var browser = await portal.BrowserAsync(tenant, member, cookies);
        var copied = new CookieContainer();
        copied.Add(cookies.GetAllCookies());
        using var copy = portal.Client(copied);

        using var answer = await HostedPortal.PostAsync(browser, "/promotions", "/sign-in/confirm", ("from", "/promotions/P-12"), ("member", other.ToString()), ("tenant", tenant.ToString()));

        Assert.Equal((HttpStatusCode.Redirect, "/promotions/P-12"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(copy));
        using var administration = await browser.GetAsync(new Uri("/api/v1/runners", UriKind.Relative), Xunit.TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, administration.StatusCode);
        using var stranger = portal.Client();
        using var refused = await HostedPortal.PostAsync(stranger, "/sign-in", "/sign-in/confirm", ("from", "/"));
        Assert.Equal("/sign-in", refused.Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task Form_WithoutItsAntiforgeryToken_IsRefusedAndBreaksNothing()
    {
        await using var portal = await HostedPortal.StartAsync();
        using var browser = portal.Client();
        using var form = new FormUrlEncodedContent([new("from", "/")]);

        using var answer = await browser.PostAsync(new Uri("/sign-in", UriKind.Relative), form, Xunit.TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Memberships_OfAnAddress_AreThoseOfPersons()
    {
        await using var portal = await HostedPortal.StartAsync();
        var first = await portal.CreateTenantAsync("First");
        var other = await portal.CreateTenantAsync("Other");
        await portal.AddMemberAsync(first, "ada@both.example", MemberKind.Person, Role.Reviewer);
        await portal.AddMemberAsync(other, "ada@both.example", MemberKind.ServiceAccount, Role.TenantAdministrator);

        var found = await portal.Get<TenantDirectory>().MembershipsAsync("ada@both.example", Xunit.TestContext.Current.CancellationToken);

        Assert.Equal([first], found.Select(row => row.Tenant));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/api/v1/models", UriKind.Relative), Xunit.TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
