namespace Portal.Web.Shell;

/// <summary>Words of the product as they begin a label.</summary>
public static class Words
{
    /// <summary>"binary classification" as "Binary classification".</summary>
    public static string Sentence(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>The choices of a select, in the order of the enum.</summary>
    public static (string Value, string Text)[] Options<TWord>(Func<TWord, string> inWords)
        where TWord : struct, Enum =>
        [.. Enum.GetValues<TWord>().Select(word => (word.ToString(), Sentence(inWords(word))))];

    /// <summary>What a select or a query string says; null for anything else.</summary>
    public static TWord? Parse<TWord>(string? word)
        where TWord : struct, Enum =>
        Enum.GetNames<TWord>().FirstOrDefault(name => string.Equals(name, word, StringComparison.OrdinalIgnoreCase)) is { } found ? Enum.Parse<TWord>(found) : null;
}
