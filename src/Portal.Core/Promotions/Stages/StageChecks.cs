using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Stages;

/// <summary>Whether stages can be meant as they stand. Pure.</summary>
public static class StageChecks
{
    public const int MostStages = 10;
    public const int MostMembers = 20;
    public const int MostNeeded = 20;
    private const double LongestHours = 24 * 365;

    /// <param name="stages">As they came from outside: anything may be missing.</param>
    public static Refusal? Refuses(IReadOnlyList<Stage>? stages)
    {
        if (stages is null || stages.Any(stage => stage is null))
        {
            return Refusal.Invalid("stages", "Each stage needs its name and who decides on it.");
        }

        if (stages.Count > MostStages)
        {
            return Refusal.Invalid("stages", $"A policy has at most {MostStages} stages.");
        }

        return stages.Select((stage, index) => Refuses(stage, $"stages[{index}]")).FirstOrDefault(refusal => refusal is not null)
            ?? (stages.GroupBy(stage => Names.Normalize(stage.Name), StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
                ? Refusal.Invalid("stages", $"Two stages are called {twice.First().Name}.")
                : null);
    }

    private static Refusal? Refuses(Stage stage, string field) =>
        Names.RefusesText($"{field}.name", stage.Name, Stage.LongestName)
        ?? RefusesDeciders(stage.Deciders, $"{field}.deciders")
        ?? (stage.Step is >= 1 and <= MostStages ? null : Refusal.Invalid($"{field}.step", $"The step of {stage.Name} is a number from 1 to {MostStages}."))
        ?? RefusesQuorum(stage, $"{field}.quorum")
        ?? (stage.LooksAt is { } parts ? Choices.Refuses($"{field}.looksAt", parts) : null)
        ?? (stage.Deadline is { } deadline ? RefusesDeadline(deadline, stage.Name, $"{field}.deadline") : null);

    private static Refusal? RefusesDeciders(Deciders? deciders, string field) =>
        deciders is null || deciders.Roles is null || deciders.Members is null || (deciders.Roles.Count == 0 && deciders.Members.Count == 0 && deciders.Team is null)
            ? Refusal.Invalid(field, "A stage needs who decides on it: a role, a team or named members.")
            : Choices.Refuses($"{field}.roles", deciders.Roles)
                ?? (deciders.Team is { } team ? Names.RefusesText($"{field}.team", team) : null)
                ?? (deciders.Members.Count > MostMembers ? Refusal.Invalid($"{field}.members", $"At most {MostMembers} members can be named.") : null)
                ?? deciders.Members.Select(email => Names.RefusesText($"{field}.members", email, Member.LongestEmail)).FirstOrDefault(refusal => refusal is not null)
                ?? (deciders.Members.Distinct(StringComparer.OrdinalIgnoreCase).Count() == deciders.Members.Count ? null : Refusal.Invalid($"{field}.members", "A member is named twice."));

    private static Refusal? RefusesQuorum(Stage stage, string field)
    {
        var onlyNamed = stage.Deciders.Roles.Count == 0 && stage.Deciders.Team is null;
        return stage.Quorum switch
        {
            null when !onlyNamed => Refusal.Invalid(field, $"{stage.Name} can ask for all only where its deciders are named one by one: a role or a team changes."),
            null => null,
            < 1 or > MostNeeded => Refusal.Invalid(field, $"The quorum of {stage.Name} is a number from 1 to {MostNeeded}."),
            { } quorum when onlyNamed && quorum > stage.Deciders.Members.Count => Refusal.Invalid(field, $"{stage.Name} asks for {quorum} approvals and names {stage.Deciders.Members.Count} deciders."),
            _ => null,
        };
    }

    private static Refusal? RefusesDeadline(StageDeadline deadline, string name, string field) =>
        deadline.Hours is not (> 0 and <= LongestHours) ? Refusal.Invalid($"{field}.hours", $"The deadline of {name} is more than 0 and at most {LongestHours} hours.")
        : deadline.RemindHours is { } remind && !(remind > 0 && remind < deadline.Hours) ? Refusal.Invalid($"{field}.remindHours", $"The reminder of {name} comes less than {deadline.Hours} hours before its deadline.")
        : deadline.EscalatesTo is { } role ? Choices.Refuses($"{field}.escalatesTo", role)
        : null;
}
