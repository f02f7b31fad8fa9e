using System.Globalization;
using System.Text;
using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Monitoring.Observations.Receiving;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using InputStyle = Portal.Core.Registry.InputStyle;

namespace Portal.Core.Tests.Monitoring.Observations;

/// <summary>A portal with a model, a version of it that knows what it was trained on, and two environments that send observations.</summary>
internal sealed class ObservationWorld(TestPortal portal) : IAsyncDisposable
{
    private DatasetVersionId _training;

    public const string Model = "loans";
    public const string Live = "live";
    public const string Other = "other";

    /// <summary>Before the test's clock.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    public TestPortal Portal => portal;

    public VersionId Version { get; private set; }

    public ModelId ModelId { get; private set; }

    public Actor Scientist => portal.As(Role.DataScientist);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ObservationWorld> StartAsync(DatabaseProviderName provider = DatabaseProviderName.Sqlite)
    {
        var world = new ObservationWorld(await TestPortal.StartAsync(provider));
        await world.AddAsync();
        return world;
    }

    /// <summary>Rows as a serving program would send them: ids from <paramref name="first"/> on, one every three minutes.</summary>
    public static string Csv(int first, int count, DateTimeOffset? start = null)
    {
        var text = new StringBuilder("loan_id,timestamp,amount,age,purpose,sex,score,latencyMs\n");
        for (var row = first; row < first + count; row++)
        {
            text.AppendLine(Row(row, (start ?? Start).AddMinutes(3 * (row - first))));
        }

        return text.ToString();
    }

    public static string Truth(int row) => row % 7 < 3 ? "bad" : "good";

    public static double Score(int row) => row * 37 % 100 / 100.0;

    public static string Labels(int first, int count, Func<int, string>? truth = null) =>
        "loan_id,outcome\n" + string.Concat(Enumerable.Range(first, count).Select(row => string.Create(CultureInfo.InvariantCulture, $"L-{row},{(truth ?? Truth)(row)}\n")));

    public Task<Outcome<ReceivedInputs>> SendAsync(
        string key, string body, BatchFormat format = BatchFormat.Csv, bool quarantine = false, string environment = Live, Actor? actor = null, BatchNames? names = null, string? currency = null, int version = 1) =>
        portal.Get<ReceiveInputs>().RunAsync(
            actor ?? Scientist, new BatchRequest(environment, Model, version, key, format, new MemoryStream(Encoding.UTF8.GetBytes(body)), quarantine, currency, names), Ct);

    public Task<Outcome<ReceivedLabels>> LabelAsync(string key, string body, string environment = Live) =>
        portal.Get<ReceiveLabels>().RunAsync(Scientist, new BatchRequest(environment, Model, 1, key, BatchFormat.Csv, new MemoryStream(Encoding.UTF8.GetBytes(body))), Ct);

    /// <summary>All that ever came.</summary>
    public async Task<ObservedWindow> WindowAsync(string environment = Live, DateTimeOffset? from = null, DateTimeOffset? to = null, VersionId? version = null)
    {
        await using var db = portal.Open();
        var place = db.Environments.Single(row => row.Name == environment).Id;
        return await portal.Get<ObservedWindows>().ReadAsync(portal.Tenant, place, ModelId, version ?? Version, from ?? Start.AddDays(-700), to ?? Start.AddDays(30), Ct);
    }

    public async Task<List<ObservationBatch>> BatchesAsync()
    {
        await using var db = portal.Open();
        return db.ObservationBatches.AsEnumerable().OrderBy(row => row.Number).ToList();
    }

    public async Task<string[]> TrailAsync(string beginning)
    {
        await using var db = portal.Open();
        return [.. db.AuditEntries.Where(entry => entry.Action.StartsWith(beginning)).OrderBy(entry => entry.Sequence).Select(entry => entry.Action)];
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private static string Row(int row, DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture,
        $"L-{row},{at:yyyy-MM-dd'T'HH:mm:ss'Z'},{100 + (row * 17 % 900)}.5,{20 + (row % 50)},{(row % 3 == 0 ? "car" : row % 3 == 1 ? "house" : "")},{(row % 2 == 0 ? "f" : "m")},{Score(row)},{1 + (row % 40)}");

    private async Task AddAsync()
    {
        var table = new StringBuilder("loan_id,amount,age,purpose,sex,outcome\n");
        for (var row = 0; row < 400; row++)
        {
            table.AppendLine(CultureInfo.InvariantCulture, $"T-{row},{100 + (row * 17 % 900)}.5,{20 + (row % 50)},{(row % 3 == 0 ? "car" : "house")},{(row % 2 == 0 ? "f" : "m")},{Truth(row)}");
        }

        var upload = await portal.UploadTextAsync("loans.csv", table.ToString(), Ct);
        var columns = await portal.ColumnsAsync(
            upload, Ct,
            new DatasetColumn("loan_id", ColumnType.Text, ColumnRole.Identifier),
            new DatasetColumn("sex", ColumnType.Text, ColumnRole.ProtectedAttribute, "m"),
            new DatasetColumn("outcome", ColumnType.Text, ColumnRole.Label));
        var dataset = (await portal.Get<ImportDataset>().RunAsync(
            Scientist, new ImportDatasetRequest(upload, "loans", new NewDataset("For a test.", DataClassification.Confidential, "eu-central"), columns), Ct)).Value;
        ModelId = await portal.CreateModelAsync(Model, null, Ct);
        foreach (var name in new[] { Live, Other })
        {
            await portal.Get<CreateEnvironment>().RunAsync(portal.As(Role.TenantAdministrator), new CreateEnvironmentRequest(name, EnvironmentPurpose.Production, EnvironmentPlacement.PublicCloud, "eu-central"), Ct);
        }

        _training = dataset.Version;
        Version = await AddVersionAsync(1);
    }

    /// <summary>With the same file and the same columns.</summary>
    public async Task<VersionId> AddVersionAsync(int number)
    {
        var version = VersionId.New();
        using var bytes = new MemoryStream("a model"u8.ToArray());
        var stored = (await portal.Get<ArtifactStore>().WriteAsync(portal.Tenant, bytes, long.MaxValue, Ct)).Value;
        await using var db = portal.Open();
        await db.KeepArtifactAsync(stored, portal.Clock.GetUtcNow(), Ct);
        db.Versions.Add(new Version
        {
            TenantId = portal.Tenant,
            Id = version,
            ModelId = ModelId,
            Number = number,
            Digest = stored.Digest,
            Length = stored.Length,
            FileName = "model.onnx",
            Signature = "{}",
            Scoring = new ScoringRules(InputStyle.Matrix, [], new Dictionary<string, IReadOnlyDictionary<string, double>>(), "outcome", ["good", "bad"], "bad", "good", 0.5),
            TrainingDatasetVersionId = _training,
            RegisteredBy = Scientist.Member!.Value,
            RegisteredAt = portal.Clock.GetUtcNow(),
            Description = "",
        });
        await db.SaveChangesAsync(Ct);
        return version;
    }
}
