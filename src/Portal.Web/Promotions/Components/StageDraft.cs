using Portal.Core.Promotions.Stages;
using Portal.Core.Tenancy;

namespace Portal.Web.Promotions.Components;

/// <summary>A stage while it is edited: what stands in its fields, whether or not it is a number yet.</summary>
public sealed class StageDraft
{
    public string Name { get; set; } = "";

    public string Step { get; set; } = "1";

    public HashSet<Role> Roles { get; init; } = [];

    public string Team { get; set; } = "";

    /// <summary>E-mail addresses, with commas or spaces between them.</summary>
    public string Members { get; set; } = "";

    public string Quorum { get; set; } = "1";

    /// <summary>Everybody who is named approves.</summary>
    public bool All { get; set; }

    public HashSet<RequestPart> LooksAt { get; init; } = [];

    /// <summary>Empty for no deadline.</summary>
    public string Hours { get; set; } = "";

    public string RemindHours { get; set; } = "";

    public string EscalatesTo { get; set; } = "";

    public bool HasDeadline => Hours.Trim().Length > 0;

    /// <summary>Only people who are named one by one can be asked all.</summary>
    public bool OnlyNamed => Roles.Count == 0 && Team.Length == 0;

    public static StageDraft New(int number, int step) => new() { Name = $"Approval {number}", Step = Draft.Write(step), Roles = [Role.Reviewer] };

    public static StageDraft Of(Stage stage) => new()
    {
        Name = stage.Name,
        Step = Draft.Write(stage.Step),
        Roles = [.. stage.Deciders.Roles],
        Team = stage.Deciders.Team ?? "",
        Members = string.Join(", ", stage.Deciders.Members),
        Quorum = Draft.Write(stage.Quorum ?? Math.Max(1, stage.Deciders.Members.Count)),
        All = stage.Quorum is null,
        LooksAt = [.. stage.LooksAt ?? []],
        Hours = Draft.Write(stage.Deadline?.Hours),
        RemindHours = Draft.Write(stage.Deadline?.RemindHours),
        EscalatesTo = stage.Deadline?.EscalatesTo?.ToString() ?? "",
    };

    /// <summary>Null while one of its fields does not hold what it needs.</summary>
    public Stage? ToStage()
    {
        if (!Draft.Whole(Step, out var step) || step is null || !Draft.Whole(Quorum, out var quorum) || (quorum is null && !All) || !Draft.Number(Hours, out var hours) || !Draft.Number(RemindHours, out var remind))
        {
            return null;
        }

        var deciders = new Deciders
        {
            Roles = [.. Roles.Order()],
            Team = Team.Length == 0 ? null : Team,
            Members = Members.Split([',', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };
        var deadline = hours is { } until ? new StageDeadline(until, remind, Enum.TryParse<Role>(EscalatesTo, out var role) ? role : null) : null;
        return new Stage(Name.Trim(), deciders, step.Value, All && OnlyNamed ? null : quorum, LooksAt.Count == 0 ? null : [.. LooksAt.Order()], deadline);
    }
}
