using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Hardware;
using Portal.Core.Promotions.Renewals;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>What a promotion would be asked for with, if it were asked for now.</summary>
/// <param name="PolicyNumber">Null when there is no policy for the model's risk class and the environment's purpose.</param>
/// <param name="Verdicts">Empty without a policy.</param>
/// <param name="Refusal">Why it would be refused; null when it would not.</param>
/// <param name="Renewal">The approval that it would renew; null where the version would go live.</param>
public sealed record PromotionPreview(
    string Model, int Number, PromotionPlace Place, int? PolicyNumber, PolicyRules? Rules, GateEvidence Evidence, IReadOnlyList<GateVerdict> Verdicts, Refusal? Refusal, FrozenRenewal? Renewal = null);

/// <summary>The evidence about a version and about what is live, with what the gates say of it.</summary>
public sealed class PromotionEvidence(PortalDatabase database, IPromotionTarget target, ApprovalChecks checks, HardwarePrices prices, IExpectedLoad load, TimeProvider clock)
{
    /// <summary>What would happen: changes nothing.</summary>
    public async Task<Outcome<PromotionPreview>> PreviewAsync(Actor actor, string model, int number, string environment, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var found = await CandidateAsync(db, model, number, environment, ct);
        if (!found.IsOk)
        {
            return found.Refusal;
        }

        var candidate = found.Value;
        var gathered = await GatherAsync(db, candidate, clock.GetUtcNow(), ct);
        var refusal = RoleRules.Refuses(actor, Permission.RequestPromotion) ?? gathered.Refusal;
        return new PromotionPreview(
            candidate.Model.Name, candidate.Version.Number, candidate.Place, gathered.Policy?.Number, gathered.Policy?.Rules, gathered.Evidence, gathered.Verdicts, refusal, gathered.Renewal);
    }

    /// <summary>What a request would rest on, gathered once, so that rules can be tried on it at each key that is pressed.</summary>
    public async Task<Outcome<PromotionTrial>> TrialAsync(Actor actor, string model, int number, string environment, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var found = await CandidateAsync(db, model, number, environment, ct);
        if (!found.IsOk)
        {
            return found.Refusal;
        }

        var (candidate, now) = (found.Value, clock.GetUtcNow());
        var champion = await target.ChampionAsync(db, candidate.Place.Id, candidate.Model.Id, ct);
        var terms = new Dictionary<PromotionTerms, Refusal>();
        foreach (var asked in PromotionTrial.TermsOneByOne)
        {
            if (await checks.RefusesTermsAsync(db, asked, candidate.Model.Id, candidate.Version.Id, candidate.Name, ct) is { } refusal)
            {
                terms[asked] = refusal;
            }
        }

        return new PromotionTrial(
            candidate.Name, candidate.Place.Name, await ReadAsync(db, candidate, champion, now, ct), terms,
            await RefusesAnywayAsync(db, candidate, champion, renews: false, null, ct), await target.RefusesFreezeAsync(db, candidate.Place, now, ct))
        {
            HasFleet = candidate.Place.HasFleet,
        };
    }

    internal async Task<Outcome<PromotionCandidate>> CandidateAsync(PortalDbContext db, string model, int number, string environment, CancellationToken ct)
    {
        var name = Names.Normalize(model);
        var found = await (
            from version in db.Versions.AsNoTracking()
            join owner in db.Models on version.ModelId equals owner.Id
            where owner.NormalizedName == name && version.Number == number
            select new { Version = version, Model = owner }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return Refusal.NotFound($"Version {number} of {model}");
        }

        return await target.FindAsync(db, environment, ct) is { } place
            ? new PromotionCandidate(found.Model, found.Version, place)
            : Refusal.NotFound($"The environment {environment}");
    }

    /// <summary>Everything that the decision to let it be asked for rests on, read in one unit or context.</summary>
    internal async Task<GatheredEvidence> GatherAsync(PortalDbContext db, PromotionCandidate candidate, DateTimeOffset now, CancellationToken ct)
    {
        var (model, _, place) = candidate;
        var championId = await target.ChampionAsync(db, place.Id, model.Id, ct);
        var evidence = await ReadAsync(db, candidate, championId, now, ct);
        var covering = await db.Policies.AsNoTracking().Where(row => row.RiskClass == model.RiskClass && row.Purpose == place.Purpose && row.RetiredAt == null).ToListAsync(ct);
        var policy = covering.Where(row => row.Scope.Covers(model.RiskClass, place.Purpose, model.Task, model.DataClassification)).MaxBy(row => row.Scope.Narrowness);
        var verdicts = policy is null ? [] : GateRules.Judge(policy.Rules.Gates, evidence);
        var gathered = new GatheredEvidence(evidence, policy, verdicts, await RenewalSearch.FindAsync(db, candidate, championId, policy?.Rules.Terms, ct), null);
        return gathered with { Refusal = await RefusesAsync(db, candidate, championId, gathered, policy?.Rules, null, ct) };
    }

    /// <summary>The same for a request that was sent back: under the policy that it was asked under.</summary>
    /// <param name="exceptions">Which gates were let pass before and say the same again.</param>
    internal async Task<GatheredEvidence> GatherAgainAsync(
        PortalDbContext db, PromotionCandidate candidate, Promotion promotion, FrozenEvidence frozen, DateTimeOffset now, CancellationToken ct)
    {
        var championId = await target.ChampionAsync(db, candidate.Place.Id, candidate.Model.Id, ct);
        var evidence = await ReadAsync(db, candidate, championId, now, ct);
        var kept = frozen.ExceptionsThatHold(evidence);
        IReadOnlyList<GateVerdict> verdicts =
        [
            .. GateRules.Judge(frozen.Policy.Rules.Gates, evidence).Select(verdict => kept.FirstOrDefault(one => one.GateId == verdict.Id) is { } exception ? verdict with { ExceptionReason = exception.Reason } : verdict),
        ];
        var gathered = new GatheredEvidence(evidence, null, verdicts, frozen.Renewal, null);
        var moved = promotion.IsRenewal ? RenewalRules.RefusesVersion(candidate.Name, candidate.Place.Name, candidate.Version.Id == promotion.VersionId, candidate.Version.Id == championId) : null;
        return gathered with
        {
            Refusal = moved ?? ApprovalChecks.RefusesModel(promotion.Number, frozen, candidate.Model)
                ?? await RefusesAsync(db, candidate, championId, gathered, frozen.Policy.Rules, promotion.Id, ct),
        };
    }

    private async Task<GateEvidence> ReadAsync(PortalDbContext db, PromotionCandidate candidate, VersionId? champion, DateTimeOffset now, CancellationToken ct)
    {
        var (model, version, _) = candidate;
        VersionEvidence Priced(VersionEvidence evidence) => evidence with { Cost = CostEvidence.Of(prices, evidence.Evaluation?.Timings) };
        return new GateEvidence(
            now,
            model.Task,
            Priced(new VersionEvidence(version.Id.Value, version.Number, version.Digest.Hex, await FactsAsync(db, version.Id, model.EvaluationDatasetVersionId, orOther: false, ct))),
            champion is { } live ? Priced(await ChampionAsync(db, live, model.EvaluationDatasetVersionId, ct)) : null,
            await load.ReadAsync(db, model.Id, candidate.Place.Id, now, ct));
    }

    private async Task<Refusal?> RefusesAsync(
        PortalDbContext db, PromotionCandidate candidate, VersionId? champion, GatheredEvidence gathered, PolicyRules? rules, PromotionId? self, CancellationToken ct)
    {
        var (model, version, place) = candidate;
        if (await RefusesAnywayAsync(db, candidate, champion, gathered.Renewal is not null, self, ct) is { } anyway)
        {
            return anyway;
        }

        return rules is null
            ? new(RefusalKind.Blocked, "promotion.no-policy", $"No policy says what a model of {model.RiskClass.InWords()} needs in {place.Purpose.InWords()}.", "A compliance officer or tenant administrator adds the policies.")
            : await checks.RefusesTermsAsync(db, rules.Terms, model.Id, version.Id, candidate.Name, ct)
                ?? (gathered.Renewal is null ? PromotionRules.RefusesRollout(rules.Rollout, place.Name, place.HasFleet, champion is not null) : null)
                ?? (gathered.Renewal is { } renewed ? RenewalRules.RefusesEvidence(renewed, gathered.Evidence, candidate.Name) : null)
                ?? RenewalRules.RefusesAge(rules.Terms, gathered.Evidence, gathered.Evidence.At, candidate.Name)
                ?? PromotionRules.Begin(rules, gathered.Verdicts, candidate.Name, place.Name, gathered.Renewal is not null).Refusal;
    }

    /// <summary>What stands in the way whatever a policy says.</summary>
    private async Task<Refusal?> RefusesAnywayAsync(PortalDbContext db, PromotionCandidate candidate, VersionId? champion, bool renews, PromotionId? self, CancellationToken ct)
    {
        var (model, version, place) = candidate;
        if (!(renews && champion == version.Id) && PromotionRules.RefusesLive(candidate.Name, place.Name, version.Id, champion, await target.ChallengerAsync(db, place.Id, model.Id, ct)) is { } live)
        {
            return live;
        }

        var open = await db.Promotions.Where(row => row.Id != self && row.VersionId == version.Id && row.EnvironmentId == place.Id && (row.State == PromotionState.NeedsException || row.State == PromotionState.Waiting || row.State == PromotionState.ChangesRequested))
            .Select(row => (int?)row.Number).FirstOrDefaultAsync(ct);
        if (open is not null)
        {
            return new(RefusalKind.Conflict, "promotion.open", $"{candidate.Name} waits for {place.Name} already, as P-{open}.", $"Open P-{open}, or withdraw it and ask again.");
        }

        return target.RefusesPlace(place, model.Name, model.AllowedRegions, model.DataClassification);
    }

    private static async Task<VersionEvidence> ChampionAsync(PortalDbContext db, VersionId id, DatasetVersionId? data, CancellationToken ct)
    {
        var row = await db.Versions.AsNoTracking().SingleAsync(version => version.Id == id, ct);
        return new VersionEvidence(id.Value, row.Number, row.Digest.Hex, await FactsAsync(db, id, data, orOther: true, ct));
    }

    private static async Task<EvaluationFacts?> FactsAsync(PortalDbContext db, VersionId version, DatasetVersionId? data, bool orOther, CancellationToken ct)
    {
        var completed = db.Evaluations.AsNoTracking().OfRecord().Where(row => row.VersionId == version && row.State == EvaluationState.Completed);
        var rows =
            from evaluation in orOther ? completed : completed.Where(row => row.DatasetVersionId == data)
            join snapshot in db.DatasetVersions on evaluation.DatasetVersionId equals snapshot.Id
            join dataset in db.Datasets on snapshot.DatasetId equals dataset.Id
            orderby evaluation.DatasetVersionId == data ? 0 : 1, evaluation.EndedAt descending, evaluation.QueuedAt descending
            select new { Evaluation = evaluation, Snapshot = snapshot, Dataset = dataset.Name };
        if (await rows.FirstOrDefaultAsync(ct) is not { Evaluation: { Results: { } results, EvidenceDigest: { } digest, EndedAt: { } ended } evaluated } found)
        {
            return null;
        }

        return new EvaluationFacts(
            evaluated.Id.Value, found.Snapshot.Id.Value, new DatasetVersionName(found.Dataset, found.Snapshot.Number).ToString(), found.Snapshot.Digest.Hex, ended, digest.Hex,
            [.. found.Snapshot.Columns.Where(column => column.Role == ColumnRole.ProtectedAttribute).Select(column => column.Name)], results, evaluated.Timings);
    }
}

/// <summary>Which version is meant for which place.</summary>
internal sealed record PromotionCandidate(Model Model, Version Version, PromotionPlace Place)
{
    public string Name => $"{Model.Name} version {Version.Number}";
}

/// <param name="Policy">Null where there is none, and where it is that of the request.</param>
/// <param name="Renewal">The approval that it renews; null where the version would go live.</param>
internal sealed record GatheredEvidence(GateEvidence Evidence, Policy? Policy, IReadOnlyList<GateVerdict> Verdicts, FrozenRenewal? Renewal, Refusal? Refusal);
