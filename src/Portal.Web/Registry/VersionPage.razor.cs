using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Registry;

/// <summary>A version: what was measured of it, what it takes and gives, where it comes from, where it went.</summary>
public sealed partial class VersionPage
{
    private static readonly (VersionTab Tab, string Label)[] s_tabs =
    [
        (VersionTab.Evidence, "Evidence"),
        (VersionTab.Signature, "Inputs and outputs"),
        (VersionTab.Lineage, "Lineage"),
        (VersionTab.Deployments, "Deployments"),
        (VersionTab.History, "History"),
    ];

    private Loaded<Shown>? _loaded;
    private bool _editing;
    private int _evaluated;

    /// <param name="Newest">The number of the model's newest version.</param>
    /// <param name="Aliases">Of the whole model, so that one can be moved here.</param>
    /// <param name="Live">What is live of the model, wherever.</param>
    /// <param name="Waived">Gates of this version that were let pass and are not put right yet.</param>
    public sealed record Shown(VersionView Version, int Newest, IReadOnlyList<AliasRow> Aliases, IReadOnlyList<LiveRow> Live, IReadOnlyList<OpenException> Waived, MemberId? Me, bool MayEdit, bool MayPromote)
    {
        public IEnumerable<LiveRow> ChallengerHere => Live.Where(row => row.Challenger?.VersionId == Version.Id);

        public IEnumerable<LiveRow> LiveHere => Live.Where(row => row.VersionId == Version.Id);

        /// <summary>What a version is held against: the one in production, else wherever one is live.</summary>
        public LiveRow? Champion => Live.OrderByDescending(row => row.Purpose == EnvironmentPurpose.Production).FirstOrDefault(row => row.VersionId != Version.Id);
    }

    [Parameter]
    public required string Name { get; set; }

    [Parameter]
    public int Number { get; set; }

    [SupplyParameterFromQuery(Name = "tab")]
    private string? Tab { get; set; }

    [Inject]
    private VersionDetail Versions { get; set; } = null!;

    [Inject]
    private ModelDetail Models { get; set; } = null!;

    [Inject]
    private LiveList Live { get; set; } = null!;

    [Inject]
    private OpenExceptions Waived { get; set; } = null!;

    private VersionTab Open => Words.Parse<VersionTab>(Tab) ?? VersionTab.Evidence;

    private string TabUrl(VersionTab tab) => RegistryPages.Url(Name, Number) + (tab == VersionTab.Evidence ? "" : $"?tab={tab.ToString().ToLowerInvariant()}");

    private async Task<Outcome<Shown>> FindAsync(CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var found = await Versions.FindAsync(actor, Name, Number, ct);
        if (!found.IsOk)
        {
            return found.Refusal;
        }

        var model = await Models.FindAsync(actor, Name, ct);
        if (!model.IsOk)
        {
            return model.Refusal;
        }

        var live = await Live.ReadAsync(actor, new LiveListRequest(new PageRequest(PageRequest.LargestSize), Model: Name), ct);
        return new Shown(
            found.Value, model.Value.Versions, model.Value.Aliases, live.IsOk ? live.Value.Items : [], await Waived.OfVersionAsync(actor, Name, Number, ct), actor.Member,
            RoleRules.Refuses(actor, Permission.RegisterVersion) is null, RoleRules.Refuses(actor, Permission.RequestPromotion) is null);
    }

    private async Task SavedAsync()
    {
        _editing = false;
        await _loaded!.ReloadAsync();
    }
}
