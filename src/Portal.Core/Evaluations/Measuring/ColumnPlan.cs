using System.Globalization;
using Portal.Core.Datasets;

namespace Portal.Core.Evaluations.Measuring;

/// <summary>Which columns slices are made of: what a model may be given, and what people are protected by.</summary>
internal sealed record ColumnPlan(IReadOnlyList<DatasetColumn> Searched, IReadOnlyList<ColumnsLeftOut> LeftOut)
{
    /// <summary>Protected attributes come first, so that a wide table never crowds them out.</summary>
    public static ColumnPlan Of(IReadOnlyList<DatasetColumn> columns, int most)
    {
        var fit = columns.Where(column => Why(column.Role) is null).OrderByDescending(column => column.Role == ColumnRole.ProtectedAttribute).ToList();
        var leftOut = columns.Where(column => Why(column.Role) is not null)
            .GroupBy(column => Why(column.Role)!, StringComparer.Ordinal)
            .Select(group => new ColumnsLeftOut(group.Key, [.. group.Select(column => column.Name)])).ToList();
        if (fit.Count > most)
        {
            leftOut.Add(new ColumnsLeftOut(string.Create(CultureInfo.InvariantCulture, $"beyond the first {most} columns"), [.. fit.Skip(most).Select(column => column.Name)]));
        }

        return new ColumnPlan([.. fit.Take(most)], leftOut);
    }

    private static string? Why(ColumnRole role) => role switch
    {
        ColumnRole.Feature or ColumnRole.ProtectedAttribute => null,
        ColumnRole.Label => "label",
        ColumnRole.Identifier => "identifier",
        ColumnRole.Timestamp => "timestamp",
        ColumnRole.Ignored => "ignored",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
