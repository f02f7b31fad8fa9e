using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Tenancy;

public sealed class LongNamesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Member_WithTheLongestAddress_ActsAndIsRecorded(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var email = new string('a', 64) + "@" + string.Join('.', Enumerable.Repeat(new string('b', 46), 4)) + ".x";
        var id = (await portal.Get<AddMember>().RunAsync(portal.As(Role.TenantAdministrator), new AddMemberRequest(email, "Long", MemberKind.Person, [Role.TenantAdministrator]), Ct)).Value;

        var outcome = await portal.Get<AddTeam>().RunAsync(Actor.ForMember(portal.Tenant, id, email, [], ActorOrigin.Page), new AddTeamRequest("Claims"), Ct);

        Assert.Equal(Member.LongestEmail, email.Length);
        Assert.True(outcome.IsOk);
    }

    [Theory]
    [InlineData(2001, 'x')]
    [InlineData(10, '\0')]
    public async Task ChangeMember_ReasonThatCannotBeKept_IsRefused(int length, char letter)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);

        var outcome = await portal.Get<ChangeMember>().RunAsync(
            portal.As(Role.TenantAdministrator), new ChangeMemberRequest(portal.As(Role.Auditor).Member!.Value, 0, [Role.Auditor], false, new string(letter, length)), Ct);

        Assert.Equal(["reason"], outcome.Refusal!.Fields.Keys);
    }

    [Theory, EveryDatabase]
    public async Task Lookup_WithANulCharacter_FindsNothing(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        Assert.Null(await portal.Get<TenantDirectory>().FindAsync("First\0", Ct));
    }
}
