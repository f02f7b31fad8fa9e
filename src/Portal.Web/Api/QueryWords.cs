using System.Text.Json;
using Portal.Core;

namespace Portal.Web.Api;

/// <summary>Words of an enum in a query string, written as everywhere else in the API: camelCase, any case accepted.</summary>
public static class QueryWords
{
    public static Outcome<TWord?> Parse<TWord>(string field, string? word)
        where TWord : struct, Enum
    {
        if (string.IsNullOrEmpty(word))
        {
            return (TWord?)null;
        }

        return Enum.GetNames<TWord>().FirstOrDefault(name => string.Equals(name, word, StringComparison.OrdinalIgnoreCase)) is { } found
            ? (TWord?)Enum.Parse<TWord>(found)
            : Refusal.Invalid(field, $"'{word}' is none of {string.Join(", ", Enum.GetNames<TWord>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.");
    }
}
