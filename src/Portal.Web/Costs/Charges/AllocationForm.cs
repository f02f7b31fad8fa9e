using Portal.Core.Costs.Charges;
using Portal.Core.Costs.Sums;
using Portal.Web.Shell;

namespace Portal.Web.Costs.Charges;

/// <summary>A rule while it is written: what the fields hold. Maps and sharers are one line each.</summary>
public sealed class AllocationForm
{
    public string Name { get; set; } = "";

    public AllocationKind Kind { get; set; } = AllocationKind.Tag;

    public string Order { get; set; } = "0";

    public string TagKey { get; set; } = "team";

    public TagMeaning TagMeaning { get; set; }

    /// <summary>"value = team / model / environment", one a line.</summary>
    public string Lines { get; set; } = "";

    public string Provider { get; set; } = "";

    public string Service { get; set; } = "";

    public string SubAccount { get; set; } = "";

    public string MatchKey { get; set; } = "";

    public string MatchValue { get; set; } = "";

    public string Category { get; set; } = "";

    public SplitBy SplitBy { get; set; }

    /// <summary>"team" or "team / model", one a line; "/ model" for a model alone.</summary>
    public string Sharers { get; set; } = "";

    public static AllocationForm Of(AllocationRuleDraft? draft) => draft is null ? new() : new()
    {
        Name = draft.Name,
        Kind = draft.Kind,
        Order = draft.Order.ToString(System.Globalization.CultureInfo.InvariantCulture),
        TagKey = draft.TagKey ?? "",
        TagMeaning = draft.TagMeaning,
        Lines = string.Join('\n', (draft.Entries ?? []).Select(entry => $"{entry.Value} = {Write(entry.Target)}")),
        Provider = draft.Match?.Provider ?? "",
        Service = draft.Match?.Service ?? "",
        SubAccount = draft.Match?.SubAccount ?? "",
        MatchKey = draft.Match?.TagKey ?? "",
        MatchValue = draft.Match?.TagValue ?? "",
        Category = draft.Match?.Category?.ToString() ?? "",
        SplitBy = draft.SplitBy,
        Sharers = string.Join('\n', (draft.Sharers ?? []).Select(Write)),
    };

    public AllocationRuleDraft ToDraft() => new(
        Name.Trim(),
        Kind,
        int.TryParse(Order, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var order) ? order : -1,
        Kind == AllocationKind.Tag ? TagKey.Trim() : null,
        TagMeaning,
        Kind == AllocationKind.Shared ? [] : [.. Split(Lines).Select(Entry)],
        Kind == AllocationKind.Shared ? new SharedMatch(Text(Provider), Text(Service), null, Text(SubAccount), Words.Parse<ChargeCategory>(Category), Text(MatchKey), Text(MatchValue)) : null,
        SplitBy,
        Kind == AllocationKind.Shared ? [.. Split(Sharers).Select(Target)] : []);

    /// <summary>The last equals sign parts value and target: ids of resources may hold one.</summary>
    private static EntryNames Entry(string line)
    {
        var at = line.LastIndexOf('=');
        return at < 0 ? new(line, new()) : new(line[..at].Trim(), Target(line[(at + 1)..]));
    }

    private static TargetNames Target(string text)
    {
        var parts = text.Split('/').Select(Text).ToList();
        return new(parts.ElementAtOrDefault(0), parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
    }

    private static string Write(TargetNames target) => string.Join(" / ", new[] { target.Team ?? "", target.Model ?? "", target.Environment ?? "" }).TrimEnd(' ', '/');

    private static string[] Split(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Text(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
