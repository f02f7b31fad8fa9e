using System.Globalization;
using System.Text;
using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Experiments;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Core.Monitoring.Observations.Receiving;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Monitoring.Experiments;

/// <summary>One row of observations.</summary>
internal sealed record SentRow(string Id, double Score, double Latency = 10, DateTimeOffset? At = null);

/// <summary>A portal with a model whose version 1 is live in "pilot", two challengers, and observations as blocks, as receiving them leaves them.</summary>
internal sealed class ExperimentWorld(TestPortal portal) : IAsyncDisposable
{
    public const string Model = "loans";
    public const string Place = "pilot";

    private readonly Dictionary<int, VersionId> _versions = [];
    private ModelId _model;
    private EnvironmentId _place;
    private int _batches;

    public TestPortal Portal => portal;

    public Actor Scientist => portal.As(Role.DataScientist);

    public DateTimeOffset Now => portal.Clock.GetUtcNow();

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ExperimentWorld> StartAsync(ModelTask task = ModelTask.BinaryClassification)
    {
        var world = new ExperimentWorld(await TestPortal.StartAsync(DatabaseProviderName.Sqlite));
        await world.AddAsync(task);
        return world;
    }

    /// <summary>Half and half, by favourable outcomes, 10 points worth having.</summary>
    public static ExperimentDraft Draft(ExperimentMode mode = ExperimentMode.AB, ExperimentMetric metric = ExperimentMetric.FavourableRate, double effect = 0.1, params int[] challengers) => new(
        "Against the live one", "It is better.", mode, [.. (challengers.Length == 0 ? [2] : challengers).Select(version => new ChallengerDraft(version, 10_000 / (1 + Math.Max(1, challengers.Length))))],
        metric, metric.Direction() ?? true, effect, metric.IsRate() ? 0.5 : 10, metric.IsRate() ? null : 5);

    public async Task<int> CreateAsync(ExperimentDraft? draft = null) =>
        (await portal.Get<CreateExperiment>().RunAsync(Scientist, new CreateExperimentRequest(Model, Place, draft ?? Draft()), Ct)).Value.Number;

    /// <summary>Created and started; rows count from the next hour on, which it waits for.</summary>
    public async Task<int> RunAsync(ExperimentDraft? draft = null)
    {
        var number = await CreateAsync(draft);
        var started = await portal.Get<StartExperiment>().RunAsync(Scientist, number, Ct);
        Assert.True(started.IsOk, started.Refusal?.Sentence);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        return number;
    }

    public async Task<ExperimentLook> LookAsync(int number)
    {
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        return (await portal.Get<LookAtExperiment>().RunAsync(Scientist, number, Ct)).Value;
    }

    public async Task<ExperimentView> ViewAsync(int number) => (await portal.Get<ExperimentDetail>().FindAsync(Scientist, number, Ct)).Value;

    /// <summary>Deploys through the acts: nothing guards development for a model of minimal risk.</summary>
    public async Task MakeLiveAsync(int version)
    {
        var asked = await portal.Get<RequestPromotion>().RunAsync(Scientist, new RequestPromotionRequest(Model, version, Place), Ct);
        Assert.Equal(PromotionState.Approved, asked.Value.State);
    }

    public Task SendAsync(int version, IReadOnlyList<SentRow> rows) => AddBatchAsync(
        ObservationKind.Inputs, version, rows.Count, rows.Min(row => row.At ?? Now), rows.Max(row => row.At ?? Now),
        [
            Ids([.. rows.Select(row => row.Id)]),
            new InstantColumn(ObservedPart.Instant, "", [.. rows.Select(row => (row.At ?? Now).ToUnixTimeMilliseconds())]),
            new NumberColumn(ObservedPart.Score, "", [.. rows.Select(row => row.Score)], []),
            new NumberColumn(ObservedPart.Latency, "", [.. rows.Select(row => row.Latency)], []),
        ]);

    public Task LabelAsync(params (string Id, string Truth)[] labels)
    {
        var words = labels.Select(label => label.Truth).Distinct().ToList();
        return AddBatchAsync(
            ObservationKind.Labels, null, labels.Length, Now, Now,
            [Ids([.. labels.Select(label => label.Id)]), new TextColumn(ObservedPart.Truth, "", words, [.. labels.Select(label => words.IndexOf(label.Truth))])]);
    }

    /// <summary>Of the first <paramref name="favourable"/> rows the score is low: the favourable class is not the positive one.</summary>
    public static SentRow[] Rows(string prefix, int count, int favourable, double latency = 10) =>
        [.. Enumerable.Range(0, count).Select(row => new SentRow(string.Create(CultureInfo.InvariantCulture, $"{prefix}{row}"), row < favourable ? 0.1 : 0.9, latency + (row % 3)))];

    public async Task<string[]> TrailAsync(string beginning)
    {
        await using var db = portal.Open();
        return [.. await db.AuditEntries.Where(entry => entry.Action.StartsWith(beginning)).OrderBy(entry => entry.Sequence).Select(entry => entry.Action).ToListAsync(Ct)];
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private static TextColumn Ids(string[] ids) => new(ObservedPart.Id, "", ids, [.. Enumerable.Range(0, ids.Length)]);

    private async Task AddBatchAsync(ObservationKind kind, int? version, int rows, DateTimeOffset first, DateTimeOffset last, IReadOnlyList<ObservedColumn> columns)
    {
        var stored = await new BlockShelf(portal.Get<ArtifactStore>()).KeepAsync(portal.Tenant, columns, Ct);
        await using var db = portal.Open();
        await db.KeepArtifactAsync(stored, Now, Ct);
        db.ObservationBatches.Add(new ObservationBatch
        {
            TenantId = portal.Tenant, Id = ObservationBatchId.New(), EnvironmentId = _place, ModelId = _model, Number = ++_batches, Kind = kind, Key = $"batch-{_batches}",
            RequestDigest = stored.Digest, VersionId = version is { } number ? _versions[number] : null, Rows = rows, KeptRows = rows, FirstAt = first, LastAt = last, BlockDigest = stored.Digest,
            SampleShare = 1, Answer = "{}", ReceivedBy = Scientist.Member, ReceivedAt = Now,
        });
        await db.SaveChangesAsync(Ct);
    }

    private async Task AddAsync(ModelTask task)
    {
        var administrator = portal.As(Role.TenantAdministrator);
        await portal.Get<AddDefaultPolicies>().RunAsync(administrator, Ct);
        await portal.Get<CreateEnvironment>().RunAsync(administrator, new CreateEnvironmentRequest(Place, EnvironmentPurpose.Development, EnvironmentPlacement.PrivateCluster, "eu-central"), Ct);
        _model = await portal.CreateModelAsync(Model, null, Ct, task, RiskClass.Minimal);
        await using (var db = portal.Open())
        {
            _place = await db.Environments.Select(row => row.Id).SingleAsync(Ct);
        }

        foreach (var number in new[] { 1, 2, 3 })
        {
            await AddVersionAsync(number);
        }

        await MakeLiveAsync(1);
    }

    private async Task AddVersionAsync(int number)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes($"version {number}"));
        var stored = (await portal.Get<ArtifactStore>().WriteAsync(portal.Tenant, bytes, long.MaxValue, Ct)).Value;
        await using var db = portal.Open();
        await db.KeepArtifactAsync(stored, Now, Ct);
        _versions[number] = VersionId.New();
        db.Versions.Add(new Version
        {
            TenantId = portal.Tenant, Id = _versions[number], ModelId = _model, Number = number, Digest = stored.Digest, Length = stored.Length, FileName = $"v{number}.onnx", Signature = "{}",
            Scoring = new ScoringRules(InputStyle.Columns, [], new Dictionary<string, IReadOnlyDictionary<string, double>>(), "deny", ["no", "yes"], "yes", "no", 0.5),
            RegisteredBy = Scientist.Member!.Value, RegisteredAt = Now, Description = "",
        });
        await db.SaveChangesAsync(Ct);
    }
}
