using System.Globalization;
using Portal.Statistics.Counters;

namespace Portal.Statistics.Quality;

/// <summary>A dimension of data quality.</summary>
public enum QualityKind
{
    /// <summary>Required cells that have a value.</summary>
    Completeness,

    /// <summary>Cells with a value that keep to type, range, allowed set and pattern.</summary>
    Validity,

    /// <summary>Rows whose key is new.</summary>
    Uniqueness,

    /// <summary>Rows that do not repeat another one whole.</summary>
    NoDuplicates,

    /// <summary>Expected columns that came with values of their type.</summary>
    Schema,

    /// <summary>How recent the rows are.</summary>
    Freshness,
}

/// <summary>One dimension of a quality score.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Value">In [0, 1], 1 the best; <see langword="null"/> when it does not apply.</param>
/// <param name="Weight">Its weight in the score.</param>
/// <param name="Sentence">What it says, in a plain sentence.</param>
public sealed record QualityDimension(QualityKind Kind, double? Value, double Weight, string Sentence)
{
    private const double CastableShare = 0.95;

    internal static IReadOnlyList<QualityDimension> All(
        QualityCounters counters, QualityRules rules, TimeSpan? age, TimeSpan? limit) =>
    [
        Completeness(counters, rules),
        Validity(counters, rules),
        Uniqueness(counters, rules),
        NoDuplicates(counters, rules),
        Schema(counters, rules),
        Freshness(age, limit),
    ];

    private static QualityDimension Completeness(QualityCounters counters, QualityRules rules)
    {
        var required = rules.Columns.Where(rule => rule.Required).ToArray();
        var missing = required.Sum(rule => Of(counters, rule).Missing);
        var cells = counters.Rows * required.Length;
        return Share(
            QualityKind.Completeness, 30, missing, cells, $"{SpokenNumber.Count(missing)} of {SpokenNumber.Count(cells)} required cells have no value.",
            "No column is required, or there are no rows.");
    }

    private static QualityDimension Validity(QualityCounters counters, QualityRules rules)
    {
        var checkedCells = rules.Columns.Sum(rule => counters.Rows - Of(counters, rule).Missing);
        var invalid = rules.Columns.Sum(rule => Of(counters, rule).Invalid);
        return Share(
            QualityKind.Validity, 25, invalid, checkedCells,
            $"{SpokenNumber.Count(invalid)} of {SpokenNumber.Count(checkedCells)} cells with a value break a rule of type, range, allowed set or pattern.",
            "No cell has a value that could be checked.");
    }

    private static QualityDimension Uniqueness(QualityCounters counters, QualityRules rules) => Share(
        QualityKind.Uniqueness, 15, counters.RepeatedKeys, rules.Columns.Any(rule => rule.Key) ? counters.Rows : 0,
        $"{SpokenNumber.Count(counters.RepeatedKeys)} of {SpokenNumber.Count(counters.Rows)} rows repeat a key of the same batch.",
        "No column is a key, or there are no rows.");

    private static QualityDimension NoDuplicates(QualityCounters counters, QualityRules rules) => Share(
        QualityKind.NoDuplicates, 10, counters.RepeatedRows, rules.Columns.Count == 0 ? 0 : counters.Rows,
        $"{SpokenNumber.Count(counters.RepeatedRows)} of {SpokenNumber.Count(counters.Rows)} rows repeat another row of the same batch.",
        "There are no rows to compare.");

    private static QualityDimension Schema(QualityCounters counters, QualityRules rules)
    {
        var broken = rules.Columns.Count(rule => !Arrived(counters, Of(counters, rule)));
        return Share(
            QualityKind.Schema, 10, broken, rules.Columns.Count,
            $"{SpokenNumber.Count(broken)} of {SpokenNumber.Count(rules.Columns.Count)} expected columns are absent, or over 5 % of their values have another type.",
            "No column is expected.");
    }

    private static QualityDimension Freshness(TimeSpan? age, TimeSpan? limit)
    {
        if (age is not { } old || limit is not { } fresh)
        {
            return new QualityDimension(QualityKind.Freshness, null, 10, "No age, or no limit of freshness, is known.");
        }

        var value = old <= fresh ? 1 : Math.Max(0, 1 - (old - fresh) / (2 * fresh));
        return new QualityDimension(
            QualityKind.Freshness, value, 10,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The newest row is {old.TotalHours:N1} hours old; up to {fresh.TotalHours:N1} hours are fresh, from {3 * fresh.TotalHours:N1} on nothing is."));
    }

    private static bool Arrived(QualityCounters counters, ColumnCounters column)
    {
        var values = counters.Rows - column.Missing;
        return column.Present > 0 && (values == 0 || values - column.WrongType >= CastableShare * values);
    }

    private static ColumnCounters Of(QualityCounters counters, ColumnRule rule) =>
        counters.Columns.TryGetValue(rule.Name, out var column) ? column : new ColumnCounters { Missing = counters.Rows };

    private static QualityDimension Share(QualityKind kind, double weight, long bad, long all, string sentence, string otherwise) =>
        all == 0
            ? new QualityDimension(kind, null, weight, otherwise)
            : new QualityDimension(kind, 1 - (double)bad / all, weight, sentence);
}
