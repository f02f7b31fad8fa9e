using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Version = Portal.Core.Registry.Version;

namespace Portal.TestSupport;

/// <summary>
/// A portal whose first tenant has environments, policies, a model and data; versions and their evaluations are put there as
/// registering and evaluating would leave them, with the samples' numbers.
/// </summary>
public sealed class GovernanceData(TestPortal portal) : IAsyncDisposable
{
    public const string Model = "mortgage";
    public const string Production = "production";
    private ModelId _model;

    public TestPortal Portal => portal;

    public DatasetVersionId Dataset { get; private set; }

    public Actor Scientist => portal.As(Role.DataScientist);

    public Actor Reviewer => portal.As(Role.Reviewer);

    public Actor Officer => portal.As(Role.ComplianceOfficer);

    /// <param name="more">Services that a test needs beyond the standard ones.</param>
    public static async Task<GovernanceData> StartAsync(DatabaseProviderName provider, RiskClass risk = RiskClass.High, Action<IServiceCollection>? more = null) =>
        await OnAsync(await TestPortal.StartAsync(provider, more), risk);

    /// <summary>On a portal that somebody else started, and ends.</summary>
    public static async Task<GovernanceData> OnAsync(TestPortal portal, RiskClass risk = RiskClass.High)
    {
        var data = new GovernanceData(portal);
        await data.AddAsync(risk);
        return data;
    }

    /// <param name="sample">Such as <c>mortgage-gbt-v2</c>; null leaves the version without an evaluation.</param>
    public async Task<int> AddVersionAsync(string? sample, Actor? registrant = null)
    {
        await using var db = portal.Open();
        var number = 1 + await db.Versions.CountAsync();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes($"bytes of version {number}"));
        var stored = (await portal.Get<ArtifactStore>().WriteAsync(portal.Tenant, content, long.MaxValue, CancellationToken.None)).Value;
        await db.KeepArtifactAsync(stored, portal.Clock.GetUtcNow(), CancellationToken.None);
        var version = Version(number, stored, registrant ?? Scientist);
        db.Versions.Add(version);
        await db.SaveChangesAsync();
        if (sample is not null)
        {
            await AddEvaluationAsync(number, sample);
        }

        return number;
    }

    public async Task AddEvaluationAsync(int number, string sample, DatasetVersionId? dataset = null)
    {
        await using var db = portal.Open();
        var version = await db.Versions.SingleAsync(row => row.Number == number);
        db.Evaluations.Add(new Evaluation
        {
            TenantId = portal.Tenant,
            Id = EvaluationId.New(),
            VersionId = version.Id,
            DatasetVersionId = dataset ?? Dataset,
            IdempotencyKey = Guid.CreateVersion7().ToString(),
            QueuedAt = portal.Clock.GetUtcNow(),
            State = EvaluationState.Completed,
            EndedAt = portal.Clock.GetUtcNow(),
            EvidenceDigest = Digest.Of(Encoding.UTF8.GetBytes($"{sample} {number} {portal.Clock.GetUtcNow():O}")),
            Results = SampleEvaluations.Results(sample),
            Timings = SampleEvaluations.Timings(),
        });
        await db.SaveChangesAsync();
    }

    public Task<Outcome<RequestedPromotion>> RequestAsync(int version, Actor? actor = null, string environment = Production) =>
        portal.Get<RequestPromotion>().RunAsync(actor ?? Scientist, new RequestPromotionRequest(Model, version, environment, "Better on every metric."), CancellationToken.None);

    public async Task<Outcome<PromotionState>> DecideAsync(int promotion, DecisionVerdict verdict = DecisionVerdict.Approve, Actor? actor = null, string? digest = null) =>
        await portal.Get<Decide>().RunAsync(actor ?? Reviewer, new DecideRequest(promotion, verdict, "The evidence says so.", digest ?? (await ViewAsync(promotion)).EvidenceDigest), CancellationToken.None);

    /// <summary>What high risk needs in production from now on; without gates unless some are given.</summary>
    public async Task SetPolicyAsync(PolicyRules rules, RiskClass risk = RiskClass.High)
    {
        var scope = new PolicyScope(risk, EnvironmentPurpose.Production);
        var policy = (await portal.Get<PolicyDetail>().FindAsync(Officer, scope, CancellationToken.None)).Value;
        Must(await portal.Get<EditPolicy>().RunAsync(Officer, new EditPolicyRequest(scope, policy.Revision, rules, "For a test."), CancellationToken.None));
    }

    public async Task<Outcome<GrantedException>> ExceptAsync(int promotion, string gate, Actor? actor = null, string? digest = null) =>
        await portal.Get<GrantException>().RunAsync(actor ?? Officer, new GrantExceptionRequest(promotion, gate, "A pilot of two weeks.", digest ?? (await ViewAsync(promotion)).EvidenceDigest), CancellationToken.None);

    public async Task<PromotionView> ViewAsync(int promotion, Actor? actor = null) =>
        (await portal.Get<PromotionDetail>().FindAsync(actor ?? Reviewer, promotion, CancellationToken.None)).Value;

    public Task<Outcome<RolledBack>> RollBackAsync(int? to = null, Actor? actor = null, long? revision = null, string reason = "Complaints since the switch.") =>
        portal.Get<RollBack>().RunAsync(actor ?? Reviewer, new RollBackRequest(Production, Model, reason, to, revision), CancellationToken.None);

    /// <summary>Asked for and approved.</summary>
    public async Task MakeLiveAsync(int version)
    {
        if (Must(await DecideAsync(Must(await RequestAsync(version)).Number)) is var state and not PromotionState.Approved)
        {
            throw new InvalidOperationException($"Version {version} is not live: its promotion {state.InWords()}.");
        }

        portal.Clock.Advance(TimeSpan.FromMinutes(5));
    }

    public async Task<int> LiveAsync() =>
        (await portal.Get<LiveVersion>().FindAsync(Reviewer, Production, Model, CancellationToken.None)).Value.Live.VersionNumber;

    public async Task<string[]> TrailAsync(params string[] beginnings)
    {
        await using var db = portal.Open();
        var actions = await db.AuditEntries.OrderBy(entry => entry.Sequence).Select(entry => entry.Action).ToListAsync();
        return [.. actions.Where(action => Array.Exists(beginnings, beginning => action.StartsWith(beginning, StringComparison.Ordinal)))];
    }

    public async Task EditModelAsync(Action<Model> change)
    {
        await using var db = portal.Open();
        change(await db.Models.SingleAsync(row => row.Id == _model));
        await db.SaveChangesAsync();
    }

    public async Task<DatasetVersionId> AddDatasetAsync(string name)
    {
        await using var db = portal.Open();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(name));
        var stored = (await portal.Get<ArtifactStore>().WriteAsync(portal.Tenant, content, long.MaxValue, CancellationToken.None)).Value;
        await db.KeepArtifactAsync(stored, portal.Clock.GetUtcNow(), CancellationToken.None);
        var dataset = new Dataset
        {
            TenantId = portal.Tenant, Id = DatasetId.New(), Name = name, NormalizedName = Names.Normalize(name), Description = "", OwnerId = Scientist.Member!.Value,
            Classification = DataClassification.Personal, Region = "eu-central", CreatedAt = portal.Clock.GetUtcNow(),
        };
        var snapshot = new DatasetVersion
        {
            TenantId = portal.Tenant, Id = DatasetVersionId.New(), DatasetId = dataset.Id, Number = 1, Digest = stored.Digest, Length = stored.Length, FileName = "evaluation.csv", RowCount = 714,
            Columns =
            [
                new("afam", ColumnType.Boolean, ColumnRole.ProtectedAttribute, "no"),
                new("single", ColumnType.Boolean, ColumnRole.ProtectedAttribute, "no"),
                new("deny", ColumnType.Boolean, ColumnRole.Label),
            ],
            Profile = [], CreatedBy = Scientist.Member!.Value, CreatedAt = portal.Clock.GetUtcNow(),
        };
        db.Datasets.Add(dataset);
        db.DatasetVersions.Add(snapshot);
        await db.SaveChangesAsync();
        return snapshot.Id;
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private async Task AddAsync(RiskClass risk)
    {
        var administrator = portal.As(Role.TenantAdministrator);
        Must(await portal.Get<AddDefaultPolicies>().RunAsync(administrator, CancellationToken.None));
        (string Name, EnvironmentPurpose Purpose, string Region)[] places =
            [("development", EnvironmentPurpose.Development, "eu-central"), (Production, EnvironmentPurpose.Production, "eu-central"), ("overseas", EnvironmentPurpose.Production, "us-east")];
        foreach (var (name, purpose, region) in places)
        {
            Must(await portal.Get<CreateEnvironment>().RunAsync(administrator, new CreateEnvironmentRequest(name, purpose, EnvironmentPlacement.PrivateCluster, region), CancellationToken.None));
        }

        Dataset = await AddDatasetAsync("mortgage-evaluation");
        await using var db = portal.Open();
        _model = ModelId.New();
        db.Models.Add(new Model
        {
            TenantId = portal.Tenant, Id = _model, Name = Model, NormalizedName = Names.Normalize(Model), Purpose = "Decides about mortgages.", OwnerId = Scientist.Member!.Value, TeamId = portal.Team,
            Task = ModelTask.BinaryClassification, RiskClass = risk, DataClassification = DataClassification.Personal, AllowedRegions = ["eu-central", "eu-west"],
            EvaluationDatasetVersionId = Dataset, CreatedAt = portal.Clock.GetUtcNow(),
        });
        await db.SaveChangesAsync();
    }

    private static T Must<T>(Outcome<T> outcome) => outcome.IsOk ? outcome.Value : throw new InvalidOperationException(outcome.Refusal.Sentence);

    private Version Version(int number, StoredArtifact stored, Actor registrant) => new()
    {
        TenantId = portal.Tenant, Id = VersionId.New(), ModelId = _model, Number = number, Digest = stored.Digest, Length = stored.Length, FileName = $"v{number}.onnx",
        Signature = """{"irVersion":8,"producer":"tests","producerVersion":"","opsets":[],"inputs":[],"outputs":[],"metadata":{}}""",
        Scoring = new ScoringRules(InputStyle.Columns, [], new Dictionary<string, IReadOnlyDictionary<string, double>>(), "deny", ["no", "yes"], "yes", "no", 0.5),
        RegisteredBy = registrant.Member!.Value, RegisteredAt = portal.Clock.GetUtcNow(), Description = "",
    };
}
