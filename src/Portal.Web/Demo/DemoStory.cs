using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Deployments;
using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Demo;

/// <summary>
/// What happened in a demo tenant before a visitor comes: its scientist asks for promotions and its reviewer decides, through the acts
/// of the pages and under the same rules. A step that was done stays as it is, and a step that a rule refuses ends the story.
/// </summary>
public sealed partial class DemoStory(
    PortalDatabase database, DemoMembers members, EvaluationDetail evaluations, RequestPromotion request, Decide decide, TimeProvider clock, ILogger<DemoStory> log)
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    public Task RunAsync(TenantRow tenant, DemoTenant plan, CancellationToken ct) => RunAsync(tenant, plan.Story, ct);

    /// <returns>False where a rule ended it.</returns>
    public async Task<bool> RunAsync(TenantRow tenant, IReadOnlyList<DemoStep> steps, CancellationToken ct)
    {
        foreach (var step in steps)
        {
            if (await TellAsync(tenant, step, ct) is { } refusal)
            {
                Log.Ended(log, tenant.Name, step.Model, step.Version, step.Environment, refusal.Sentence);
                return false;
            }
        }

        return true;
    }

    /// <returns>Why it ended; null when the step is done.</returns>
    public async Task<Refusal?> TellAsync(TenantRow tenant, DemoStep step, CancellationToken ct)
    {
        if (await FindAsync(tenant, step, ct) is null)
        {
            if (await WaitForEvidenceAsync(tenant, step, ct) is { } missing)
            {
                return missing;
            }

            var asked = await request.RunAsync(
                await members.WithAsync(Role.DataScientist, tenant, ct), new RequestPromotionRequest(step.Model, step.Version, step.Environment, step.Note), ct);
            if (!asked.IsOk)
            {
                return asked.Refusal;
            }
        }

        return step.Approval is { } reason && await FindAsync(tenant, step, ct) is { State: PromotionState.Waiting } waiting
            ? (await decide.RunAsync(
                await members.WithAsync(Role.Reviewer, tenant, ct), new DecideRequest(waiting.Number, DecisionVerdict.Approve, reason, waiting.EvidenceDigest.Hex), ct)).Refusal
            : null;
    }

    /// <summary>The newest promotion of that step, in whatever state people have brought it.</summary>
    internal async Task<Promotion?> FindAsync(TenantRow tenant, DemoStep step, CancellationToken ct)
    {
        var environment = Names.Normalize(step.Environment);
        await using var db = database.Open(tenant.Id);
        var versions = Versions(db, step);
        var environments = db.Environments.Where(row => row.NormalizedName == environment);
        return await db.Promotions.AsNoTracking()
            .Where(row => versions.Any(version => version.Id == row.VersionId) && environments.Any(place => place.Id == row.EnvironmentId))
            .OrderByDescending(row => row.Number).FirstOrDefaultAsync(ct);
    }

    /// <summary>The evaluations run behind the first open page, one after the other.</summary>
    private async Task<Refusal?> WaitForEvidenceAsync(TenantRow tenant, DemoStep step, CancellationToken ct)
    {
        var scientist = await members.WithAsync(Role.DataScientist, tenant, ct);
        VersionId id;
        await using (var db = database.Open(tenant.Id))
        {
            id = await Versions(db, step).Select(version => version.Id).SingleAsync(ct);
        }

        while (true)
        {
            switch (await evaluations.NewestAsync(scientist, id, ct))
            {
                case { Row.State: EvaluationState.Completed }:
                    return null;
                case { Row.State: EvaluationState.Failed or EvaluationState.Cancelled } ended:
                    return new Refusal(RefusalKind.Conflict, "demo.no-evidence", ended.Row.FailureSentence ?? "The evaluation was cancelled.");
            }

            await Task.Delay(s_look, clock, ct);
        }
    }

    private static IQueryable<Portal.Core.Registry.Version> Versions(PortalDbContext db, DemoStep step)
    {
        var (name, models) = (Names.Normalize(step.Model), db.Models);
        return db.Versions.Where(version => version.Number == step.Version && models.Any(model => model.Id == version.ModelId && model.NormalizedName == name));
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3102, Level = LogLevel.Warning, Message = "The story of {Tenant} ended at the promotion of {Model} version {Version} to {Environment}: {Sentence}")]
        public static partial void Ended(ILogger logger, string tenant, string model, int version, string environment, string sentence);
    }
}
