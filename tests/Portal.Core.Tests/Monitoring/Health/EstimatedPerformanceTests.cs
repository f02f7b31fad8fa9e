using System.Globalization;
using System.Text;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Health;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Monitoring.Observations.Receiving;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Evaluations;
using Portal.Core.Tests.Monitoring.Observations;

namespace Portal.Core.Tests.Monitoring.Health;

/// <summary>What scores alone let expect, held against what became true of the seed's quiet first week.</summary>
public sealed class EstimatedPerformanceTests
{
    private static readonly MonitorWindow s_week = new(new DateTimeOffset(2026, 2, 16, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 2, 23, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Week_ThatIsQuiet_WasEstimatedAsItBecameTrue()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        await world.DrainAsync(await world.StartAsync(version));
        var place = (await world.Portal.Get<CreateEnvironment>().RunAsync(
            world.Portal.As(Role.TenantAdministrator), new CreateEnvironmentRequest("live", EnvironmentPurpose.Production, EnvironmentPlacement.PrivateCluster, "eu-central"), Ct)).Value;
        var (csv, right) = await WeekAsync();
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var received = await world.Portal.Get<ReceiveInputs>().RunAsync(world.Scientist, new BatchRequest("live", await NameAsync(world), 1, "week", BatchFormat.Csv, body), Ct);
        Assert.True(received.IsOk, received.Refusal?.Sentence);
        var subject = Subject(place, world.Model, ModelTask.BinaryClassification);

        var estimated = await ReadAsync(world.Portal, world.Scientist, subject, Run(s_week, version), Run(new(s_week.To, s_week.To.AddDays(7)), version), Run(s_week, null));

        var week = Assert.Single(estimated);
        Assert.Equal((s_week.From, s_week.To), (week.From, week.To));
        Assert.Equal(["accuracy", "f1", "precision", "recall", "rocAuc"], week.Values.Keys.Order(StringComparer.Ordinal));
        Assert.All(week.Values.Values, value => Assert.True(value.Rows == 600 && value.Low <= value.Value && value.Value <= value.High, value.ToString()));
        Assert.InRange(right / 600.0, week.Of("accuracy")!.Low, week.Of("accuracy")!.High);
        Assert.Null(week.Of("brier"));
        Assert.Empty(await ReadAsync(world.Portal, world.Scientist, subject with { Task = ModelTask.Regression }, Run(s_week, version)));
        Assert.Empty(await ReadAsync(world.Portal, world.Portal.Outsider, subject, Run(s_week, version)));
    }

    [Fact]
    public async Task Version_ThatWasNeverEvaluated_CannotBeEstimated()
    {
        await using var world = await ObservationWorld.StartAsync();
        await world.SendAsync("day", ObservationWorld.Csv(0, 60));
        await using var db = world.Portal.Open();
        var place = db.Environments.Single(row => row.Name == ObservationWorld.Live).Id;

        Assert.Empty(await ReadAsync(world.Portal, world.Scientist, Subject(place, world.ModelId, ModelTask.BinaryClassification), Run(new(ObservationWorld.Start, ObservationWorld.Start.AddDays(1)), world.Version)));
    }

    private static Task<IReadOnlyList<EstimatedWindow>> ReadAsync(TestPortal portal, Actor actor, HealthSubject subject, params HealthRun[] runs) => portal.Get<EstimatedPerformanceOf>().ReadAsync(
        actor, subject,
        new HealthMonitor(
            default, "performance", MonitorKind.Performance, MonitorState.Active, MonitorReference.TrainingSet, WindowLength.Week, "UTC", 1, Severity.Warning, MonitorActions.Notify, new MonitorSettings(), null, runs),
        Ct);

    private static HealthRun Run(MonitorWindow window, VersionId? version) => new(default, window.From, window.To, MonitorRunState.Completed, WindowVerdict.Quiet, "Quiet.", 600, version, 1, [], null, null);

    private static HealthSubject Subject(EnvironmentId place, ModelId model, ModelTask task) =>
        new(place, "live", EnvironmentPurpose.Production, model, "mortgage", task, RiskClass.High, null, null, null, [], null);

    private static async Task<string> NameAsync(EvaluationWorld world)
    {
        await using var db = world.Portal.Open();
        return await db.Models.Where(row => row.Id == world.Model).Select(row => row.Name).SingleAsync(Ct);
    }

    /// <summary>The week as a sender would send it, moved before the test's clock, and how many of its rows the version predicts rightly at 0.5.</summary>
    private static async Task<(string Csv, int Right)> WeekAsync()
    {
        var folder = Path.GetDirectoryName(EvaluationWorld.Mortgage)!;
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "production-week1.csv"), Ct);
        var given = await File.ReadAllLinesAsync(Path.Combine(folder, "production-scores.csv"), Ct);
        var (head, column, right) = (lines[0].Split(','), Array.IndexOf(given[0].Split(','), "mortgage-gbt-v2"), 0);
        var scores = given.Skip(1).Select(line => line.Split(',')).ToDictionary(fields => fields[0], fields => fields[column], StringComparer.Ordinal);
        var (deny, kept) = (Array.IndexOf(head, "deny"), Enumerable.Range(3, head.Length - 4).ToList());
        var shift = s_week.From - new DateTimeOffset(2024, 3, 4, 0, 0, 0, TimeSpan.Zero);
        var csv = new StringBuilder($"application_id,timestamp,{string.Join(',', kept.Select(place => head[place]))},score\n");
        foreach (var fields in lines.Skip(1).Select(line => line.Split(',')))
        {
            var (at, score) = (DateTimeOffset.Parse(fields[2], CultureInfo.InvariantCulture) + shift, scores[fields[0]]);
            csv.AppendLine(CultureInfo.InvariantCulture, $"{fields[0]},{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'},{string.Join(',', kept.Select(place => fields[place]))},{score}");
            right += double.Parse(score, CultureInfo.InvariantCulture) >= 0.5 == (fields[deny] == "yes") ? 1 : 0;
        }

        return (csv.ToString(), right);
    }
}
