using System.Text.Json;
using Portal.Core;
using Portal.Web.Shell;

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

        return Words.Parse<TWord>(word) is { } found
            ? (TWord?)found
            : Refusal.Invalid(field, $"'{word}' is none of {string.Join(", ", Enum.GetNames<TWord>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.");
    }
}
