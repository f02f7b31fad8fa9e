using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Web.Shell;

namespace Portal.Web.Promotions.Components;

/// <summary>The gates that count for the models of the same tasks.</summary>
/// <param name="Title">Such as "Regression", or "Every model".</param>
internal sealed record GateGroup<T>(string Title, IReadOnlyList<T> Gates);

/// <summary>Gates by the tasks that they ask something of: a metric that a task has not is not asked of its models.</summary>
internal static class GateGroups
{
    public const string EveryModel = "Every model";

    /// <returns>What counts for every model first, then the others in the order of the tasks.</returns>
    public static IReadOnlyList<GateGroup<T>> Of<T>(IEnumerable<T> gates, Func<T, string?> metric) =>
    [
        .. gates.GroupBy(gate => Tasks(metric(gate)), TaskSets.Same)
            .OrderByDescending(group => group.Key.Length == 0)
            .ThenBy(group => group.Key.FirstOrDefault())
            .ThenBy(group => group.Key.Length)
            .Select(group => new GateGroup<T>(Title(group.Key), [.. group])),
    ];

    public static string? MetricOf(Gate gate) => gate switch
    {
        MetricLimitGate limit => limit.Metric,
        ChampionGate champion => champion.Metric,
        _ => null,
    };

    private static ModelTask[] Tasks(string? metric) =>
        metric is null ? [] : [.. Enum.GetValues<ModelTask>().Where(task => MetricNames.Of(task).Contains(metric, StringComparer.Ordinal))];

    /// <summary>"Binary and multi-class classification": what all have in common is said once.</summary>
    private static string Title(ModelTask[] tasks)
    {
        if (tasks.Length == 0)
        {
            return EveryModel;
        }

        const string Common = " classification";
        var names = Array.ConvertAll(tasks, task => task.InWords());
        var shared = Array.TrueForAll(names, name => name.EndsWith(Common, StringComparison.Ordinal));
        var before = names[..^1].Select(name => shared ? name[..^Common.Length] : name).ToList();
        return Words.Sentence(before.Count == 0 ? names[^1] : $"{string.Join(", ", before)} and {names[^1]}");
    }

    private sealed class TaskSets : IEqualityComparer<ModelTask[]>
    {
        public static readonly TaskSets Same = new();

        public bool Equals(ModelTask[]? x, ModelTask[]? y) => x is not null && y is not null && x.AsSpan().SequenceEqual(y);

        public int GetHashCode(ModelTask[] tasks) => tasks.Aggregate(0, HashCode.Combine);
    }
}
