using System.Globalization;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;

namespace Portal.Core.Costs.Anomalies;

/// <summary>What a subject of costs was and usually is on such a day.</summary>
/// <param name="Usual">The mean of the same weekday of the four weeks before.</param>
public sealed record SubjectMove(CostSubject Subject, decimal Amount, decimal Usual)
{
    public decimal Change => Amount - Usual;
}

/// <summary>One contributor to an anomaly.</summary>
/// <param name="Key">Under the dimension; null for what is nothing there.</param>
public sealed record AnomalyContributor(CostDimension Dimension, string? Key, string Name, decimal Amount, decimal Usual)
{
    public decimal Change => Amount - Usual;
}

/// <summary>Where the money of an unusual day came from. Pure.</summary>
public static class AnomalyCauses
{
    private const int Weeks = 4;
    private const int Week = 7;

    /// <summary>An anomaly whose money lies in others to this share says nothing more than they do.</summary>
    private const decimal SameMoney = 0.8m;

    /// <summary>By what an anomaly is told apart.</summary>
    public static IReadOnlyList<CostDimension> Dimensions { get; } = [CostDimension.Provider, CostDimension.Service, CostDimension.Sku, CostDimension.Model, CostDimension.Team, CostDimension.Environment];

    /// <summary>Every subject's move on a day.</summary>
    /// <param name="cells">Of at least the four weeks before the day, in one currency.</param>
    public static IReadOnlyList<SubjectMove> Moves(IEnumerable<ConvertedCell> cells, DateOnly day)
    {
        var moves = new Dictionary<CostSubjectId, SubjectMove>();
        foreach (var cell in cells)
        {
            var (before, weekday) = Math.DivRem(day.DayNumber - cell.Start.DayNumber, Week);
            if (weekday != 0 || before is < 0 or > Weeks)
            {
                continue;
            }

            var move = moves.GetValueOrDefault(cell.Subject.Id, new(cell.Subject, 0, 0));
            moves[cell.Subject.Id] = before == 0 ? move with { Amount = move.Amount + cell.Amount } : move with { Usual = move.Usual + (cell.Amount / Weeks) };
        }

        return [.. moves.Values];
    }

    /// <summary>The largest moves by a dimension, those first that moved as the day did.</summary>
    public static IReadOnlyList<AnomalyContributor> By(CostDimension dimension, IEnumerable<SubjectMove> moves, bool isMore, IReadOnlyDictionary<string, string> names, int most) =>
    [
        .. moves.GroupBy(move => move.Subject.KeyOf(dimension), StringComparer.Ordinal)
            .Select(group => new AnomalyContributor(dimension, group.Key, group.Key is null ? CostDimensions.NothingIn(dimension) : names.GetValueOrDefault(group.Key, group.Key), group.Sum(move => move.Amount), group.Sum(move => move.Usual)))
            .Where(one => one.Change != 0).OrderByDescending(one => isMore ? one.Change : -one.Change).ThenBy(one => one.Name, StringComparer.Ordinal).Take(most),
    ];

    /// <summary>Whether the money of a day is that of what is told already.</summary>
    public static bool IsTold(AnomalySubject subject, IReadOnlyCollection<AnomalySubject> told, IReadOnlyCollection<SubjectMove> moves, bool isMore)
    {
        var own = moves.Where(move => subject.Covers(move.Subject) && move.Change != 0 && move.Change > 0 == isMore).ToList();
        var sum = own.Sum(move => move.Change);
        return told.Count > 0 && sum != 0 && own.Where(move => told.Any(other => other.Covers(move.Subject))).Sum(move => move.Change) / sum >= SameMoney;
    }

    /// <summary>"SKU gpt-4o output: +USD 320.00".</summary>
    public static string Sentence(IReadOnlyList<SubjectMove> moves, bool isMore, string currency, IReadOnlyDictionary<string, string> names)
    {
        CostDimension[] tried = [CostDimension.Sku, CostDimension.Service, CostDimension.Model];
        var found = tried.SelectMany(dimension => By(dimension, moves, isMore, names, 1)).FirstOrDefault(one => one.Key is not null);
        return found is null
            ? "No single contributor stands out."
            : string.Create(CultureInfo.InvariantCulture, $"{(found.Dimension == CostDimension.Sku ? "SKU" : found.Dimension.ToString())} {found.Name}: {(found.Change > 0 ? "+" : "−")}{currency} {Math.Abs(found.Change):#,##0.00}");
    }
}
