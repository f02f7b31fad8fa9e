using Portal.Statistics.Slices;

namespace Portal.Statistics.Fairness;

/// <summary>How groups are named: the values of their protected attributes in order of the columns, joined with " &amp; ".</summary>
public static class GroupLabels
{
    /// <summary>Stands for a value that is missing: who gave none is a group of their own, never dropped.</summary>
    public const string Missing = "(missing)";

    /// <summary>Stands for groups beyond <see cref="FairnessCounts.MaximumGroups"/>.</summary>
    public const string Other = "(other)";

    private const string And = " & ";

    /// <summary>The label of one combination of values.</summary>
    /// <param name="values">The values in order of the columns, <see langword="null"/> where missing.</param>
    public static string Join(IEnumerable<string?> values) => string.Join(And, values.Select(value => value ?? Missing));

    /// <summary>Whether a value of the group is missing.</summary>
    /// <param name="label">A label.</param>
    public static bool HasMissing(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return label.Split(And).Contains(Missing, StringComparer.Ordinal);
    }

    /// <summary>Labels and codes of the groups that crossed attributes make, ready to be counted.</summary>
    /// <param name="attributes">At least one, all of the same rows; a code of −1 is a missing value.</param>
    /// <exception cref="ArgumentException">There is no attribute, the lengths differ, or another code has no value.</exception>
    public static (IReadOnlyList<string> Labels, ReadOnlyMemory<int> Codes) Cross(IReadOnlyList<SliceColumn> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var crossed = Intersections.Of([.. attributes.Select(WithMissing)]);
        string[] labels = [.. crossed.Groups.Select(group => Join(group.Conditions.Select(condition => condition.Value)))];
        string[] distinct = [.. labels.Distinct(StringComparer.Ordinal)];
        return distinct.Length == labels.Length ? (labels, crossed.Codes) : (distinct, Merged(labels, distinct, crossed.Codes.Span));
    }

    /// <summary>Values that hold the joint themselves, or spell out what stands for a missing one, may give two crossings one label.</summary>
    private static int[] Merged(string[] labels, string[] distinct, ReadOnlySpan<int> codes)
    {
        int[] merged = [.. labels.Select(label => Array.IndexOf(distinct, label))];
        var all = new int[codes.Length];
        for (var row = 0; row < all.Length; row++)
        {
            all[row] = merged[codes[row]];
        }

        return all;
    }

    private static SliceColumn WithMissing(SliceColumn column)
    {
        if (!column.Codes.Span.Contains(-1))
        {
            return column;
        }

        var codes = column.Codes.ToArray();
        codes.AsSpan().Replace(-1, column.Values.Count);
        return new SliceColumn(column.Name, [.. column.Values, Missing], codes);
    }
}
