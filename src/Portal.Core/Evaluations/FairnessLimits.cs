namespace Portal.Core.Evaluations;

/// <summary>Where people draw the line between groups.</summary>
public static class FairnessLimits
{
    /// <summary>The four-fifths rule: a group is selected at least this often, measured against the group that is selected most.</summary>
    public const double FourFifths = 0.8;
}
