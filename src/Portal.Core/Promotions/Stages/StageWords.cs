using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Stages;

/// <summary>Stages as they stand in a sentence.</summary>
public static class StageWords
{
    public static string InWords(this StageState state) => state switch
    {
        StageState.Coming => "comes later",
        StageState.Open => "is open",
        StageState.Approved => "has approved",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string InWords(this RequestPart part) => part switch
    {
        RequestPart.Version => "the version",
        RequestPart.Evidence => "the evidence",
        RequestPart.Note => "the note",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };

    /// <summary>Such as <c>a reviewer or the team Risk</c>.</summary>
    public static string Deciders(Deciders deciders) => string.Join(" or ",
    [
        .. deciders.Roles.Select(role => role.OneInWords()),
        .. deciders.Team is { } team ? [$"a member of {team}"] : Array.Empty<string>(),
        .. deciders.Members,
    ]);

    public static string Deciders(StageStanding stage) =>
        stage is { Escalated: true, Stage.Deadline.EscalatesTo: { } role } ? $"{Deciders(stage.Stage.Deciders)}, and since the deadline passed {role.OneInWords()}" : Deciders(stage.Stage.Deciders);

    /// <summary>How many have to approve: <c>2 approvals</c>, <c>all 3 of them</c>.</summary>
    public static string Quorum(Stage stage) =>
        stage.Quorum is null ? $"all {stage.Needed} of them" : stage.Needed == 1 ? "1 approval" : $"{stage.Needed} approvals";
}
