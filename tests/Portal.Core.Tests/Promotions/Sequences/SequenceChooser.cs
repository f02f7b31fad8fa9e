using Portal.Core.Datasets;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions.Sequences;

/// <summary>
/// Chance that looks at what is there: mostly what moves an open request on, by somebody who might, and now and then anything by anybody.
/// One seed is one sequence.
/// </summary>
internal sealed class SequenceChooser(int seed)
{
    private static readonly string[] s_places = [GovernanceData.Production, GovernanceData.Production, GovernanceData.Production, "development", "overseas"];
    private static readonly string[] s_samples = ["mortgage-logit-v1", "mortgage-gbt-v2", "mortgage-regressed-v4"];
    private static readonly string[] s_notes = ["Better on every metric.", "Explained.", "Trained again."];
    private static readonly string[] s_officers = ["oda", "oli", "oda", "all", "exe"];

    private readonly Random _random = new(seed);
    private int _chosen;
    private int _length;

    /// <returns>Null when the sequence has ended.</returns>
    public Step? Next(SequenceWorld world)
    {
        _length = _length == 0 ? _random.Next(12, 48) : _length;
        return ++_chosen > _length ? null
            : _chosen == 1 ? new Edits("oda", 0, Rules())
            : _chosen == 2 ? Ask()
            : NewestOpen(world) is { } open && _random.Next(4) > 0 ? Move(world, open.Promotion, open.Back)
            : Anything();
    }

    private static (Promotion Promotion, int Back)? NewestOpen(SequenceWorld world)
    {
        var at = world.Rows.Promotions.ToList().FindLastIndex(row => PromotionRules.IsOpen(row.State));
        return at < 0 ? null : (world.Rows.Promotions[at], world.Rows.Promotions.Count - 1 - at);
    }

    private Step Move(SequenceWorld world, Promotion promotion, int back) => promotion.State switch
    {
        PromotionState.NeedsException => _random.Next(10) < 8 ? new LetsPass(Of(s_officers), back, _random.Next(1, 100)) : new Says(Of(SequenceWorld.Deciders), DecisionVerdict.RequestChanges, back, null),
        PromotionState.ChangesRequested => new Answers(null, back, Version(), Of(s_notes)),
        _ => _random.Next(20) switch
        {
            0 => new Delegates(Of(SequenceWorld.Deciders), Of(SequenceWorld.Members), _random.Next(1, 96)),
            1 or 2 => new Passes(_random.Next(20, 120), _random.Next(3) > 0),
            3 => new Reclassifies(Of(["ann", "rea", "oli"]), Risk(), Classification()),
            _ => new Says(Fitting(world, promotion), Verdict(), back, null),
        },
    };

    private Step Anything() => _random.Next(100) switch
    {
        < 20 => new Says(Of(SequenceWorld.Members), Verdict(), Back(), _random.Next(2) == 0 ? _random.Next(3) : null),
        < 40 => Ask(),
        < 44 => new LetsPass(Of(SequenceWorld.Members), Back(), _random.Next(1, 200)),
        < 48 => new Answers(Of(SequenceWorld.Members), Back(), Version(), Of(s_notes)),
        < 54 => new Delegates(Of(SequenceWorld.Deciders), Of(SequenceWorld.Members), _random.Next(1, 96)),
        < 57 => new TakesPlaceBack(Of(SequenceWorld.Members), _random.Next(2)),
        < 60 => new Withdraws(Of(["ann", "sam", "all"]), Back()),
        < 68 => new Edits(Of(["oda", "oli", "tea", "ann", "all"]), _random.Next(SequenceRules.Scopes.Count), Rules()),
        < 72 => new Imports(Of(["oda", "tea", "ann"]), _random.Next(SequenceRules.Scopes.Count), Rules()),
        < 75 => new Narrows(Of(["oda", "tea"]), _random.Next(1, 3)),
        < 77 => new Retires("oda", _random.Next(1, 3)),
        < 83 => new Passes(_random.Next(1, 40), _random.Next(4) > 0),
        < 86 => new Freezes("oda", _random.Next(1, 60)),
        < 88 => new Thaws("oda"),
        < 92 => new Becomes(Of(SequenceWorld.Members), (Role)_random.Next(Enum.GetValues<Role>().Length), _random.Next(4) == 0),
        < 94 => new Reclassifies(Of(["ann", "rea", "oli"]), Risk(), Classification()),
        < 97 => new Evaluates(_random.Next(1, 1 + SequenceWorld.Versions), Of(s_samples)),
        _ => new RollsBack(Of(["rea", "oda", "tea"])),
    };

    /// <summary>Somebody whom an open stage may know, as themselves, as a deputy, or after its deadline; now and then anybody.</summary>
    private string Fitting(SequenceWorld world, Promotion promotion)
    {
        var (rows, stages) = (world.Rows, FrozenEvidence.Parse(promotion.Evidence).Policy.Rules.StagesFor(needsException: true));
        var open = promotion.Stages.Where(row => row.State == StageState.Open).ToList();
        var might = SequenceWorld.Members.Where(name =>
        {
            var member = rows.Members.Single(row => row.Id == world.Actor(name).Member);
            return rows.Delegations.Any(row => row.To == member.Id && row.EndedAt is null && row.Until > world.Now) || open.Exists(row =>
            {
                var stage = stages[row.Stage];
                return member.Roles.Exists(role => stage.Deciders.Roles.Contains(role.Role) || (row.DueAt <= world.Now && role.Role == stage.Deadline?.EscalatesTo))
                    || stage.Deciders.Members.Contains(member.Email) || (stage.Deciders.Team is not null && member.TeamId is not null);
            });
        }).ToList();
        return might.Count > 0 && _random.Next(6) > 0 ? Of(might) : Of(SequenceWorld.Members);
    }

    private Asks Ask() => new(Of(["ann", "ann", "sam", "all", "rea"]), _random.Next(1, 1 + SequenceWorld.Versions), Of(s_places));

    private DecisionVerdict Verdict() => _random.Next(12) switch
    {
        < 9 => DecisionVerdict.Approve,
        < 11 => DecisionVerdict.RequestChanges,
        _ => DecisionVerdict.Reject,
    };

    private int? Version() => _random.Next(3) == 0 ? _random.Next(1, 1 + SequenceWorld.Versions) : null;

    private int Back() => _random.Next(3) == 0 ? _random.Next(1, 4) : 0;

    private RiskClass Risk() => _random.Next(3) == 0 ? RiskClass.Limited : RiskClass.High;

    private DataClassification Classification() => _random.Next(3) == 0 ? DataClassification.Internal : DataClassification.Personal;

    private string Rules() => Of([.. SequenceRules.ByName.Keys]);

    private string Of(IReadOnlyList<string> choices) => choices[_random.Next(choices.Count)];
}
