using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Health;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tests.Monitoring.Observations;

namespace Portal.Core.Tests.Monitoring.Health;

/// <summary>All features at once, from rows that were really sent, against the table that the version was trained on.</summary>
public sealed class TogetherComparisonTests
{
    private const int Sent = 200;
    private static readonly MonitorWindow s_day = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>As trained; a third without a purpose; people twenty years older.</summary>
    [Theory]
    [InlineData("as trained", false)]
    [InlineData("purpose missing", true)]
    [InlineData("older", true)]
    public async Task Window_ThatMoved_IsToldFromTheTrainingData(string kind, bool moved)
    {
        await using var world = await ObservationWorld.StartAsync();
        Assert.True((await world.SendAsync("day", Rows(kind))).IsOk);

        var together = (await MeasureAsync(world, await SubjectAsync(world))).Value;

        Assert.Equal(["amount", "age", "purpose"], together.Columns);
        Assert.Equal((400, Sent), (together.Classifier!.ReferenceRows, together.Classifier.CurrentRows));
        Assert.Equal(moved, together.Classifier.RocAuc >= TogetherComparison.Warn && together.Classifier.PValue <= 0.05);
        Assert.InRange(together.Classifier.RocAuc, 0.3, 1);
        Assert.Equal(TogetherComparison.Permutations, together.Classifier.Permutations);
        if (kind == "older")
        {
            Assert.Equal("age", together.Classifier.Weights[0].Name);
        }
    }

    [Theory]
    [InlineData(false, true, "together.no-reference")]
    [InlineData(true, false, "together.no-rows")]
    public async Task Window_WithoutOneSide_IsRefused(bool live, bool rows, string code)
    {
        await using var world = await ObservationWorld.StartAsync();
        if (rows)
        {
            Assert.True((await world.SendAsync("day", Rows("as trained"))).IsOk);
        }

        var subject = await SubjectAsync(world);

        Assert.Equal(code, (await MeasureAsync(world, live ? subject : subject with { VersionId = null, Version = null })).Refusal?.Code);
    }

    [Fact]
    public async Task Window_OfAnotherTenant_HasNoReference()
    {
        await using var world = await ObservationWorld.StartAsync();
        var subject = await SubjectAsync(world);

        Assert.Equal("together.no-reference", (await world.Portal.Get<TogetherComparison>().MeasureAsync(world.Portal.Outsider, subject, s_day, Ct)).Refusal?.Code);
    }

    private static string Rows(string kind)
    {
        var lines = ObservationWorld.Csv(0, Sent).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\n', lines.Select((line, at) => at == 0 || kind == "purpose missing" ? line : Whole(line.Split(','), kind == "older")));
    }

    private static string Whole(string[] fields, bool older)
    {
        fields[3] = older ? $"{int.Parse(fields[3], System.Globalization.CultureInfo.InvariantCulture) + 20}" : fields[3];
        fields[4] = fields[4].Length == 0 ? "house" : fields[4];
        return string.Join(',', fields);
    }

    private static Task<Outcome<ColumnsTogether>> MeasureAsync(ObservationWorld world, HealthSubject subject) =>
        world.Portal.Get<TogetherComparison>().MeasureAsync(world.Scientist, subject, s_day, Ct);

    /// <summary>As if version 1 were live.</summary>
    private static async Task<HealthSubject> SubjectAsync(ObservationWorld world)
    {
        await using var db = world.Portal.Open();
        var place = db.Environments.Single(row => row.Name == ObservationWorld.Live);
        return new HealthSubject(
            place.Id, place.Name, EnvironmentPurpose.Production, world.ModelId, ObservationWorld.Model, ModelTask.BinaryClassification, RiskClass.High, world.Version, 1, ObservationWorld.Start,
            db.DatasetVersions.Single().Columns, null);
    }
}
