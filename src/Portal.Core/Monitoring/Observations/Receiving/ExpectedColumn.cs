using Portal.Core.Datasets;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Core.Registry;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>A column that a batch may have.</summary>
/// <param name="Name">As it is kept: the name of the training data's column, empty for what the portal itself names.</param>
/// <param name="Names">What a sender may call it.</param>
/// <param name="IsNumber">Its cells are numbers.</param>
internal sealed record ExpectedColumn(ObservedPart Part, string Name, IReadOnlyList<string> Names, bool IsNumber);

/// <summary>How a sender's columns are called where the names differ from the training data's.</summary>
/// <param name="Id">The column that names rows; null for the data's first identifier, or <c>id</c>.</param>
/// <param name="Instant">The column that says when; null for the data's first timestamp, or <c>timestamp</c>.</param>
/// <param name="Ignored">Columns that are sent and not looked at.</param>
public sealed record BatchNames(string? Id = null, string? Instant = null, IReadOnlyList<string>? Ignored = null);

/// <summary>All columns that a batch for a version may have: those of its training data and what the portal itself names. Pure.</summary>
/// <param name="Reference">The data, in words: "mortgage-reference version 1".</param>
internal sealed record ExpectedColumns(IReadOnlyList<ExpectedColumn> Columns, IReadOnlySet<string> Ignored, string Reference)
{
    public const string Id = "id";
    public const string Timestamp = "timestamp";
    public const string Score = "score";
    public const string Prediction = "prediction";
    public const string Latency = "latencyMs";
    public const string Cost = "cost";
    public const string Truth = "truth";

    public static ExpectedColumns ForInputs(ModelTask task, ScoringRules scoring, IReadOnlyList<DatasetColumn> data, string reference, BatchNames names)
    {
        var id = First(data, ColumnRole.Identifier);
        var instant = First(data, ColumnRole.Timestamp);
        var taken = data.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        var columns = new List<ExpectedColumn>
        {
            new(ObservedPart.Id, "", Called(Id, names.Id, id, taken), false),
            new(ObservedPart.Instant, "", Called(Timestamp, names.Instant, instant, taken), false),
            new(ObservedPart.Score, "", Called(Score, null, null, taken), true),
            new(ObservedPart.Prediction, "", Called(Prediction, null, null, taken), task is ModelTask.Regression or ModelTask.Forecasting or ModelTask.Ranking),
            new(ObservedPart.Latency, "", Called(Latency, null, null, taken), true),
            new(ObservedPart.Cost, "", Called(Cost, null, null, taken), true),
        };
        var ignored = (names.Ignored ?? []).ToHashSet(StringComparer.Ordinal);
        foreach (var column in data)
        {
            var part = PartOf(column.Role);
            var isNamed = columns.Take(2).Any(named => named.Names.Contains(column.Name, StringComparer.Ordinal));
            if (part is null || string.Equals(column.Name, scoring.LabelColumn, StringComparison.Ordinal))
            {
                _ = column.Role == ColumnRole.Ignored && ignored.Add(column.Name);
            }
            else if (!isNamed)
            {
                columns.Add(new ExpectedColumn(part.Value, column.Name, [column.Name], column.Type is ColumnType.Integer or ColumnType.Number));
            }
        }

        return new ExpectedColumns(columns, ignored, reference);
    }

    public static ExpectedColumns ForLabels(ScoringRules scoring, IReadOnlyList<DatasetColumn> data, string reference, BatchNames names)
    {
        HashSet<string> taken = [scoring.LabelColumn];
        return new ExpectedColumns(
            [
                new ExpectedColumn(ObservedPart.Id, "", Called(Id, names.Id, First(data, ColumnRole.Identifier), taken), false),
                new ExpectedColumn(ObservedPart.Truth, "", [.. new[] { scoring.LabelColumn, Truth, "$" + Truth }.Distinct(StringComparer.Ordinal)], scoring.ClassLabels.Count == 0),
            ],
            (names.Ignored ?? []).ToHashSet(StringComparer.Ordinal),
            reference);
    }

    private static string? First(IReadOnlyList<DatasetColumn> data, ColumnRole role) => data.FirstOrDefault(column => column.Role == role)?.Name;

    /// <summary>What the sender says alone counts; else the data's own name and ours, which never takes the place of a column of the data.</summary>
    private static IReadOnlyList<string> Called(string ours, string? said, string? dataset, HashSet<string> taken) =>
        said is { Length: > 0 } ? [said]
        : [.. new[] { dataset, taken.Contains(ours) ? null : ours, "$" + ours }.OfType<string>().Distinct(StringComparer.Ordinal)];

    private static ObservedPart? PartOf(ColumnRole role) => role switch
    {
        ColumnRole.Feature => ObservedPart.Feature,
        ColumnRole.ProtectedAttribute => ObservedPart.ProtectedAttribute,
        ColumnRole.Identifier => ObservedPart.Identifier,
        ColumnRole.Label or ColumnRole.Timestamp or ColumnRole.Ignored => null,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
