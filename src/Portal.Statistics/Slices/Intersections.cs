using Portal.Statistics.Fairness;

namespace Portal.Statistics.Slices;

/// <summary>One group of people who share a value of every crossed attribute.</summary>
/// <param name="Conditions">The values, in order of the attributes.</param>
/// <param name="Rows">Rows of the group.</param>
/// <param name="Small">Whether the group has too few rows for a verdict.</param>
public sealed record Intersection(IReadOnlyList<SliceCondition> Conditions, long Rows, bool Small)
{
    /// <summary>The group in words: "afam = yes and single = no".</summary>
    public string Name => SliceCondition.Describe(Conditions);
}

/// <summary>The groups that crossed protected attributes make: a model may be fair to each attribute alone and unfair to those who
/// share two (K. Crenshaw, 1989).</summary>
/// <param name="Groups">The groups that have rows, by the codes of the attributes in their order.</param>
/// <param name="Codes">The group of each row: an index into <see cref="Groups"/>, fit for <see cref="GroupFairness.Measure"/>.</param>
/// <param name="MinimumRows">Rows that a group needs for a verdict.</param>
public sealed record Intersections(IReadOnlyList<Intersection> Groups, ReadOnlyMemory<int> Codes, int MinimumRows)
{
    /// <summary>As many pairs at most are looked up in a table.</summary>
    private const int MostInTable = 1 << 16;

    /// <summary>The names of the groups, in their order.</summary>
    public IReadOnlyList<string> Names => [.. Groups.Select(group => group.Name)];

    /// <summary>Crosses attributes.</summary>
    /// <param name="attributes">At least one, all of the same rows.</param>
    /// <param name="minimumRows">Rows that a group needs for a verdict, at least 1.</param>
    /// <exception cref="ArgumentException">There is no attribute, the lengths differ, or a code has no name.</exception>
    public static Intersections Of(
        IReadOnlyList<SliceColumn> attributes, int minimumRows = GroupFairness.DefaultMinimumRows)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumRows, 1);
        if (attributes.Count == 0)
        {
            throw new ArgumentException("Crossing needs at least one attribute.", nameof(attributes));
        }

        SliceColumn.Check(attributes, attributes[0].Codes.Length);
        var codes = new int[attributes[0].Codes.Length];
        var groups = new List<int[]> { Array.Empty<int>() };
        foreach (var attribute in attributes)
        {
            groups = Cross(codes, groups, attribute);
        }

        var rows = new long[groups.Count];
        foreach (var code in codes)
        {
            rows[code]++;
        }

        return new Intersections(
            [.. groups.Zip(rows, (values, count) => new Intersection(
                [.. values.Zip(attributes, (value, attribute) => new SliceCondition(attribute.Name, attribute.Values[value]))],
                count,
                count < minimumRows))],
            codes,
            minimumRows);
    }

    /// <summary>Refines the groups by one more attribute: only pairs that occur get a code, in order of both.</summary>
    private static List<int[]> Cross(int[] codes, List<int[]> groups, SliceColumn attribute)
    {
        var values = attribute.Codes.Span;
        var width = attribute.Values.Count;
        return (long)groups.Count * width <= MostInTable ? CrossByTable(codes, groups, values, width) : CrossByKeys(codes, groups, values, width);
    }

    private static List<int[]> CrossByTable(int[] codes, List<int[]> groups, ReadOnlySpan<int> values, int width)
    {
        var index = new int[groups.Count * width];
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = codes[row] * width + values[row];
            index[codes[row]] = 1;
        }

        var crossed = new List<int[]>();
        for (var key = 0; key < index.Length; key++)
        {
            if (index[key] != 0)
            {
                index[key] = crossed.Count;
                crossed.Add([.. groups[key / width], key % width]);
            }
        }

        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = index[codes[row]];
        }

        return crossed;
    }

    private static List<int[]> CrossByKeys(int[] codes, List<int[]> groups, ReadOnlySpan<int> values, int width)
    {
        var found = new SortedDictionary<long, int>();
        for (var row = 0; row < codes.Length; row++)
        {
            found[(long)codes[row] * width + values[row]] = 0;
        }

        var crossed = new List<int[]>(found.Count);
        var index = new Dictionary<long, int>(found.Count);
        foreach (var key in found.Keys)
        {
            index[key] = crossed.Count;
            crossed.Add([.. groups[(int)(key / width)], (int)(key % width)]);
        }

        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = index[(long)codes[row] * width + values[row]];
        }

        return crossed;
    }
}
