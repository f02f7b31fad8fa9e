using Portal.Core.Evaluations.Queueing;
using Portal.Core.Evaluations.Runners;
using Portal.Core.Registry;

namespace Portal.Core.Evaluations;

/// <summary>Who takes an evaluation, with what the machine has for it.</summary>
/// <param name="Owner">Names this one lease, or this one node; nobody else uses the same.</param>
/// <param name="Runner">Null for the portal itself.</param>
/// <param name="Name">As the trail says it.</param>
/// <param name="Lease">How long it holds without being renewed.</param>
internal sealed record LeaseHolder(string Owner, RunnerId? Runner, string Name, RunnerOffer Offer, TimeSpan Lease)
{
    private const string Portal = "the portal";

    /// <summary>The class of the table of prices that the machine says it is of.</summary>
    public string? HardwareClass => RunnerLabels.ValueOf(Offer.Labels, RunnerLabels.Hardware);

    /// <summary>What this node has a slot for at the moment.</summary>
    public IReadOnlyList<SlotKind> Free { get; init; } = Slots.All;

    /// <summary>How many evaluations a runner may have on its graphics processors at the same time.</summary>
    public int GpuSlots { get; init; }

    /// <summary>The one evaluation that it wants; null for whichever is next.</summary>
    public EvaluationId? Only { get; init; }

    public static LeaseHolder Node(string owner, EvaluationOptions options) => new(owner, Runner: null, Portal, options.Offer, EvaluationRules.Lease);

    public static LeaseHolder Remote(Guid lease, Runner runner, EvaluationOptions options) =>
        new(OwnerOf(lease), runner.Id, runner.Name, runner.Offer, TimeSpan.FromSeconds(options.RunnerLeaseSeconds)) { GpuSlots = runner.GpuSlots ?? 1 };

    public static string OwnerOf(Guid lease) => $"lease/{lease:N}";
}
