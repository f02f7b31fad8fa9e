using Microsoft.AspNetCore.Components;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Tenancy;

public sealed partial class TokensPage
{
    private Loaded<IReadOnlyList<AccessTokenRow>>? _list;
    private IReadOnlyList<MemberRow> _accounts = [];
    private Actor? _me;
    private bool _creating;
    private AccessTokenRow? _revoking;

    [Inject]
    private MemberList Members { get; set; } = null!;

    [Inject]
    private RevokeAccessToken Revoke { get; set; } = null!;

    [Inject]
    private ViewerClock Clock { get; set; } = null!;

    [Inject]
    private News News { get; set; } = null!;

    private async Task<IReadOnlyList<AccessTokenRow>?> LoadAsync(CancellationToken ct)
    {
        _me = await ActorAsync(ct);

        // Administrators make tokens for service accounts too: these cannot sign in and ask for one.
        _accounts = RoleRules.Refuses(_me, Permission.ManageMembers) is null
            ? [.. (await Members.MembersAsync(_me, ct)).Where(member => member is { Kind: MemberKind.ServiceAccount, DisabledAt: null })]
            : [];
        return await Members.TokensAsync(_me, ct);
    }

    private async Task CreatedAsync()
    {
        _creating = false;
        await _list!.ReloadAsync();
    }

    private Task RevokeAsync(AccessTokenRow token) => RunAsync(
        (actor, ct) => Revoke.RunAsync(actor, token.Id, ct),
        async _ =>
        {
            _revoking = null;
            News.Tell($"Token {token.Name} is revoked.");
            await _list!.ReloadAsync();
        });
}
