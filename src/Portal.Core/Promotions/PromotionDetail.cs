using Portal.Core.Promotions.Renewals;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <param name="Stage">The place of the stage in the policy, from 0.</param>
/// <param name="Counts">False when the stage started again since.</param>
/// <param name="InPlaceOf">Who delegated to them; null when it was their own place.</param>
public sealed record DecisionRow(string By, DecisionVerdict Verdict, string Reason, string EvidenceDigest, DateTimeOffset At, int Stage = 0, bool Counts = true, string? InPlaceOf = null);

/// <summary>One stage of the frozen policy, and where it stands.</summary>
/// <param name="Approvals">How many count so far.</param>
public sealed record StageRow(
    int Index, Stage Stage, int Round, StageState State, int Approvals, DateTimeOffset? OpenedAt, DateTimeOffset? DueAt, DateTimeOffset? EscalatedAt, DateTimeOffset? ApprovedAt);

/// <summary>A member whom an open stage lets decide.</summary>
/// <param name="WhyNot">Why this one can't; null when they can.</param>
public sealed record DeciderRow(string Name, string Email, string? WhyNot);

/// <summary>A stage on which the asking member's word would count now.</summary>
/// <param name="Stage">The place of the stage in the policy, from 0.</param>
/// <param name="InPlaceOf">Who delegated it to them; null when it is their own.</param>
public sealed record OpenSeat(int Stage, string Name, string? InPlaceOf);

/// <summary>What the asking member may do here: null means allowed.</summary>
public sealed record PromotionAllowance(Refusal? Approve, Refusal? Reject, Refusal? Withdraw, Refusal? GrantException, Refusal? Answer);

/// <param name="Frozen">What was frozen when it was asked for, with the exceptions that were granted since.</param>
/// <param name="EvidenceDigest">What a decision names.</param>
/// <param name="LiveNow">Number of the version that is live there now; null when none is.</param>
/// <param name="LiveChanged">True when that is not the one it was compared with: it can't be approved any more.</param>
public sealed record PromotionView(
    PromotionId Id, int Number, PromotionState State, string Model, int VersionNumber, VersionId VersionId, string VersionDigest, PromotionPlace Place,
    string RequestedBy, MemberId RequestedById, string RegisteredBy, MemberId RegisteredById, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt, string Note,
    FrozenEvidence Frozen, string EvidenceDigest, int? LiveNow, bool LiveChanged, IReadOnlyList<DecisionRow> Decisions, IReadOnlyList<DeciderRow> Deciders,
    PromotionAllowance May, long Revision, IReadOnlyList<StageRow> Stages, DateTimeOffset? ExpiresAt)
{
    public string Name => $"P-{Number}";

    /// <summary>The approval that it renews; null where it asks that the version goes live.</summary>
    public FrozenRenewal? Renewal => Frozen.Renewal;

    /// <summary>Where the asking member may say something now; empty when they have no say.</summary>
    public IReadOnlyList<OpenSeat> Seats { get; init; } = [];

    /// <summary>Set when the policy asks for a signature and the member's sign-in is too old for one.</summary>
    public Refusal? Unsigned { get; init; }

    /// <summary>Set while a change freeze keeps the environment as it is: approvals count, the last one waits.</summary>
    public Refusal? Freeze { get; init; }
}

/// <summary>One promotion with all that its decision rests on.</summary>
public sealed class PromotionDetail(PortalDatabase database, IPromotionTarget target, TimeProvider clock)
{
    public async Task<Outcome<PromotionView>> FindAsync(Actor actor, int number, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var now = clock.GetUtcNow();
        if ((await PromotionFacts.FindAsync(db, number, ct))?.At(now) is not { } facts)
        {
            return PromotionTexts.NotFound(number);
        }

        var promotion = facts.Promotion;
        var version = await db.Versions.AsNoTracking().SingleAsync(row => row.Id == promotion.VersionId, ct);
        var names = await NamesAsync(db, [promotion.RequestedBy, version.RegisteredBy, .. promotion.Decisions.SelectMany(row => new[] { row.MemberId, row.Seat })], ct);
        var decider = await Decider.FindAsync(db, actor, now, ct);
        var live = await target.ChampionAsync(db, promotion.EnvironmentId, promotion.ModelId, ct);
        var place = (await target.FindAsync(db, [promotion.EnvironmentId], ct))[promotion.EnvironmentId];
        return new PromotionView(
            promotion.Id, promotion.Number, promotion.State, facts.Frozen.Model.Name, version.Number, version.Id, version.Digest.Hex, place,
            names[promotion.RequestedBy], promotion.RequestedBy, names[version.RegisteredBy], version.RegisteredBy, promotion.RequestedAt, promotion.EndedAt, promotion.Note,
            facts.Frozen, promotion.EvidenceDigest.Hex,
            live is null ? null : await db.Versions.Where(row => row.Id == live).Select(row => (int?)row.Number).SingleAsync(ct),
            facts.Standing.IsOpen && live?.Value != facts.Frozen.Evidence.Champion?.Id,
            [.. promotion.Decisions.OrderBy(row => row.At).Select(row => Row(row, promotion, names))],
            facts.Standing.IsOpen ? await DecidersAsync(db, facts.Standing, now, ct) : [],
            Allowance(facts.Standing, actor, decider),
            promotion.Revision,
            [.. promotion.Stages.OrderBy(row => row.Stage).Zip(facts.Standing.Stages, (row, standing) => Row(row, standing, facts.Standing))],
            promotion.ExpiresAt)
        {
            Seats = await SeatsAsync(db, facts.Standing, decider, ct),
            Unsigned = PromotionRules.RefusesSignature(facts.Standing.Rules, actor.SignedInAt, now),
            Freeze = facts.Standing.IsOpen && !promotion.IsRenewal ? await target.RefusesFreezeAsync(db, place, now, ct) : null,
        };
    }

    private static async Task<IReadOnlyList<OpenSeat>> SeatsAsync(PortalDbContext db, PromotionStanding standing, Decider? decider, CancellationToken ct)
    {
        // Rejecting is possible wherever approving is, and while a gate still blocks.
        var places = standing.Deciding.Select(stage => DecisionRules.Find(standing, decider, DecisionVerdict.Reject, stage.Index)).Where(found => found.IsOk).Select(found => found.Value).ToList();
        var names = await NamesAsync(db, [.. places.Select(place => place.Seat).Where(seat => seat != decider?.Id)], ct);
        return [.. places.Select(place => new OpenSeat(place.Stage.Index, place.Stage.Stage.Name, names.GetValueOrDefault(place.Seat)))];
    }

    private static DecisionRow Row(Decision row, Promotion promotion, Dictionary<MemberId, string> names) => new(
        names[row.MemberId], row.Verdict, row.Reason, row.EvidenceDigest.Hex, row.At, row.Stage,
        promotion.Stages.Exists(stage => stage.Stage == row.Stage && stage.Round == row.Round), row.Seat == row.MemberId ? null : names[row.Seat]);

    private static StageRow Row(PromotionStage row, StageStanding stage, PromotionStanding standing) => new(
        row.Stage, stage.Stage, row.Round, row.State, standing.CountedIn(stage).Count(decision => decision.Verdict == DecisionVerdict.Approve), row.OpenedAt, row.DueAt, row.EscalatedAt, row.ApprovedAt);

    /// <summary>The frozen evidence as it was stored; its bytes hash to its digest.</summary>
    public async Task<Outcome<byte[]>> EvidenceBytesAsync(Actor actor, int number, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.Promotions.Where(row => row.Number == number).Select(row => row.Evidence).SingleOrDefaultAsync(ct) is { } json
            ? System.Text.Encoding.UTF8.GetBytes(json)
            : PromotionTexts.NotFound(number);
    }

    private static PromotionAllowance Allowance(PromotionStanding standing, Actor actor, Decider? decider) => new(
        DecisionRules.Find(standing, decider, DecisionVerdict.Approve).Refusal,
        DecisionRules.Find(standing, decider, DecisionVerdict.Reject).Refusal,
        PromotionRules.RefusesWithdrawal(standing, actor),
        PromotionRules.RefusesException(standing, actor, standing.OpenGates.FirstOrDefault() ?? ""),
        PromotionRules.RefusesAnswer(standing, actor));

    private static async Task<Dictionary<MemberId, string>> NamesAsync(PortalDbContext db, MemberId[] ids, CancellationToken ct) =>
        await db.Members.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, ct);

    private static async Task<IReadOnlyList<DeciderRow>> DecidersAsync(PortalDbContext db, PromotionStanding standing, DateTimeOffset now, CancellationToken ct) =>
        [.. (await EligibleDeciders.ReadAsync(db, standing, now, ct)).Select(member => new DeciderRow(member.Name, member.Email, WhyNot(standing, member.Id)))];

    private static string? WhyNot(PromotionStanding standing, MemberId member) =>
        member == standing.RegisteredBy ? "Registered the version"
        : member == standing.RequestedBy && standing.Rules.Separation.Requester ? "Asked for the promotion"
        : standing.Owners.Contains(member) && standing.Rules.Separation.Owner ? "Owns the model"
        : standing.Deciding.All(stage => DecisionRules.HasSpoken(standing, stage, member)) ? "Has decided already"
        : null;
}
