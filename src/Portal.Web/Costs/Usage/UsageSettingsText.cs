using System.Globalization;
using Portal.Core;
using Portal.Core.Costs.Usage;
using Portal.Core.Costs.Usage.Reading;

namespace Portal.Web.Costs.Usage;

/// <summary>Names that stand for others, as lines that a person writes.</summary>
public static class UsageSettingsText
{
    public static string Of(IEnumerable<ModelAlias> aliases) =>
        string.Join('\n', aliases.Select(alias => $"{alias.Seen} = {alias.PricedAs}{(alias.Model is null ? "" : $"; {alias.Model}")}".TrimEnd()));

    public static string Of(IEnumerable<AttributeName> names) => string.Join('\n', names.Select(name => $"{name.Attribute} = {name.Meaning}"));

    public static Outcome<IReadOnlyList<ModelAlias>> Aliases(string text)
    {
        var aliases = new List<ModelAlias>();
        foreach (var line in Lines(text))
        {
            var (seen, stands) = Split(line, '=');
            var (priced, model) = Split(stands, ';');
            if (seen.Length == 0 || priced.Length + model.Length == 0)
            {
                return Refusal.Invalid("aliases", $"“{line}” is not of the form: seen name = name in the price book; portal's model.");
            }

            aliases.Add(new ModelAlias(seen, priced.Length == 0 ? null : priced, model.Length == 0 ? null : model));
        }

        return aliases;
    }

    public static Outcome<IReadOnlyList<AttributeName>> Names(string text)
    {
        var names = new List<AttributeName>();
        foreach (var line in Lines(text))
        {
            var (attribute, said) = Split(line, '=');
            if (attribute.Length == 0 || !Enum.TryParse<AttributeMeaning>(said, ignoreCase: true, out var meaning) || !Enum.IsDefined(meaning))
            {
                return Refusal.Invalid("names", $"“{line}” is not of the form: attribute = meaning.");
            }

            names.Add(new AttributeName(attribute, meaning));
        }

        return names;
    }

    /// <summary>−1, which the act refuses, for what is no number.</summary>
    public static int Whole(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : -1;

    /// <summary>−100, which the act refuses, for what is no number.</summary>
    public static decimal Number(string text) => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : -100;

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static (string Before, string After) Split(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place ? (text[..place].Trim(), text[(place + 1)..].Trim()) : (text.Trim(), "");
}
