using System.Text;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using static Portal.Core.Tests.Promotions.Sequences.Promise;

namespace Portal.Core.Tests.Promotions.Sequences;

/// <summary>
/// What must be true of the rows after each step, said plainly and apart from the rules of the product: from who had which role at that
/// instant, who had said what since the last change, and what the policy said when the request was made. It remembers one sequence.
/// </summary>
internal sealed class SequenceChecker
{
    private readonly Dictionary<int, Origin> _origins = [];

    /// <summary>Words that an answer to asked changes took out of the count.</summary>
    private readonly HashSet<DecisionId> _lapsed = [];

    /// <summary>What sequences got to, so that a run can say what it has shown.</summary>
    public Dictionary<string, int> Seen { get; } = new(StringComparer.Ordinal);

    public void Begin()
    {
        _origins.Clear();
        _lapsed.Clear();
    }

    public void Check(SequenceRows before, SequenceRows after, DateTimeOffset now)
    {
        foreach (var promotion in after.Promotions)
        {
            if (before.Find(promotion.Number) is { } old)
            {
                CheckMoved(before, after, old, promotion, now);
            }
            else
            {
                CheckBegun(before, after, promotion, now);
            }
        }

        Holds(after.Promotions.Count >= before.Promotions.Count, "A promotion is gone.");
        CheckExceptions(before, after);
        LiveChecker.Check(after);
        Holds(after.DecidedEntries == after.Promotions.Sum(row => row.Decisions.Count), "Decisions and their entries in the trail are not as many.");
        Holds(after.StartedEntries == after.Deployments.Count, "Deployments and their entries in the trail are not as many.");
    }

    /// <summary>Nothing but what the policy of that instant says is frozen, and nothing is live by it without anybody where it asks for somebody.</summary>
    private void CheckBegun(SequenceRows before, SequenceRows after, Promotion promotion, DateTimeOffset now)
    {
        var frozen = FrozenEvidence.Parse(promotion.Evidence);
        var purpose = before.Places[promotion.EnvironmentId].Purpose;
        var policy = before.Policies.Where(row => row.RiskClass == before.Model.RiskClass && row.Purpose == purpose
                && (row.Task is null || row.Task == before.Model.Task) && (row.Classification is null || row.Classification == before.Model.DataClassification))
            .OrderByDescending(row => row.Task is not null).ThenByDescending(row => row.Classification is not null).First();
        Holds(Text(frozen.Policy.Rules) == Text(policy.Rules) && frozen.Policy.Number == policy.Number, $"P-{promotion.Number} was not asked for under the policy that held.");
        _origins[promotion.Number] = new(Text(policy.Rules), before.Model.RiskClass, before.Model.DataClassification);
        Holds(before.Active(promotion.RequestedBy)?.Roles.Exists(role => role.Role == Role.DataScientist) == true, $"P-{promotion.Number} was asked for by somebody who may not.");
        Holds(promotion.Decisions.Count == 0, $"P-{promotion.Number} began with a decision.");
        if (promotion.State == PromotionState.Approved)
        {
            Holds(policy.Rules.Stages.Count == 0, $"P-{promotion.Number} went live at once, though its policy asks somebody.");
            CheckLive(before, after, promotion, now);
        }
    }

    private void CheckMoved(SequenceRows before, SequenceRows after, Promotion old, Promotion promotion, DateTimeOffset now)
    {
        var name = $"P-{promotion.Number}";
        var said = old.Decisions.Select(Text).ToList();
        Holds(said.TrueForAll(promotion.Decisions.Select(Text).Contains), $"A decision on {name} was changed or taken away.");
        Holds(old.EndedAt is null || Text(old) == Text(promotion), $"{name} had ended and was changed.");
        Holds(Text(FrozenEvidence.Parse(promotion.Evidence).Policy.Rules) == _origins[promotion.Number].Rules, $"The frozen policy of {name} is another one.");
        Holds(Digest.Of(Encoding.UTF8.GetBytes(promotion.Evidence)) == promotion.EvidenceDigest, $"The digest of {name} is not that of its evidence.");
        if (promotion.State == PromotionState.Expired && old.State != PromotionState.Expired)
        {
            Count("expired");
            Holds(promotion.ExpiresAt <= now, $"{name} expired before its time.");
        }

        var words = promotion.Decisions.Where(word => !old.Decisions.Exists(one => one.Id == word.Id)).ToList();
        Holds(words.Count <= 1, $"Two words on {name} at once.");
        words.ForEach(word => CheckWord(before, old, word, now));
        if (old.State == PromotionState.ChangesRequested && promotion.State is PromotionState.Waiting or PromotionState.NeedsException)
        {
            Lapse(before, old, promotion);
        }

        if (promotion.State == PromotionState.Approved && old.State != PromotionState.Approved)
        {
            Holds(words is [{ Verdict: DecisionVerdict.Approve }], $"{name} was approved by no approval.");
            CheckQuorums(before, promotion);
            CheckLive(before, after, promotion, now);
        }
    }

    /// <summary>That this member, at that instant, might say this.</summary>
    private void CheckWord(SequenceRows before, Promotion old, Decision word, DateTimeOffset now)
    {
        var (name, frozen) = ($"the word of {NameOf(before, word.MemberId)} on P-{old.Number}", FrozenEvidence.Parse(old.Evidence));
        var stages = Stages(old, frozen);
        var stage = stages[word.Stage];
        Holds(old.State is PromotionState.Waiting || (old.State is PromotionState.NeedsException && word.Verdict != DecisionVerdict.Approve), $"Nothing was to be decided: {name} while it was {old.State}.");
        Holds(old.ExpiresAt is null || old.ExpiresAt > now, $"It had expired before {name}.");
        Holds(word.EvidenceDigest == old.EvidenceDigest, $"Another evidence is named by {name}.");
        Holds(before.Active(word.MemberId) is { Kind: MemberKind.Person }, $"No active person: {name}.");
        var excluded = Excluded(before, old, frozen, before.Model.OwnerId);
        Holds(!excluded.Contains(word.MemberId) && !excluded.Contains(word.Seat), $"On their own work, or in the place of somebody whose work it is: {name}.");
        if (word.Seat != word.MemberId)
        {
            Count("decided in another's place");
            Holds(before.Delegations.Any(row => row.From == word.Seat && row.To == word.MemberId && row.Begins <= now && now < row.Until && row.EndedAt is null), $"No place was delegated: {name}.");
        }

        Holds(IsDecider(before, old, stage, word, now), $"Not a decider of {stage.Name}: {name}.");
        Holds(stages.Select((one, index) => (one, index)).All(other => other.one.Step >= stage.Step || Approvals(old, other.index).Count >= Needed(other.one)), $"An earlier step was not through: {name}.");
        Holds(Approvals(old, word.Stage).Count < Needed(stage), $"{stage.Name} was through: {name}.");
        MemberId[] two = [word.MemberId, word.Seat];
        Holds(!old.Decisions.Exists(one => one.Stage != word.Stage && (two.Contains(one.MemberId) || two.Contains(one.Seat))), $"They had a say on another stage: {name}.");
        Holds(!Counted(old, word.Stage).Exists(one => two.Contains(one.MemberId) || two.Contains(one.Seat)), $"They, or their place, had been counted: {name}.");
    }

    private bool IsDecider(SequenceRows before, Promotion old, Stage stage, Decision word, DateTimeOffset now)
    {
        var seat = before.Active(word.Seat);
        var opened = old.Stages.Single(row => row.Stage == word.Stage).OpenedAt;
        if (seat is null || seat.Kind != MemberKind.Person)
        {
            return false;
        }

        var own = seat.Roles.Exists(role => stage.Deciders.Roles.Contains(role.Role))
            || stage.Deciders.Members.Contains(seat.Email, StringComparer.OrdinalIgnoreCase)
            || (seat.TeamId is { } team && before.Teams[team] == stage.Deciders.Team);
        if (own)
        {
            return true;
        }

        Count("decided after the deadline by the role that it names");
        return stage.Deadline is { EscalatesTo: { } role } deadline && opened?.AddHours(deadline.Hours) <= now && seat.Roles.Exists(held => held.Role == role);
    }

    /// <summary>After an answer, the words that do not count any more: on stages that look at what changed, that asked for it, and of whoever has a part in it now.</summary>
    private void Lapse(SequenceRows before, Promotion old, Promotion promotion)
    {
        Count("answered");
        var (was, now) = (FrozenEvidence.Parse(old.Evidence), FrozenEvidence.Parse(promotion.Evidence));
        var changed = new HashSet<RequestPart>();
        changed.UnionWith(old.VersionId != promotion.VersionId ? [RequestPart.Version] : Array.Empty<RequestPart>());
        changed.UnionWith(old.Note != promotion.Note ? [RequestPart.Note] : Array.Empty<RequestPart>());
        changed.UnionWith(EvidenceText(was) != EvidenceText(now) ? [RequestPart.Evidence] : Array.Empty<RequestPart>());
        var excluded = Excluded(before, promotion, now, before.Model.OwnerId);
        foreach (var (stage, index) in Stages(promotion, now).Select((stage, index) => (stage, index)))
        {
            var counted = Counted(old, index);
            if ((changed.Count > 0 && (stage.LooksAt is null or [] || stage.LooksAt.Any(changed.Contains)))
                || counted.Exists(word => word.Verdict == DecisionVerdict.RequestChanges || excluded.Contains(word.MemberId) || excluded.Contains(word.Seat)))
            {
                _lapsed.UnionWith(counted.Select(word => word.Id));
            }
        }
    }

    /// <summary>That enough different people of enough different places approved on each stage, none with a part in it, nobody on two.</summary>
    private void CheckQuorums(SequenceRows before, Promotion promotion)
    {
        var (name, frozen) = ($"P-{promotion.Number}", FrozenEvidence.Parse(promotion.Evidence));
        var (stages, excluded) = (Stages(promotion, frozen), Excluded(before, promotion, frozen, new MemberId(frozen.Model.OwnerId)));
        Count("live through its stages");
        Count(stages.Count > 1 ? "live through several stages" : promotion.Stages.Exists(row => row.Round > 1) ? "live after changes" : "live by one stage");
        foreach (var (stage, index) in stages.Select((stage, index) => (stage, index)))
        {
            var counted = Counted(promotion, index);
            Holds(counted.TrueForAll(word => word.Verdict == DecisionVerdict.Approve), $"{stage.Name} of {name} counts a word against it.");
            Holds(counted.Count >= Needed(stage), $"{stage.Name} of {name} asks for {Needed(stage)} and has {counted.Count}.");
            Holds(Distinct(counted.Select(word => word.MemberId)) && Distinct(counted.Select(word => word.Seat)), $"{stage.Name} of {name} counts somebody or some place twice.");
            Holds(!counted.Exists(word => excluded.Contains(word.MemberId) || excluded.Contains(word.Seat)), $"{stage.Name} of {name} counts somebody who has a part in it.");
        }

        var places = promotion.Decisions.SelectMany(word => new[] { (Member: word.MemberId, word.Stage), (Member: word.Seat, word.Stage) }).Distinct().ToList();
        Holds(Distinct(places.Select(place => place.Member)), $"Somebody decided on two stages of {name}.");
    }

    /// <summary>That nothing else stood in the way at the instant at which it went live, and that it is one deployment.</summary>
    private void CheckLive(SequenceRows before, SequenceRows after, Promotion promotion, DateTimeOffset now)
    {
        var (name, frozen, origin) = ($"P-{promotion.Number}", FrozenEvidence.Parse(promotion.Evidence), _origins[promotion.Number]);
        Count("live");
        Holds(before.Model.RiskClass == origin.Risk && before.Model.DataClassification == origin.Data, $"{name} went live under the policy of another risk class or classification than the model has.");
        Holds(promotion.ExpiresAt is null || promotion.ExpiresAt > now, $"{name} had expired.");
        Holds(!before.Freezes.Any(row => row.EnvironmentId == promotion.EnvironmentId && row.From <= now && now < (row.EndedAt ?? row.Until)), $"{name} went live in a freeze.");
        var champion = before.Live.SingleOrDefault(row => row.EnvironmentId == promotion.EnvironmentId)?.VersionId.Value;
        Holds(champion == frozen.Evidence.Champion?.Id, $"{name} was compared with another version than the one that was live.");
        foreach (var gate in frozen.Verdicts.Where(verdict => verdict.Blocks))
        {
            Count("live with an exception");
            Holds(after.Exceptions.Any(row => row.PromotionId == promotion.Id && row.GateId == gate.Id && row.Until > now), $"{name} went live with {gate.Id} that blocks, and no exception that holds.");
        }

        var made = after.Deployments.Where(row => row.PromotionId == promotion.Id && row.Cause == DeploymentCause.Promotion).ToList();
        Holds(made is [{ } one] && one.VersionId == promotion.VersionId && one.EnvironmentId == promotion.EnvironmentId, $"{name} made {made.Count} deployments.");
    }

    private void CheckExceptions(SequenceRows before, SequenceRows after)
    {
        foreach (var granted in after.Exceptions.Where(row => before.Exceptions.All(one => one.Id != row.Id)))
        {
            Count("exception granted");
            var promotion = before.Promotions.Single(row => row.Id == granted.PromotionId);
            var frozen = FrozenEvidence.Parse(promotion.Evidence);
            Holds(frozen.Policy.Rules.Exceptions is { } rules && before.Active(granted.GrantedBy)?.Roles.Exists(role => role.Role == rules.GrantedBy) == true, "An exception was granted by somebody who may not.");
            Holds(!Excluded(before, promotion, frozen, before.Model.OwnerId).Contains(granted.GrantedBy), "An exception was granted by somebody who has a part in it.");
        }
    }

    private static HashSet<MemberId> Excluded(SequenceRows rows, Promotion promotion, FrozenEvidence frozen, MemberId owner)
    {
        var separation = frozen.Policy.Rules.Separation;
        var excluded = new HashSet<MemberId> { rows.Versions[promotion.VersionId].RegisteredBy };
        excluded.UnionWith(separation.Requester ? [promotion.RequestedBy] : Array.Empty<MemberId>());
        excluded.UnionWith(separation.Owner ? [owner, new MemberId(frozen.Model.OwnerId)] : Array.Empty<MemberId>());
        return excluded;
    }

    /// <summary>Where a gate was let pass and the policy asks nobody, one reviewer or compliance officer.</summary>
    private static IReadOnlyList<Stage> Stages(Promotion promotion, FrozenEvidence frozen) =>
        frozen.Policy.Rules.Stages.Count > 0 ? frozen.Policy.Rules.Stages
        : promotion.Stages.Count > 0 || frozen.Exceptions.Count > 0 ? [new Stage("Approval", Deciders.OfRoles(Role.Reviewer, Role.ComplianceOfficer))]
        : [];

    private static int Needed(Stage stage) => Math.Max(1, stage.Quorum ?? stage.Deciders.Members.Count);

    private List<Decision> Counted(Promotion promotion, int stage) => [.. promotion.Decisions.Where(word => word.Stage == stage && !_lapsed.Contains(word.Id))];

    private List<Decision> Approvals(Promotion promotion, int stage) => [.. Counted(promotion, stage).Where(word => word.Verdict == DecisionVerdict.Approve)];

    /// <summary>Without the moment of judging, which is no evidence.</summary>
    private static string EvidenceText(FrozenEvidence frozen) =>
        $"{Encoding.UTF8.GetString(CanonicalJson.Write(new { frozen.Evidence.Candidate, frozen.Evidence.Champion }))} {string.Join(",", frozen.Verdicts.Select(verdict => $"{verdict.Id}{verdict.Verdict}{verdict.IsOpen}"))}";

    private static string Text(Decision word) => $"{word.Id} {word.Stage} {word.Round} {word.MemberId} {word.Seat} {word.Verdict} {word.Reason} {word.EvidenceDigest.Hex} {word.At:O}";

    private static string Text(Promotion row) =>
        $"{row.State} {row.VersionId} {row.Note} {row.EvidenceDigest.Hex} {row.EndedAt:O} {string.Join(",", row.Decisions.OrderBy(word => word.Id).Select(Text))} {string.Join(",", row.Stages.OrderBy(stage => stage.Stage).Select(stage => $"{stage.State}{stage.Round}"))}";

    private static string Text(PolicyRules rules) => Encoding.UTF8.GetString(CanonicalJson.Write(rules));

    private static string NameOf(SequenceRows rows, MemberId id) => rows.Members.Single(row => row.Id == id).Name;

    private static bool Distinct<T>(IEnumerable<T> values) => values.ToList() is var all && all.Distinct().Count() == all.Count;

    private void Count(string what) => Seen[what] = Seen.GetValueOrDefault(what) + 1;

    private sealed record Origin(string Rules, Core.Registry.RiskClass Risk, Core.Datasets.DataClassification Data);
}
