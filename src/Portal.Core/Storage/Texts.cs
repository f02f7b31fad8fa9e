namespace Portal.Core.Storage;

/// <summary>Texts of several lines, as people write them.</summary>
public static class Texts
{
    /// <summary>Of a reason or a note, wherever one is kept.</summary>
    public const int LongestReason = 2000;

    private const char Nul = '\0';

    /// <summary>Null when the text can be kept. PostgreSQL keeps no NUL character, so no database does.</summary>
    public static Refusal? Refuses(string field, string? text, int longest) =>
        text is null || text.Length > longest ? Refusal.Invalid(field, $"This has at most {longest:N0} characters.")
        : text.Contains(Nul, StringComparison.Ordinal) ? Refusal.Invalid(field, "This holds a character that cannot be kept (NUL).")
        : null;

    /// <summary>Why somebody did something; kept in the trail.</summary>
    public static Refusal? RefusesReason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason
            ? Refusal.Invalid("reason", $"Give a reason of 1 to {LongestReason} characters; it is kept in the trail.")
            : Refuses("reason", reason, LongestReason);

    /// <summary>As much of the text as fits, without what cannot be kept; an ellipsis stands for the rest.</summary>
    public static string Fit(string text, int longest)
    {
        var clean = text.Replace(Nul, '\uFFFD');
        if (clean.Length <= longest)
        {
            return clean;
        }

        var end = char.IsHighSurrogate(clean[longest - 2]) ? longest - 2 : longest - 1;
        return clean[..end] + "…";
    }
}
