using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>Makes ids of the names in a draft.</summary>
internal static class DraftTargets
{
    public static Outcome<AllocationTarget> Find(TargetNames target, AllocationNames names)
    {
        var found = new AllocationTarget();
        foreach (var (meaning, name) in new[] { (TagMeaning.Team, target.Team), (TagMeaning.Model, target.Model), (TagMeaning.Environment, target.Environment) })
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                continue;
            }

            if (names.Find(meaning, name) is not { } one)
            {
                return Refusal.Invalid("target", $"There is no {meaning.ToString().ToLowerInvariant()} called “{Texts.Fit(name, 100)}”.");
            }

            found = new(one.Team ?? found.Team, one.Model ?? found.Model, one.Environment ?? found.Environment);
        }

        return found;
    }

    /// <summary>The rule as the draft says it, of whatever row it becomes.</summary>
    public static Outcome<AllocationRule> Fill(AllocationRule rule, AllocationRuleDraft draft, AllocationNames names)
    {
        var entries = new List<AllocationEntry>();
        foreach (var entry in draft.Kind == AllocationKind.Shared ? [] : draft.Entries ?? [])
        {
            var target = Find(entry.Target, names);
            if (target.Refusal is { } unknown)
            {
                return unknown;
            }

            entries.Add(new AllocationEntry(entry.Value.Trim(), target.Value));
        }

        var sharers = new List<AllocationTarget>();
        foreach (var sharer in draft.Kind == AllocationKind.Shared ? draft.Sharers ?? [] : [])
        {
            var target = Find(sharer, names);
            if (target.Refusal is { } unknown)
            {
                return unknown;
            }

            sharers.Add(target.Value);
        }

        (rule.Name, rule.NormalizedName, rule.Kind, rule.Order) = (draft.Name.Trim(), Names.Normalize(draft.Name), draft.Kind, draft.Order);
        (rule.TagKey, rule.TagMeaning) = draft.Kind == AllocationKind.Tag ? (draft.TagKey!.Trim(), draft.TagMeaning) : (null, TagMeaning.Team);
        (rule.Entries, rule.Sharers, rule.SplitBy) = (entries, sharers, draft.SplitBy);
        rule.Match = draft.Kind == AllocationKind.Shared ? draft.Match : null;
        return rule;
    }
}
