using System.Globalization;
using Portal.Core.Registry.Filters;
using Portal.Core.Storage;

namespace Portal.Core.Registry;

/// <summary>What is asked of a model's slices. Pure.</summary>
public static class SliceRules
{
    public const int Most = 20;
    public const int LongestName = 60;
    public const int LongestFilter = SliceFilter.Longest;

    /// <summary>The slices with their filters in canonical writing. A refusal names the field of the slice: <c>slices[2].filter</c>.</summary>
    public static Outcome<IReadOnlyList<NamedSlice>> Read(IReadOnlyList<NamedSlice> slices)
    {
        if (slices.Count > Most)
        {
            return Refusal.Invalid("slices", $"A model has at most {Most} slices.");
        }

        var read = new List<NamedSlice>();
        foreach (var slice in slices)
        {
            var name = slice.Name?.Trim() ?? "";
            if (Names.RefusesText(NameField(read.Count), name, LongestName) is { } unfit)
            {
                return unfit;
            }

            if (read.Exists(earlier => Names.Normalize(earlier.Name) == Names.Normalize(name)))
            {
                return Refusal.Invalid(NameField(read.Count), $"There are two slices called {name}.");
            }

            var filter = SliceFilter.Parse(slice.Filter ?? "");
            if (filter.Refusal is { } refusal)
            {
                return Refusal.Invalid(FilterField(read.Count), refusal.Sentence);
            }

            read.Add(new NamedSlice(name, filter.Value.ToString()));
        }

        return read;
    }

    /// <summary>Where the filter can't be read, and what was expected there.</summary>
    public static Refusal? RefusesFilter(string filter) => SliceFilter.Parse(filter).Refusal;

    public static string NameField(int index) => string.Create(CultureInfo.InvariantCulture, $"slices[{index}].name");

    public static string FilterField(int index) => string.Create(CultureInfo.InvariantCulture, $"slices[{index}].filter");
}
