using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>Who gets a charge, by names.</summary>
public sealed record TargetNames(string? Team = null, string? Model = null, string? Environment = null);

/// <summary>One line of a rule's map, by names.</summary>
public sealed record EntryNames(string Value, TargetNames Target);

/// <summary>A rule as a person writes it.</summary>
/// <param name="Entries">Of Resource, SubAccount and, where values are no names, of Tag.</param>
/// <param name="Match">Of Shared.</param>
/// <param name="Sharers">Of Shared: teams or models.</param>
public sealed record AllocationRuleDraft(
    string Name, AllocationKind Kind, int Order = 0, string? TagKey = null, TagMeaning TagMeaning = TagMeaning.Team, IReadOnlyList<EntryNames>? Entries = null,
    SharedMatch? Match = null, SplitBy SplitBy = SplitBy.Even, IReadOnlyList<TargetNames>? Sharers = null)
{
    internal Refusal? Refuses() =>
        Names.RefusesText("name", Name)
        ?? Choices.Refuses("kind", Kind) ?? Choices.Refuses("tagMeaning", TagMeaning) ?? Choices.Refuses("splitBy", SplitBy)
        ?? (Order is < 0 or > 10_000 ? Refusal.Invalid("order", "The order is a number from 0 to 10,000.") : null)
        ?? Kind switch
        {
            AllocationKind.Tag => Names.RefusesText("tagKey", TagKey) ?? RefusesEntries(needed: false),
            AllocationKind.Resource or AllocationKind.SubAccount => RefusesEntries(needed: true),
            AllocationKind.Shared => RefusesShared(),
        };

    private Refusal? RefusesEntries(bool needed) =>
        (Entries?.Count ?? 0) == 0 ? needed ? Refusal.Invalid("entries", "A map needs at least one line: a value and who gets it.") : null
        : Entries!.Count > AllocationRule.MostEntries ? Refusal.Invalid("entries", $"A map has at most {AllocationRule.MostEntries:N0} lines.")
        : Entries.Select(entry => Names.RefusesText("entries", entry.Value, ChargeItem.LongestId) ?? RefusesTarget("entries", entry.Target, needsSomebody: false)).FirstOrDefault(refusal => refusal is not null)
          ?? (Entries.GroupBy(entry => entry.Value.Trim(), StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice
              ? Refusal.Invalid("entries", $"“{Texts.Fit(twice.Key, 100)}” stands in the map twice.") : null);

    private Refusal? RefusesShared() =>
        Match is null || Match == new SharedMatch() ? Refusal.Invalid("match", "Say which charges are shared: a rule that matches everything would spread what nobody looked at.")
        : (Sharers?.Count ?? 0) == 0 ? Refusal.Invalid("sharers", "Name the teams or models that share the cost.")
        : Sharers!.Count > AllocationRule.MostSharers ? Refusal.Invalid("sharers", $"At most {AllocationRule.MostSharers} share a cost.")
        : Sharers.Distinct().Count() != Sharers.Count ? Refusal.Invalid("sharers", "Somebody is named twice.")
        : Sharers.Select(sharer => RefusesTarget("sharers", sharer, needsSomebody: true)).FirstOrDefault(refusal => refusal is not null)
          ?? new[] { Match.Provider, Match.Service, Match.ServiceCategory, Match.SubAccount, Match.TagKey, Match.TagValue }.Select(text => Texts.Refuses("match", text ?? "", ChargeItem.LongestId)).FirstOrDefault(refusal => refusal is not null)
          ?? (Match.TagValue is { Length: > 0 } && string.IsNullOrEmpty(Match.TagKey) ? Refusal.Invalid("match", "A tag's value needs the tag's key.") : null);

    private static Refusal? RefusesTarget(string field, TargetNames? target, bool needsSomebody) =>
        target is null || (string.IsNullOrWhiteSpace(target.Team) && string.IsNullOrWhiteSpace(target.Model) && (needsSomebody || string.IsNullOrWhiteSpace(target.Environment)))
            ? Refusal.Invalid(field, needsSomebody ? "Each sharer is a team or a model." : "Each line names a team, a model or an environment.")
            : null;
}
