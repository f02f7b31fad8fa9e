using Portal.Core.Audit;
using Portal.Core.Promotions.Deadlines;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>A promotion with what rules ask about it.</summary>
internal sealed record PromotionFacts(Promotion Promotion, FrozenEvidence Frozen, PromotionStanding Standing)
{
    /// <summary>Null when the tenant has none of that number. Tracked, with its stages and decisions.</summary>
    public static async Task<PromotionFacts?> FindAsync(PortalDbContext db, int number, CancellationToken ct)
    {
        var promotion = await db.Promotions.Include(row => row.Decisions).Include(row => row.Stages).ThenInclude(stage => stage.Deciders).AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Number == number, ct);
        if (promotion is null)
        {
            return null;
        }

        var registeredBy = await db.Versions.Where(row => row.Id == promotion.VersionId).Select(row => row.RegisteredBy).SingleAsync(ct);
        var owner = await db.Models.Where(row => row.Id == promotion.ModelId).Select(row => row.OwnerId).SingleAsync(ct);
        return Of(promotion, registeredBy, owner);
    }

    public static PromotionFacts Of(Promotion promotion, MemberId registeredBy, MemberId owner)
    {
        var frozen = FrozenEvidence.Parse(promotion.Evidence);
        var rules = frozen.Policy.Rules;
        var stages = rules.StagesFor(NeedsStage(promotion, frozen));
        return new(promotion, frozen, new PromotionStanding(
            promotion.Number, promotion.State, promotion.RequestedBy, registeredBy, [new MemberId(frozen.Model.OwnerId), owner], rules,
            [.. promotion.Stages.OrderBy(row => row.Stage).Select(row => new StageStanding(row.Stage, stages[row.Stage], row.Round, row.State, row.EscalatedAt is not null))],
            [.. promotion.Decisions.Select(row => new CountedDecision(row.Stage, row.Round, row.MemberId, row.Seat, row.Verdict))],
            [.. frozen.Verdicts.Where(verdict => verdict.IsOpen).Select(verdict => verdict.Id)]));
    }

    /// <summary>As it stands at an instant: one whose time is over has expired, whether or not the portal's clock has written it down.</summary>
    public PromotionFacts At(DateTimeOffset now) =>
        DeadlineRules.HasExpired(Promotion.State, Promotion.ExpiresAt, now) ? this with { Standing = Standing with { State = PromotionState.Expired } } : this;

    /// <summary>Brings the rows of the stages to where the rules say they stand.</summary>
    public void Move(UnitOfWork unit, IReadOnlyList<StageStanding> stages)
    {
        foreach (var standing in stages)
        {
            var row = Promotion.Stages.Single(one => one.Stage == standing.Index);
            if (row.Round != standing.Round || standing.State == StageState.Coming)
            {
                row.ToComing(standing.Round);
            }

            if (standing.State == StageState.Open && row.State != StageState.Open)
            {
                StageOpening.Open(unit, Promotion, row, standing.Stage);
            }
            else if (standing.State == StageState.Approved && row.State != StageState.Approved)
            {
                (row.State, row.ApprovedAt) = (StageState.Approved, unit.Now);
            }
        }

        Promotion.KeepDeadline();
    }

    public PromotedVersion ToDeploy(PromotionPlace place, string reason, MemberId startedBy) => new(
        Promotion.Id, Promotion.Number, place, Promotion.ModelId, Frozen.Model.Name, Promotion.VersionId, Frozen.Evidence.Candidate.Number, reason, startedBy)
    {
        Rollout = Frozen.Policy.Rules.Rollout.In(place),
    };

    private static bool NeedsStage(Promotion promotion, FrozenEvidence frozen) =>
        promotion.State == PromotionState.NeedsException || frozen.Exceptions.Count > 0 || promotion.Stages.Count > 0;
}
