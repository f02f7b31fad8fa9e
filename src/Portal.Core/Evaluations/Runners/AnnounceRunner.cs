using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations.Runners;

/// <summary>Takes down what a runner says of itself. Like progress, it is no act of a member and leaves no entry in the trail.</summary>
public sealed class AnnounceRunner(PortalDatabase database, RunnerDoor door, EvaluationOptions options)
{
    internal const int LongestText = 200;
    private const int MostSlots = 1000;

    public async Task<Outcome<RunnerWelcome>> RunAsync(Actor actor, RunnerAnnouncement said, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.RunEvaluations) is { } forbidden)
        {
            return forbidden;
        }

        if (await door.FindAsync(actor, ct) is not { } runner)
        {
            return Refusal.NotFound("This runner");
        }

        if ((Refuses(said) ?? RunnerRules.RefusesVersion(said.CodeVersion, ScoringProcess.CodeVersion) ?? RunnerRules.RefusesRegionOf(runner.Region, said.Labels)) is { } refusal)
        {
            return refusal;
        }

        IReadOnlyList<string> labels = [.. RunnerLabels.Normalize(said.Labels).Where(label => RunnerLabels.KeyOf(label) != RunnerLabels.Region)];
        await using var db = database.Open(actor.Tenant);
        await db.Runners.Where(row => row.Id == runner.Id).ExecuteUpdateAsync(
            row => row.SetProperty(announced => announced.Labels, labels)
                .SetProperty(announced => announced.Device, said.Device.Trim())
                .SetProperty(announced => announced.MemoryBytes, said.MemoryBytes)
                .SetProperty(announced => announced.Slots, said.Slots)
                .SetProperty(announced => announced.GpuSlots, said.GpuSlots)
                .SetProperty(announced => announced.CodeVersion, said.CodeVersion),
            ct);
        return new RunnerWelcome(runner.Id.Value, runner.Name, runner.Region, options.RunnerLeaseSeconds);
    }

    private static Refusal? Refuses(RunnerAnnouncement said) =>
        (said.Labels is null ? Refusal.Invalid("labels", "Say what the machine has; an empty list is an answer.") : RunnerLabels.Refuses("labels", said.Labels))
        ?? Names.RefusesText("device", said.Device, LongestText)
        ?? Names.RefusesText("codeVersion", said.CodeVersion, LongestText)
        ?? (said.Slots is < 1 or > MostSlots ? Refusal.Invalid("slots", $"A runner has 1 to {MostSlots} slots.") : null)
        ?? (said.GpuSlots is < 1 or > MostSlots ? Refusal.Invalid("gpuSlots", $"Of a runner's slots 1 to {MostSlots} use its graphics processors; leave it out where there is none.") : null)
        ?? (said.MemoryBytes < 1 ? Refusal.Invalid("memoryBytes", "Say how many bytes of memory one evaluation may use.") : null);
}
