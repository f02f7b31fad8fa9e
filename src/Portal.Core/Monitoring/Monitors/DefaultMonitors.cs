using System.Globalization;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Monitors;

/// <param name="Why">What it is for, in one sentence.</param>
public sealed record ProposedMonitor(MonitorDraft Draft, string Why);

/// <summary>
/// The monitors that a model should have, made from what is known of it: the columns' roles in its data and what kind of answer it gives.
/// Each looks shortly after its windows end, and not all in the same minute.
/// </summary>
public static class DefaultMonitors
{
    private const MonitorActions Tells = MonitorActions.Notify | MonitorActions.OpenIncident;
    private const double SlowMilliseconds = 1000;
    private static readonly MonitorSettings s_defaults = new();

    /// <param name="timeZone">The calendar of its windows.</param>
    /// <param name="sendsLatency">Whether what was observed so far says how long answers took.</param>
    public static IReadOnlyList<ProposedMonitor> For(WatchedModel watched, string timeZone, bool sendsLatency) =>
        [.. Plans(watched, sendsLatency).Select((plan, index) => new ProposedMonitor(DraftOf(watched, plan, timeZone, index), plan.Why))];

    private static IEnumerable<Plan> Plans(WatchedModel watched, bool sendsLatency)
    {
        var reference = watched.HasTrainingData ? MonitorReference.TrainingSet : MonitorReference.PreviousWindow;
        yield return new(MonitorKind.Drift, "drift-weekly", WindowLength.Week, reference, Tells | MonitorActions.RequestRetraining, 1,
            "Whether a week's inputs and scores still look like what the version was trained on.");
        yield return new(MonitorKind.Drift, "drift-daily", WindowLength.Day, reference, MonitorActions.Notify, 2,
            "The same by the day, told after two days in a row, so that a sudden change does not wait for Monday.");
        yield return new(MonitorKind.DataQuality, "quality-daily", WindowLength.Day, MonitorReference.TrainingSet, Tells, 1,
            "Whether what arrives is complete and valid: a broken feed looks like drift and is none.");
        yield return new(MonitorKind.Volume, "volume-daily", WindowLength.Day, MonitorReference.PreviousWindow, Tells, 1,
            "Whether as many rows come as on the days before: the first sign of a feed that stopped.");
        if (watched.Task is ModelTask.BinaryClassification or ModelTask.MulticlassClassification or ModelTask.Regression)
        {
            yield return new(MonitorKind.Performance, "performance-weekly", WindowLength.Week, MonitorReference.TrainingSet, Tells | MonitorActions.RequestRetraining, 1,
                "Whether it is still right as often as when it was tested, as soon as labels come; before that it says how many have come.")
            {
                // How it ranks does not move when only the share of positives does; that is for drift to tell.
                Settings = watched.Task == ModelTask.BinaryClassification ? s_defaults with { Metric = "rocAuc" } : s_defaults,
            };
        }

        foreach (var (attribute, slug) in watched.Task == ModelTask.BinaryClassification ? Slugs(watched.ProtectedAttributes) : [])
        {
            yield return new(MonitorKind.Bias, $"bias-{slug}-weekly", WindowLength.Week, MonitorReference.TrainingSet, Tells, 1,
                $"Whether each group of {attribute} still gets the favourable answer at least four fifths as often as the group that gets it most.")
            {
                Settings = s_defaults with { Attributes = [attribute] },
            };
        }

        if (sendsLatency)
        {
            yield return new(MonitorKind.Latency, "latency-daily", WindowLength.Day, MonitorReference.PreviousWindow, MonitorActions.Notify, 2, "Whether 95 of 100 answers come within a second.")
            {
                Settings = s_defaults with { MostMilliseconds = SlowMilliseconds },
            };
        }
    }

    private static MonitorDraft DraftOf(WatchedModel watched, Plan plan, string timeZone, int index)
    {
        var minute = (10 + (3 * index)) % 60;
        var schedule = plan.Window == WindowLength.Week
            ? string.Create(CultureInfo.InvariantCulture, $"0 {minute} 2 ? * MON")
            : string.Create(CultureInfo.InvariantCulture, $"0 {minute} 1 * * ?");
        return new MonitorDraft(NameOf(watched, plan.Name), plan.Kind, plan.Reference, plan.Window, schedule, timeZone, plan.Settings, plan.InARow, Severity.Warning, plan.Actions);
    }

    /// <summary>Unique in the tenant, and still readable.</summary>
    private static string NameOf(WatchedModel watched, string name)
    {
        var whole = $"{watched.Model}-{watched.Environment}-{name}";
        return whole.Length <= Names.Longest ? whole : whole[^Names.Longest..].TrimStart('-', '.', '_');
    }

    /// <summary>Of several attributes that come out alike, as those of another script do, the later ones are numbered.</summary>
    private static IEnumerable<(string Attribute, string Slug)> Slugs(IReadOnlyList<string> attributes) => attributes.GroupBy(Slug, StringComparer.Ordinal)
        .SelectMany(alike => alike.Select((attribute, at) => (attribute, at == 0 ? alike.Key : string.Create(CultureInfo.InvariantCulture, $"{alike.Key}-{at + 1}"))));

    private static string Slug(string attribute) => string.Concat(attribute.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')).ToLowerInvariant();

    private sealed record Plan(MonitorKind Kind, string Name, WindowLength Window, MonitorReference Reference, MonitorActions Actions, int InARow, string Why)
    {
        public MonitorSettings Settings { get; init; } = s_defaults;
    }
}
