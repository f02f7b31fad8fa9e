using System.Text.Json;
using Portal.Statistics.Quality;

namespace Portal.Statistics.Tests.Reference;

internal sealed class DataQualityReference : IReferenceFile
{
    public string Name => "data_quality";

    public IReadOnlyDictionary<string, object?> Answer(ReferenceCase given)
    {
        if (given.Kind.Length > 0)
        {
            throw new NotSupportedException($"Nothing is known of {given.Kind}.");
        }

        var rules = new QualityRules([.. given.Root.GetProperty("schema").EnumerateArray().Select(Rule)]);
        var tally = new QualityTally(rules);
        foreach (var row in given.Root.GetProperty("rows").EnumerateArray())
        {
            tally.Add([.. rules.Columns.Select(rule => row.TryGetProperty(rule.Name, out var cell) ? Cell(cell) : QualityCell.Absent)]);
            foreach (var cell in row.EnumerateObject().Where(cell => rules.Columns.All(rule => rule.Name != cell.Name)))
            {
                tally.AddUnexpected(cell.Name);
            }
        }

        var score = QualityScore.Measure(tally.Counters(), rules, Hours(given, "age_hours"), Hours(given, "sla_hours"));
        return new Dictionary<string, object?>
        {
            ["completeness"] = score[QualityKind.Completeness],
            ["validity"] = score[QualityKind.Validity],
            ["uniqueness"] = score[QualityKind.Uniqueness],
            ["no_duplicates"] = score[QualityKind.NoDuplicates],
            ["schema"] = score[QualityKind.Schema],
            ["freshness"] = score[QualityKind.Freshness],
            ["score"] = score.Score,
            ["missing_required"] = score.MissingRequired,
            ["unexpected_columns"] = score.Unexpected,
        };
    }

    private static TimeSpan? Hours(ReferenceCase given, string name) =>
        given.Has(name) ? TimeSpan.FromHours(given.Number(name)) : null;

    private static ColumnRule Rule(JsonElement column) => new(column.GetProperty("name").GetString()!, Type(column))
    {
        Required = Flag(column, "required"),
        Key = Flag(column, "key"),
        Minimum = column.TryGetProperty("min", out var minimum) ? minimum.GetDouble() : null,
        Maximum = column.TryGetProperty("max", out var maximum) ? maximum.GetDouble() : null,
        Allowed = column.TryGetProperty("allowed", out var allowed) ? [.. allowed.EnumerateArray().Select(value => Cell(value).AsText)] : null,
    };

    private static ColumnType Type(JsonElement column) => column.GetProperty("type").GetString() switch
    {
        "number" => ColumnType.Number,
        "integer" => ColumnType.Integer,
        "text" => ColumnType.Text,
        "bool" => ColumnType.Boolean,
        var type => throw new NotSupportedException($"Nothing is known of the type {type}."),
    };

    private static bool Flag(JsonElement column, string name) => column.TryGetProperty(name, out var flag) && flag.GetBoolean();

    private static QualityCell Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => QualityCell.Of(value.GetDouble()),
        JsonValueKind.String => QualityCell.Of(value.GetString()),
        JsonValueKind.True or JsonValueKind.False => QualityCell.Of(value.GetBoolean()),
        _ => QualityCell.Missing,
    };
}
