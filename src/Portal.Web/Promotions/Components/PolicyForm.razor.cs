using Microsoft.AspNetCore.Components;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
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
    ];

    private const string Added = "Added now";

    private List<GateDraft> _gates = [];
    private readonly HashSet<GateDraft> _added = [];
    private bool _exceptions;
    private bool _approval;
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

    // Once: what is typed is not overwritten while the page around it changes.
    protected override void OnInitialized() =>
        (_gates, _exceptions, _approval) = ([.. Policy.Rules.Gates.Select(GateDraft.Of)], Policy.Rules.ExceptionsAllowed, Policy.Rules.ApprovalRequired);

    /// <summary>A gate stays where it was while its metric is changed, so that nothing jumps under the hand.</summary>
    private IEnumerable<GateGroup<GateDraft>> Groups()
    {
        var groups = GateGroups.Of(_gates.Where(gate => !_added.Contains(gate)), gate => gate.FirstMetric);
        return _added.Count == 0 ? groups : [.. groups, new GateGroup<GateDraft>(Added, [.. _gates.Where(_added.Contains)])];
    }

    private PolicyRules? Draft()
    {
        var gates = _gates.Select(gate => gate.ToGate()).ToList();
        return gates.Contains(null) ? null : Policy.Rules with
        {
            Gates = [.. gates.OfType<Gate>()],
            Exceptions = _exceptions ? Policy.Rules.Exceptions ?? new ExceptionRules(Role.ComplianceOfficer) : null,
            Stages = !_approval ? [] : Policy.Rules.ApprovalRequired ? Policy.Rules.Stages : [Stage.AfterException],
        };
    }

    private Task AddAsync()
    {
        var gate = GateDraft.New(Enum.Parse<GateKind>(_kind));
        _gates.Add(gate);
        _added.Add(gate);
        return ChangedAsync();
    }

    private Task RemoveAsync(GateDraft gate)
    {
        _gates.Remove(gate);
        _added.Remove(gate);
        return ChangedAsync();
    }

    private async Task ChangedAsync()
    {
        _changed = true;
        if (Draft() is { } rules)
        {
            await OnDraft.InvokeAsync(rules);
        }
    }

    private Task SaveAsync()
    {
        var rules = Draft();
        _error = rules is null ? "A gate has no limit yet: write its number above."
            : string.IsNullOrWhiteSpace(_reason) ? "Write why, in a sentence: it is what others will read later."
            : null;
        return _error is not null
            ? Task.CompletedTask
            : RunAsync(
                (actor, ct) => Edit.RunAsync(actor, new EditPolicyRequest(Policy.Scope, Policy.Revision, rules!, _reason.Trim()), ct),
                number => OnSaved.InvokeAsync(number));
    }
}
