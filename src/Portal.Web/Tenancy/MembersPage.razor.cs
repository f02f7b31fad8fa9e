using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Tenancy;

public sealed partial class MembersPage
{
    private Loaded<IReadOnlyList<MemberRow>>? _list;
    private IReadOnlyList<TeamRow> _teams = [];
    private MemberId? _me;
    private bool _adding;
    private MemberRow? _changing;

    [Inject]
    private MemberList Members { get; set; } = null!;

    [Inject]
    private News News { get; set; } = null!;

    private async Task<Outcome<IReadOnlyList<MemberRow>>> LoadAsync(CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        if (RoleRules.Refuses(actor, Permission.ManageMembers) is { } refusal)
        {
            return refusal;
        }

        _me = actor.Member;
        _teams = await Members.TeamsAsync(actor, ct);
        StateHasChanged();
        return new List<MemberRow>(await Members.MembersAsync(actor, ct));
    }

    private Task DoneAsync(string what)
    {
        News.Tell(what);
        return LoadAgainAsync();
    }

    private async Task LoadAgainAsync()
    {
        (_adding, _changing) = (false, null);
        if (_list is not null)
        {
            await _list.ReloadAsync();
        }
    }
}
