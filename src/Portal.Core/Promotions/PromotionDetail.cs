using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

public sealed record DecisionRow(string By, DecisionVerdict Verdict, string Reason, string EvidenceDigest, DateTimeOffset At);

/// <summary>A member whose roles let them decide.</summary>
/// <param name="WhyNot">Why this one can't; null when they can.</param>
public sealed record DeciderRow(string Name, string Email, string? WhyNot);

/// <summary>What the asking member may do here: null means allowed.</summary>
public sealed record PromotionAllowance(Refusal? Approve, Refusal? Reject, Refusal? Withdraw, Refusal? GrantException);

/// <param name="Frozen">What was frozen when it was asked for, with the exceptions that were granted since.</param>
/// <param name="EvidenceDigest">What a decision names.</param>
/// <param name="LiveNow">Number of the version that is live there now; null when none is.</param>
/// <param name="LiveChanged">True when that is not the one it was compared with: it can't be approved any more.</param>
public sealed record PromotionView(
    PromotionId Id, int Number, PromotionState State, string Model, int VersionNumber, VersionId VersionId, string VersionDigest, PromotionPlace Place,
    string RequestedBy, MemberId RequestedById, string RegisteredBy, MemberId RegisteredById, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt, string Note,
    FrozenEvidence Frozen, string EvidenceDigest, int? LiveNow, bool LiveChanged, IReadOnlyList<DecisionRow> Decisions, IReadOnlyList<DeciderRow> Deciders,
    PromotionAllowance May, long Revision)
{
    public string Name => $"P-{Number}";
}

/// <summary>One promotion with all that its decision rests on.</summary>
public sealed class PromotionDetail(PortalDatabase database, IPromotionTarget target)
{
    // Whoever needs more names than this asks the list of members.
    private const int MostDeciders = 50;

    public async Task<Outcome<PromotionView>> FindAsync(Actor actor, int number, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        if (await PromotionFacts.FindAsync(db, number, ct) is not { } facts)
        {
            return PromotionTexts.NotFound(number);
        }

        var promotion = facts.Promotion;
        var version = await db.Versions.AsNoTracking().SingleAsync(row => row.Id == promotion.VersionId, ct);
        var names = await NamesAsync(db, [promotion.RequestedBy, version.RegisteredBy, .. facts.Standing.DecidedBy], ct);
        var live = await target.ChampionAsync(db, promotion.EnvironmentId, promotion.ModelId, ct);
        var place = (await target.FindAsync(db, [promotion.EnvironmentId], ct))[promotion.EnvironmentId];
        return new PromotionView(
            promotion.Id, promotion.Number, promotion.State, facts.Frozen.Model.Name, version.Number, version.Id, version.Digest.Hex, place,
            names[promotion.RequestedBy], promotion.RequestedBy, names[version.RegisteredBy], version.RegisteredBy, promotion.RequestedAt, promotion.EndedAt, promotion.Note,
            facts.Frozen, promotion.EvidenceDigest.Hex,
            live is null ? null : await db.Versions.Where(row => row.Id == live).Select(row => (int?)row.Number).SingleAsync(ct),
            facts.Standing.IsOpen && live?.Value != facts.Frozen.Evidence.Champion?.Id,
            [.. promotion.Decisions.OrderBy(row => row.At).Select(row => new DecisionRow(names[row.MemberId], row.Verdict, row.Reason, row.EvidenceDigest.Hex, row.At))],
            facts.Standing.IsOpen ? await DecidersAsync(db, facts.Standing, ct) : [],
            Allowance(facts.Standing, actor),
            promotion.Revision);
    }

    /// <summary>The frozen evidence as it was stored; its bytes hash to its digest.</summary>
    public async Task<Outcome<byte[]>> EvidenceBytesAsync(Actor actor, int number, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.Promotions.Where(row => row.Number == number).Select(row => row.Evidence).SingleOrDefaultAsync(ct) is { } json
            ? System.Text.Encoding.UTF8.GetBytes(json)
            : PromotionTexts.NotFound(number);
    }

    private static PromotionAllowance Allowance(PromotionStanding standing, Actor actor) => new(
        PromotionRules.RefusesDecision(standing, actor, DecisionVerdict.Approve),
        PromotionRules.RefusesDecision(standing, actor, DecisionVerdict.Reject),
        PromotionRules.RefusesWithdrawal(standing, actor),
        PromotionRules.RefusesException(standing, actor, standing.OpenGates.FirstOrDefault() ?? ""));

    private static async Task<Dictionary<MemberId, string>> NamesAsync(PortalDbContext db, MemberId[] ids, CancellationToken ct) =>
        await db.Members.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, ct);

    private static async Task<IReadOnlyList<DeciderRow>> DecidersAsync(PortalDbContext db, PromotionStanding standing, CancellationToken ct)
    {
        var roles = RoleRules.RolesWith(Permission.DecidePromotion);
        var members = await db.Members.AsNoTracking().Where(row => row.DisabledAt == null && row.Roles.Any(role => roles.Contains(role.Role)))
            .OrderBy(row => row.NormalizedEmail).Select(row => new { row.Id, row.Name, row.Email }).Take(MostDeciders).ToListAsync(ct);
        return [.. members.Select(member => new DeciderRow(member.Name, member.Email, WhyNot(standing, member.Id)))];
    }

    private static string? WhyNot(PromotionStanding standing, MemberId member) =>
        member == standing.RegisteredBy ? "Registered the version"
        : member == standing.RequestedBy ? "Asked for the promotion"
        : standing.DecidedBy.Contains(member) ? "Has decided already"
        : null;
}
