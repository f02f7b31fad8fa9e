using System.Globalization;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Statistics.Fairness;
using Portal.Statistics.Slices;

namespace Portal.Core.Monitoring.Observations.Counting;

/// <summary>The groups of each row by one attribute, or by two that are crossed.</summary>
/// <param name="Name">The attribute; two are joined with " &amp; ".</param>
internal sealed record FairnessGroups(string Name, IReadOnlyList<string> Labels, int[] Codes)
{
    /// <summary>More different values than this are no groups.</summary>
    private const int MostValues = 100;

    /// <summary>Beyond it only single attributes are looked at: the pairs would be too many to read.</summary>
    private const int MostCrossed = 5;

    public static IReadOnlyList<FairnessGroups> Of(IEnumerable<ObservedColumn> columns) => OfAttributes(
        [.. columns.Where(column => column.Part == ObservedPart.ProtectedAttribute).Select(Words).Select(words => new SliceColumn(words.Name, words.Words, words.Codes))]);

    /// <param name="all">A code of −1 is a missing value.</param>
    public static IReadOnlyList<FairnessGroups> OfAttributes(IReadOnlyList<SliceColumn> all)
    {
        var attributes = all.Where(attribute => attribute.Values.Count <= MostValues).ToList();
        var groups = attributes.ConvertAll(attribute => Cross([attribute]));
        for (var i = 0; i < attributes.Count && attributes.Count <= MostCrossed; i++)
        {
            for (var j = i + 1; j < attributes.Count; j++)
            {
                groups.Add(Cross([attributes[i], attributes[j]]));
            }
        }

        return groups;
    }

    private static FairnessGroups Cross(IReadOnlyList<SliceColumn> attributes)
    {
        var (labels, codes) = GroupLabels.Cross(attributes);
        return new FairnessGroups(string.Join(" & ", attributes.Select(attribute => attribute.Name)), labels, codes.ToArray());
    }

    private static TextColumn Words(ObservedColumn column)
    {
        if (column is not NumberColumn numbers)
        {
            return (TextColumn)column;
        }

        var (known, words) = (new Dictionary<double, int>(), new List<string>());
        var codes = Array.ConvertAll(numbers.Values, value =>
        {
            if (double.IsNaN(value))
            {
                return -1;
            }

            if (!known.TryGetValue(value, out var code))
            {
                known[value] = code = words.Count;
                words.Add(value.ToString("R", CultureInfo.InvariantCulture));
            }

            return code;
        });
        return new TextColumn(column.Part, column.Name, words, codes);
    }
}
