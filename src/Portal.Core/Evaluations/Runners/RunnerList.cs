using Portal.Core.Evaluations.Queueing;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Runners;

/// <param name="Id">Null for the portal itself.</param>
/// <param name="Region">Null for the portal where nobody named its region.</param>
/// <param name="Doing">What it runs at the moment, the longest first.</param>
/// <param name="TokenEndsAt">Null for the portal itself, and when it has no valid token.</param>
public sealed record RunnerRow(
    RunnerId? Id, string Name, RunnerState State, string? Region, IReadOnlyList<string> Labels, string? Device, long? MemoryBytes, int? Slots, string? CodeVersion,
    DateTimeOffset? LastSeenAt, DateTimeOffset? RetiredAt, DateTimeOffset? TokenEndsAt, IReadOnlyList<EvaluationRow> Doing)
{
    /// <summary>Evaluations that may use its graphics processors at the same time; null where it has none. The portal has these beside its other slots.</summary>
    public int? GpuSlots { get; init; }
}

/// <summary>What evaluates the tenant's versions: the portal itself, then its runners by name, retired ones last. As long as a list of machines, so it comes whole.</summary>
public sealed class RunnerList(PortalDatabase database, EvaluationOptions options, TimeProvider clock)
{
    private const int Most = 500;

    /// <summary>As the list calls the portal itself.</summary>
    public const string Portal = "The portal itself";

    public async Task<Outcome<IReadOnlyList<RunnerRow>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.ManageRunners) is { } forbidden)
        {
            return forbidden;
        }

        var now = clock.GetUtcNow();
        await using var db = database.Open(actor.Tenant);
        var runners = await db.Runners.AsNoTracking().OrderBy(row => row.RetiredAt != null).ThenBy(row => row.NormalizedName).Take(Most).ToListAsync(ct);
        var tokens = await db.AccessTokens.Where(row => row.RevokedAt == null && row.ExpiresAt > now).Join(
                db.Runners, token => token.MemberId, runner => runner.AccountId, (token, runner) => new { runner.Id, token.ExpiresAt })
            .ToListAsync(ct);
        var ends = tokens.GroupBy(token => token.Id).ToDictionary(group => group.Key, group => group.Max(token => token.ExpiresAt));
        var doing = await DoingAsync(db, ct);
        IEnumerable<RunnerRow> rows = runners.Select(row => new RunnerRow(
            row.Id, row.Name, RunnerRules.StateOf(row.LastSeenAt, row.RetiredAt, now), row.Region, row.Labels, row.Device, row.MemoryBytes, row.Slots, row.CodeVersion,
            row.LastSeenAt, row.RetiredAt, ends.TryGetValue(row.Id, out var end) ? end : null, [.. doing[row.Id]]) { GpuSlots = Slots.HasGpu(row.Labels) ? row.GpuSlots ?? 1 : null });
        return options.Local ? new List<RunnerRow>([Here(doing[null], now), .. rows]) : new List<RunnerRow>(rows);
    }

    private RunnerRow Here(IEnumerable<EvaluationRow> doing, DateTimeOffset now) => new(
        Id: null, Portal, RunnerState.Online, options.Offer.Region, options.Offer.Labels, Device: null, options.MemoryBytes, options.CoreSlots, CodeVersion: null, now,
        RetiredAt: null, TokenEndsAt: null, [.. doing]) { GpuSlots = options.GpuSlots > 0 ? options.GpuSlots : null };

    private static async Task<ILookup<RunnerId?, EvaluationRow>> DoingAsync(PortalDbContext db, CancellationToken ct)
    {
        var running = await EvaluationList.PageAsync(EvaluationList.Joined(db).Where(row => row.Evaluation.State == EvaluationState.Running), new PageRequest(PageRequest.LargestSize), ct);
        return running.Items.ToLookup(row => row.RunnerId);
    }
}
