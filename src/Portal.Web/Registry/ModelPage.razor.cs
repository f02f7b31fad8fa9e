using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Deployments;
using Portal.Core.Evaluations;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Promotions.Renewals;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;
using Portal.Web.Evaluations;
using Portal.Web.Shell.Components;

namespace Portal.Web.Registry;

/// <summary>A model with its versions, each beside what was measured of it.</summary>
public sealed partial class ModelPage
{
    private static readonly TimeSpan s_refresh = TimeSpan.FromSeconds(3);

    private PagedTable<VersionLine>? _table;
    private bool _changing;

    /// <param name="UseCase">That it was made for; null when it belongs to none.</param>
    public sealed record Shown(ModelView Model, UseCaseFacts? UseCase, bool MayManage, bool MayRegister, bool MayRenew);

    /// <param name="Evaluation">The newest one, in whichever state.</param>
    /// <param name="LiveIn">Names of environments.</param>
    /// <param name="Beside">Where it stands beside another one that is live.</param>
    /// <param name="Waived">Gates that were let pass for what is live, and are not put right yet.</param>
    /// <param name="Evidence">Until when what is live stands on evidence that is young enough, where that ends.</param>
    public sealed record VersionLine(VersionRow Version, EvaluationRow? Evaluation, IReadOnlyList<string> LiveIn, IReadOnlyList<LiveRow> Beside, IReadOnlyList<OpenException> Waived, IReadOnlyList<LiveEvidence> Evidence)
    {
        public LowestImpact? LowestImpact => EvidenceWords.LowestImpact(Evaluation?.Results);
    }

    [Parameter]
    public required string Name { get; set; }

    [Inject]
    private ModelDetail Models { get; set; } = null!;

    [Inject]
    private VersionList Versions { get; set; } = null!;

    [Inject]
    private EvaluationList Evaluations { get; set; } = null!;

    [Inject]
    private LiveList Live { get; set; } = null!;

    [Inject]
    private UseCaseDetail UseCases { get; set; } = null!;

    [Inject]
    private OpenExceptions Waived { get; set; } = null!;

    [Inject]
    private LiveEvidenceList Evidence { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    protected override void OnInitialized() => _ = RefreshAsync();

    private async Task<Outcome<Shown>> FindAsync(CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var found = await Models.FindAsync(actor, Name, ct);
        return found.IsOk
            ? new Shown(found.Value, await UseCases.OfModelAsync(actor, found.Value.Id, ct), RoleRules.Refuses(actor, Permission.ManageModels, Permission.ClassifyModels) is null, RoleRules.Refuses(actor, Permission.RegisterVersion) is null, RoleRules.Refuses(actor, Permission.RequestPromotion) is null)
            : found.Refusal;
    }

    private async Task<Outcome<Page<VersionLine>>> VersionsAsync(string model, PageRequest page, CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        var versions = await Versions.ReadAsync(actor, model, page, ct);
        if (!versions.IsOk)
        {
            return versions.Refusal;
        }

        var newest = await Evaluations.NewestAsync(actor, [.. versions.Value.Items.Select(version => version.Id)], ct);
        var live = await Live.ReadAsync(actor, new LiveListRequest(new PageRequest(PageRequest.LargestSize), Model: model), ct);
        var rows = live.IsOk ? live.Value.Items : [];
        var places = rows.ToLookup(row => row.VersionId);
        var beside = rows.ToLookup(row => row.Challenger?.VersionId);
        var waived = await Waived.OfPromotionsAsync(actor, [.. rows.Select(row => row.Promotion).OfType<int>().Distinct()], ct);
        var evidence = (await Evidence.OfAsync(actor, [.. rows.Select(row => row.VersionId).Distinct()], ct)).ToLookup(one => one.Version);
        var lines = versions.Value.Items.Select(version => new VersionLine(
            version, newest.GetValueOrDefault(version.Id), [.. places[version.Id].Select(row => row.Environment)], [.. beside[version.Id]],
            [.. places[version.Id].Select(row => row.Promotion).OfType<int>().Distinct().SelectMany(promotion => waived[promotion])], [.. evidence[version.Id]])).ToList();
        _changing = page.After is null && lines.Exists(line => line.Evaluation is { IsOpen: true });
        return new Page<VersionLine>(lines, versions.Value.Next);
    }

    /// <summary>While an evaluation is under way its figures arrive by themselves.</summary>
    private async Task RefreshAsync()
    {
        using var timer = new PeriodicTimer(s_refresh, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(Gone))
            {
                if (_changing && _table is not null)
                {
                    await InvokeAsync(_table.ReloadAsync);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The reader left.
        }
    }
}
