using Portal.Core.Datasets;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Registry;

namespace Portal.Core.Tests.Monitoring.Monitors;

public sealed class MonitorRulesTests
{
    private static readonly DateTimeOffset s_now = MonitorScheduleTests.Utc("2026-03-02T09:30");

    private static readonly WatchedModel s_mortgage = new(
        EnvironmentId.New(), "production", ModelId.New(), "mortgage", ModelTask.BinaryClassification, VersionId.New(), 2, IsLive: true,
        [new("lvrat", ColumnType.Number, ColumnRole.Feature), new("pirat", ColumnType.Number, ColumnRole.Feature), new("afam", ColumnType.Boolean, ColumnRole.ProtectedAttribute), new("single", ColumnType.Boolean, ColumnRole.ProtectedAttribute), new("deny", ColumnType.Boolean, ColumnRole.Label)])
    {
        HasTrainingData = true,
    };

    private static readonly MonitorDraft s_drift = new("drift", MonitorKind.Drift, MonitorReference.TrainingSet, WindowLength.Week, "0 0 2 ? * MON", "UTC", new MonitorSettings());

    public static TheoryData<string, MonitorDraft, string?> Drafts => new()
    {
        { "as it comes", s_drift, null },
        { "columns of the model", s_drift with { Columns = ["lvrat", "score"] }, null },
        { "no name", s_drift with { Name = "" }, "name" },
        { "name of another address", s_drift with { Name = "New" }, "name" },
        { "name for no address", s_drift with { Name = "a b" }, "name" },
        { "name that reads as an id", s_drift with { Name = "0d9f3b52-2f0c-4c3f-9d53-6f6f2d3f6c11" }, "name" },
        { "zone", s_drift with { TimeZone = "Berlin" }, "timeZone" },
        { "cron", s_drift with { Schedule = "daily" }, "schedule" },
        { "no window in a row", s_drift with { WindowsInARow = 0 }, "windowsInARow" },
        { "eleven in a row", s_drift with { WindowsInARow = 11 }, "windowsInARow" },
        { "kind of no name", s_drift with { Kind = (MonitorKind)99 }, "kind" },
        { "action of no name", s_drift with { Actions = (MonitorActions)32 }, "actions" },
        { "rollback without an incident", s_drift with { Actions = MonitorActions.RollBack }, "actions" },
        { "retraining with one", s_drift with { Actions = MonitorActions.RequestRetraining | MonitorActions.OpenIncident }, null },
        { "column that is not there", s_drift with { Columns = ["lvrat", "weight"] }, "columns" },
        { "label is no input", s_drift with { Columns = ["deny"] }, "columns" },
        { "critical column that is not there", s_drift with { Settings = new(CriticalColumns: ["weight"]) }, "criticalColumns" },
        { "limits the wrong way round", s_drift with { Settings = new(WarnEffect: 0.3, AlarmEffect: 0.2) }, "alarmEffect" },
        { "level of significance", s_drift with { Settings = new(Alpha: 0.9) }, "alpha" },
        { "level that is no number", s_drift with { Settings = new(Alpha: double.NaN) }, "alpha" },
        { "limit of another kind", s_drift with { Settings = new(LeastScore: 80) }, "leastScore" },
        { "too few rows", s_drift with { Settings = new(FewestRows: 5) }, "fewestRows" },
        { "fixed without its ends", s_drift with { Reference = MonitorReference.FixedWindow }, "referenceFrom" },
        { "fixed the wrong way round", Fixed("2026-02-02T00:00", "2026-02-01T00:00"), "referenceTo" },
        { "fixed that has not ended", Fixed("2026-02-02T00:00", "2026-04-01T00:00"), "referenceTo" },
        { "fixed in the past", Fixed("2026-01-01T00:00", "2026-02-01T00:00"), null },
        { "ends without a fixed window", s_drift with { ReferenceFrom = s_now }, "referenceFrom" },
        { "bias", Of(MonitorKind.Bias, MonitorReference.TrainingSet, new(Attributes: ["afam", "afam & single"])), null },
        { "bias of a feature", Of(MonitorKind.Bias, MonitorReference.TrainingSet, new(Attributes: ["lvrat"])), "attributes" },
        { "bias over five fifths", Of(MonitorKind.Bias, MonitorReference.TrainingSet, new(LeastRatio: 1.2)), "leastRatio" },
        { "performance", Of(MonitorKind.Performance, MonitorReference.TrainingSet, new(Metric: "rocAuc", RelativeFall: 0.1)), null },
        { "metric of no name", Of(MonitorKind.Performance, MonitorReference.TrainingSet, new(Metric: "niceness")), "metric" },
        { "metric that is not measured of classes", Of(MonitorKind.Performance, MonitorReference.TrainingSet, new(Metric: "mae")), "metric" },
        { "quality", Of(MonitorKind.DataQuality, MonitorReference.TrainingSet, new(LeastScore: 90)), null },
        { "volume against training", Of(MonitorKind.Volume, MonitorReference.TrainingSet, new()), "reference" },
        { "volume", Of(MonitorKind.Volume, MonitorReference.PreviousWindow, new(MostChange: 0.3)), null },
        { "volume of columns", Of(MonitorKind.Volume, MonitorReference.PreviousWindow, new()) with { Columns = ["lvrat"] }, "columns" },
        { "latency without a limit", Of(MonitorKind.Latency, MonitorReference.PreviousWindow, new()), "mostMilliseconds" },
        { "latency", Of(MonitorKind.Latency, MonitorReference.PreviousWindow, new(MostMilliseconds: 250, Percentile: 0.99)), null },
        { "cost without a currency", Of(MonitorKind.Cost, MonitorReference.PreviousWindow, new(MostCost: 2)), "currency" },
        { "cost in no currency", Of(MonitorKind.Cost, MonitorReference.PreviousWindow, new(MostCost: 2, Currency: "euro")), "currency" },
        { "cost", Of(MonitorKind.Cost, MonitorReference.PreviousWindow, new(MostCost: 2, Currency: "EUR")), null },
    };

    [Theory, MemberData(nameof(Drafts))]
    public void Draft_IsRefusedWhereItIsWrong(string what, MonitorDraft draft, string? field)
    {
        var refusal = MonitorRules.Refuses(draft, s_mortgage, s_now);

        Assert.True(field is null ? refusal is null : refusal?.Fields.ContainsKey(field) == true, $"{what}: {refusal?.Sentence}");
    }

    [Fact]
    public void Drift_AgainstTrainingDataThatNobodyNamed_SaysTheCure() =>
        Assert.Equal(
            "Version 2 of mortgage names no data that it was trained on. Compare with the window before, or register a version with its training data.",
            MonitorRules.Refuses(s_drift, s_mortgage with { HasTrainingData = false }, s_now)?.Sentence);

    [Fact]
    public void Defaults_ComeFromTheColumnsRolesAndTheTask()
    {
        var proposed = DefaultMonitors.For(s_mortgage, "Europe/Berlin", sendsLatency: true);

        Assert.Equal(
            ["mortgage-production-drift-weekly", "mortgage-production-drift-daily", "mortgage-production-quality-daily", "mortgage-production-volume-daily", "mortgage-production-performance-weekly", "mortgage-production-bias-afam-weekly", "mortgage-production-bias-single-weekly", "mortgage-production-latency-daily"],
            proposed.Select(one => one.Draft.Name));
        Assert.All(proposed, one => Assert.Null(MonitorRules.Refuses(one.Draft, s_mortgage, s_now)));
        Assert.Equal(proposed.Count, proposed.Select(one => one.Draft.Schedule).Distinct().Count());
        Assert.DoesNotContain(DefaultMonitors.For(s_mortgage with { Task = ModelTask.Regression }, "UTC", sendsLatency: false), one => one.Draft.Kind is MonitorKind.Bias or MonitorKind.Latency);
        Assert.All(DefaultMonitors.For(s_mortgage with { HasTrainingData = false }, "UTC", sendsLatency: false), one => Assert.Null(MonitorRules.Refuses(one.Draft, s_mortgage with { HasTrainingData = false }, s_now)));
    }

    [Fact]
    public void Defaults_OfAttributesInAnotherScript_HaveNamesOfTheirOwn()
    {
        var watched = s_mortgage with { Columns = [new("性别", ColumnType.Text, ColumnRole.ProtectedAttribute), new("年龄", ColumnType.Text, ColumnRole.ProtectedAttribute), new("x", ColumnType.Number, ColumnRole.Feature)] };

        var bias = DefaultMonitors.For(watched, "UTC", sendsLatency: false).Where(one => one.Draft.Kind == MonitorKind.Bias).Select(one => one.Draft.Name).ToList();

        Assert.Equal(["mortgage-production-bias-__-weekly", "mortgage-production-bias-__-2-weekly"], bias);
    }

    private static MonitorDraft Of(MonitorKind kind, MonitorReference reference, MonitorSettings settings) => s_drift with { Kind = kind, Reference = reference, Settings = settings };

    private static MonitorDraft Fixed(string from, string to) =>
        s_drift with { Reference = MonitorReference.FixedWindow, ReferenceFrom = MonitorScheduleTests.Utc(from), ReferenceTo = MonitorScheduleTests.Utc(to) };
}
