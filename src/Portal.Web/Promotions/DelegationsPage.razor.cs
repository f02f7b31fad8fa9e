using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Promotions.Stages;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Promotions;

/// <summary>Who stands in for whom, and the form that says so. Administrators see and delegate everybody's place.</summary>
public sealed partial class DelegationsPage
{
    private Loaded<IReadOnlyList<DelegationRow>>? _list;
    private Actor? _actor;
    private bool _all;
    private IReadOnlyList<(string Value, string Text)> _members = [];
    private string _from = "";
    private string _to = "";
    private string _until = "";
    private string _reason = "";

    [Inject]
    private DelegationList Delegations { get; set; } = null!;

    [Inject]
    private Core.Promotions.Stages.Delegate Delegates { get; set; } = null!;

    [Inject]
    private EndDelegation Ends { get; set; } = null!;

    [Inject]
    private MemberList Members { get; set; } = null!;

    [Inject]
    private News News { get; set; } = null!;

    [Inject]
    private ViewerClock Clock { get; set; } = null!;

    protected override Task OnInitializedAsync() => RunAsync(async ct =>
    {
        _actor = await ActorAsync(ct);
        _all = RoleRules.Refuses(_actor, Permission.ManageMembers) is null;
        _members = [.. (await Members.MembersAsync(_actor, ct)).Where(row => row.DisabledAt is null && row.Kind == MemberKind.Person && (_all || row.Id != _actor.Member)).Select(row => (row.Email, $"{row.Name}, {row.Email}"))];
    });

    private async Task<IReadOnlyList<DelegationRow>?> LoadAsync(CancellationToken ct) => await Delegations.ReadAsync(_actor = await ActorAsync(ct), ct);

    private IEnumerable<(string Title, string Why, IReadOnlyList<DelegationRow> Rows)> Parts(IReadOnlyList<DelegationRow> rows)
    {
        var me = _actor?.Member;
        yield return ("Who stands in for me", "You decide yourself. What you delegate here is listed until long after its end.", [.. rows.Where(row => row.FromId == me)]);
        yield return ("For whom I stand in", "Nobody has delegated a place to you.", [.. rows.Where(row => row.ToId == me)]);
        if (_all)
        {
            yield return ("Everybody else", "No other member has delegated a place.", [.. rows.Where(row => row.FromId != me && row.ToId != me)]);
        }
    }

    private bool MayEnd(DelegationRow row) => row.IsOpenAt(Clock.Now) && (_all || row.FromId == _actor?.Member);

    private string? ErrorOf(string name) => Refused?.Fields.GetValueOrDefault(name);

    private Task DelegateAsync() => RunAsync<DelegationId>(
        (actor, ct) => End() is { } until
            ? Delegates.RunAsync(actor, new DelegateRequest(_to, until, _reason, From: _from.Length == 0 ? null : _from), ct)
            : Task.FromResult<Outcome<DelegationId>>(Refusal.Invalid("until", "Choose a day.")),
        _ =>
        {
            News.Tell("The place is delegated");
            (_from, _to, _until, _reason) = ("", "", "", "");
            return _list!.ReloadAsync();
        });

    private Task EndAsync(DelegationRow row) => RunAsync(
        (actor, ct) => Ends.RunAsync(actor, row.Id, ct),
        _ =>
        {
            News.Tell($"{row.To} does not stand in for {row.From} any more");
            return _list!.ReloadAsync();
        });

    /// <summary>The first instant of the next day where the reader is.</summary>
    private DateTimeOffset? End()
    {
        if (!DateOnly.TryParseExact(_until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day == DateOnly.MaxValue)
        {
            return null;
        }

        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        return new DateTimeOffset(midnight, Clock.Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
