using Microsoft.AspNetCore.Components;
using Portal.Core.Promotions;
using Portal.Core.Tenancy;

namespace Portal.Web.Promotions.Components;

public sealed partial class PolicyForm
{
    private static readonly (string Value, string Text)[] s_kinds =
    [
        (nameof(GateKind.MetricLimit), "A metric has a limit"),
        (nameof(GateKind.Champion), "Not worse than the live version"),
        (nameof(GateKind.DisparateImpact), "Disparate impact of every protected attribute"),
        (nameof(GateKind.Latency), "Latency of one-row calls"),
        (nameof(GateKind.EvidenceAge), "Age of the evidence"),
        (nameof(GateKind.PredictionCost), "Cost of 1,000 predictions"),
        (nameof(GateKind.MonthlyCost), "Cost of a month"),
    ];

    private const string Added = "Added now";

    private readonly HashSet<GateDraft> _added = [];
    private PolicyDraft _draft = null!;
    private IReadOnlyList<string> _teams = [];
    private string? _fault;
    private bool _changed;
    private string _kind = nameof(GateKind.MetricLimit);
    private string _reason = "";
    private string? _error;

    [Parameter, EditorRequired]
    public required PolicyView Policy { get; set; }

    [Parameter]
    public bool MayEdit { get; set; }

    /// <summary>The rules as they stand in the form, whenever they make sense.</summary>
    [Parameter]
    public EventCallback<PolicyRules> OnDraft { get; set; }

    /// <summary>With the policy's new number.</summary>
    [Parameter]
    public EventCallback<int> OnSaved { get; set; }

    [Parameter]
    public EventCallback OnReload { get; set; }

    [Inject]
    private EditPolicy Edit { get; set; } = null!;

    [Inject]
    private MemberList Staff { get; set; } = null!;

    // Once: what is typed is not overwritten while the page around it changes.
    protected override void OnInitialized() => _draft = PolicyDraft.Of(Policy.Rules);

    protected override async Task OnInitializedAsync() =>
        _teams = [.. (await Staff.TeamsAsync(await ActorAsync(Gone), Gone)).Select(team => team.Name)];

    /// <summary>A gate stays where it was while its metric is changed, so that nothing jumps under the hand.</summary>
    private IEnumerable<GateGroup<GateDraft>> Groups()
    {
        var groups = GateGroups.Of(_draft.Gates.Where(gate => !_added.Contains(gate)), gate => gate.FirstMetric);
        return _added.Count == 0 ? groups : [.. groups, new GateGroup<GateDraft>(Added, [.. _draft.Gates.Where(_added.Contains)])];
    }

    private Task AddAsync()
    {
        var gate = GateDraft.New(Enum.Parse<GateKind>(_kind));
        _draft.Gates.Add(gate);
        _added.Add(gate);
        return ChangedAsync();
    }

    private Task RemoveAsync(GateDraft gate)
    {
        _draft.Gates.Remove(gate);
        _added.Remove(gate);
        return ChangedAsync();
    }

    private Task AddStageAsync()
    {
        var after = _draft.Stages.Select(stage => Draft.Whole(stage.Step, out var step) ? step ?? 0 : 0).DefaultIfEmpty(0).Max();
        _draft.Stages.Add(StageDraft.New(_draft.Stages.Count + 1, after + 1));
        return ChangedAsync();
    }

    private Task RemoveAsync(StageDraft stage)
    {
        _draft.Stages.Remove(stage);
        return ChangedAsync();
    }

    private Task MoveAsync(StageDraft stage, int by)
    {
        _draft.Move(stage, by);
        return ChangedAsync();
    }

    private async Task ChangedAsync()
    {
        _changed = true;
        (var rules, _fault) = _draft.Read();
        if (rules is not null)
        {
            await OnDraft.InvokeAsync(rules);
        }
    }

    private Task SaveAsync()
    {
        var (rules, fault) = _draft.Read();
        _error = fault ?? (string.IsNullOrWhiteSpace(_reason) ? "Write why, in a sentence: it is what others will read later." : null);
        return _error is not null
            ? Task.CompletedTask
            : RunAsync(
                (actor, ct) => Edit.RunAsync(actor, new EditPolicyRequest(Policy.Scope, Policy.Revision, rules!, _reason.Trim()), ct),
                number => OnSaved.InvokeAsync(number));
    }
}
