using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;
using InputStyle = Portal.Core.Registry.InputStyle;

namespace Portal.Core.Tests.Evaluations;

/// <summary>A tenant, by default the first of its portal, that has the mortgage data and a model to put versions into.</summary>
internal sealed class EvaluationWorld(TestPortal portal, Actor scientist) : IAsyncDisposable
{
    private static readonly string s_root = FindRoot();

    public TestPortal Portal => portal;

    public ModelId Model { get; private set; }

    public DatasetVersionId Dataset { get; private set; }

    public Actor Scientist => scientist;

    private TenantId Tenant => scientist.Tenant;

    public static string Seed(string model) => Path.Combine(s_root, "seed", "mortgage", "models", model + ".onnx");

    public static string Bad(string model) => Path.Combine(s_root, "tests", "samples", "bad-models", model + ".onnx");

    public static string Mortgage => Path.Combine(s_root, "seed", "mortgage", "evaluation.csv");

    /// <summary>Explains as an installation does that nobody has configured.</summary>
    public static EvaluationOptions ExplainsAll { get; } = new() { SpeedMilliseconds = 100 };

    /// <param name="options">How the node is set; by default it explains all, because a runner's probes are part of what is brought.</param>
    public static async Task<EvaluationWorld> StartAsync(DatabaseProviderName provider = DatabaseProviderName.Sqlite, EvaluationOptions? options = null)
    {
        var portal = await TestPortal.StartAsync(provider, services => services.AddSingleton(options ?? ExplainsAll));
        var world = new EvaluationWorld(portal, portal.As(Role.DataScientist));
        await world.AddModelAsync();
        return world;
    }

    /// <summary>The same in the other tenant of the portal.</summary>
    public async Task<EvaluationWorld> NextDoorAsync()
    {
        var world = new EvaluationWorld(portal, portal.Outsider);
        await world.AddModelAsync();
        return world;
    }

    /// <summary>A version as registering would leave it, with the rules that the file's metadata states.</summary>
    public async Task<VersionId> AddVersionAsync(string path, Func<ScoringRules, ScoringRules>? change = null)
    {
        var answer = await new ScoringProcess().InspectAsync(path, new ScoringLimits(), CancellationToken.None);
        var declared = ModelDeclaration.Read(answer.Value!.Metadata);
        var rules = new ScoringRules(
            declared.InputStyle == Scoring.Contract.InputStyle.Columns ? InputStyle.Columns : InputStyle.Matrix,
            declared.FeatureOrder,
            declared.FeatureEncoding,
            declared.Target!,
            [.. declared.ClassLabels.Select(declared.ValueOf)],
            declared.ValueOf(declared.PositiveClass!),
            declared.ValueOf(declared.FavourableClass!),
            declared.Threshold!.Value) { ModelLabels = declared.ClassLabels };
        var stored = await StoreAsync(path);
        await using var db = Open();
        await db.KeepArtifactAsync(stored, portal.Clock.GetUtcNow(), CancellationToken.None);
        var version = new Version
        {
            TenantId = Tenant,
            Id = VersionId.New(),
            ModelId = Model,
            Number = 1 + await db.Versions.CountAsync(),
            Digest = stored.Digest,
            Length = stored.Length,
            FileName = Path.GetFileName(path),
            Signature = JsonSerializer.Serialize(answer.Value, ContractJson.Default.ModelSignature),
            Scoring = change is null ? rules : change(rules),
            RegisteredBy = Scientist.Member!.Value,
            RegisteredAt = portal.Clock.GetUtcNow(),
            Description = "",
        };
        db.Versions.Add(version);
        await db.SaveChangesAsync();
        return version.Id;
    }

    public async Task<EvaluationId> StartAsync(VersionId version, string key = "once") =>
        (await portal.Get<StartEvaluation>().RunAsync(Scientist, new StartEvaluationRequest(version, null, key), CancellationToken.None)).Value;

    public async Task<EvaluationView> DrainAsync(EvaluationId evaluation)
    {
        await portal.Get<EvaluationRunner>().DrainAsync(TestContext.Current.CancellationToken);
        return await ViewAsync(evaluation);
    }

    public async Task<EvaluationView> ViewAsync(EvaluationId evaluation) =>
        (await portal.Get<EvaluationDetail>().RunAsync(Scientist, evaluation, CancellationToken.None)).Value;

    public async Task<string[]> TrailAsync()
    {
        await using var db = Open();
        return await db.AuditEntries.Where(entry => entry.Action.StartsWith("evaluation.")).OrderBy(entry => entry.Sequence).Select(entry => entry.Action).ToArrayAsync();
    }

    public async Task<StoredArtifact> StoreAsync(string path)
    {
        await using var content = File.OpenRead(path);
        return (await portal.Get<ArtifactStore>().WriteAsync(Tenant, content, long.MaxValue, CancellationToken.None)).Value;
    }

    public async Task<DatasetVersionId> AddDatasetAsync(string name, string path)
    {
        var stored = await StoreAsync(path);
        string[] features = ["pirat", "hirat", "lvrat", "chist", "mhist", "phist", "unemp", "selfemp", "insurance", "condomin", "hschool"];
        await using var db = Open();
        await db.KeepArtifactAsync(stored, portal.Clock.GetUtcNow(), CancellationToken.None);
        var dataset = new Dataset
        {
            TenantId = Tenant,
            Id = DatasetId.New(),
            Name = name,
            NormalizedName = Names.Normalize(name),
            Description = "",
            OwnerId = Scientist.Member!.Value,
            Classification = DataClassification.Personal,
            Region = "us-east",
            CreatedAt = portal.Clock.GetUtcNow(),
        };
        var snapshot = new DatasetVersion
        {
            TenantId = Tenant,
            Id = DatasetVersionId.New(),
            DatasetId = dataset.Id,
            Number = 1,
            Digest = stored.Digest,
            Length = stored.Length,
            FileName = "evaluation.csv",
            RowCount = File.ReadLines(path).Count() - 1,
            Columns =
            [
                new("application_id", ColumnType.Text, ColumnRole.Identifier),
                .. features.Select(column => new DatasetColumn(column, ColumnType.Text, ColumnRole.Feature)),
                new("single", ColumnType.Text, ColumnRole.ProtectedAttribute, "no"),
                new("afam", ColumnType.Text, ColumnRole.ProtectedAttribute, "no"),
                new("deny", ColumnType.Text, ColumnRole.Label),
            ],
            Profile = [],
            CreatedBy = Scientist.Member!.Value,
            CreatedAt = portal.Clock.GetUtcNow(),
        };
        db.Datasets.Add(dataset);
        db.DatasetVersions.Add(snapshot);
        await db.SaveChangesAsync();
        return snapshot.Id;
    }

    public async Task EditModelAsync(Action<Model> change)
    {
        await using var db = Open();
        change(await db.Models.SingleAsync(model => model.Id == Model));
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private PortalDbContext Open() => portal.Get<PortalDatabase>().Open(Tenant);

    private async Task AddModelAsync()
    {
        Dataset = await AddDatasetAsync("mortgage-evaluation", Mortgage);
        await using var db = Open();
        Model = ModelId.New();
        db.Models.Add(new Model
        {
            TenantId = Tenant,
            Id = Model,
            Name = "mortgage",
            NormalizedName = Names.Normalize("mortgage"),
            Purpose = "Decides about mortgages.",
            OwnerId = Scientist.Member!.Value,
            TeamId = await db.Teams.Select(team => team.Id).FirstAsync(),
            Task = ModelTask.BinaryClassification,
            RiskClass = RiskClass.High,
            DataClassification = DataClassification.Personal,
            AllowedRegions = ["us-east"],
            EvaluationDatasetVersionId = Dataset,
            CreatedAt = portal.Clock.GetUtcNow(),
        });
        await db.SaveChangesAsync();
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Portal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The repository's root was not found.");
    }
}
