using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Runners;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Tests.Evaluations.Runners;

/// <summary>What a scoring process left on the runner's machine.</summary>
internal sealed record BroughtFiles(ScoringReport Report, byte[] Scores, byte[] Probes);

/// <summary>A registered runner, spoken for by a test: it takes the same steps as the process on another machine, without a wire.</summary>
internal sealed class TestRunner : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-test-runner-");
    private readonly TestPortal _portal;

    private TestRunner(TestPortal portal, RegisteredRunner registered, Actor actor) => (_portal, Registered, Actor) = (portal, registered, actor);

    public RegisteredRunner Registered { get; }

    /// <summary>Whom its token stands for.</summary>
    public Actor Actor { get; }

    public static async Task<TestRunner> StartAsync(EvaluationWorld world, string name = "runner-1", string region = "us-east", params string[] labels)
    {
        var portal = world.Portal;
        var administrator = world.Scientist.Tenant == portal.Tenant ? portal.As(Role.TenantAdministrator) : world.Scientist;
        var registered = (await portal.Get<RegisterRunner>().RunAsync(administrator, new RegisterRunnerRequest(name, region, 30), CancellationToken.None)).Value;
        var actor = (await portal.Get<AccessTokenCheck>().FindAsync(registered.Secret, CancellationToken.None))!;
        var runner = new TestRunner(portal, registered, actor);
        Assert.True((await runner.AnnounceAsync(labels)).IsOk);
        return runner;
    }

    public Task<Outcome<RunnerWelcome>> AnnounceAsync(IReadOnlyList<string> labels, long memory = 8L << 30, string? version = null) => _portal.Get<AnnounceRunner>().RunAsync(
        Actor, new RunnerAnnouncement(labels, "CPU: a test", memory, 2, version ?? ScoringProcess.CodeVersion), CancellationToken.None);

    public Task<Outcome<EvaluationLease?>> AskAsync(Guid? lease = null, int waitSeconds = 0) =>
        _portal.Get<LeaseEvaluation>().RunAsync(Actor, new LeaseRequest(lease ?? Guid.CreateVersion7(), waitSeconds), TestContext.Current.CancellationToken);

    public async Task<EvaluationLease?> LeaseAsync() => (await AskAsync()).Value;

    public Task<Outcome<LeaseRenewed>> RenewAsync(EvaluationLease lease, long rows = 10) =>
        _portal.Get<RenewLease>().RunAsync(Actor, lease.Lease, new ScoringProgress("scoring", rows, null), CancellationToken.None);

    public Task<Outcome<Done>> FailAsync(EvaluationLease lease, FailureKind kind) =>
        _portal.Get<FailLease>().RunAsync(Actor, new FailLeaseRequest(lease.Lease, new ScoringFailure(kind, "test", "The test said so.")), CancellationToken.None);

    /// <summary>Fetches the files by digest and scores them in the real process.</summary>
    public async Task<BroughtFiles> ScoreAsync(EvaluationLease lease)
    {
        var spec = lease.Spec with { ModelPath = await FetchAsync(lease, lease.Model), TablePath = await FetchAsync(lease, lease.Table) };
        var scores = Path.Combine(_folder.FullName, "scores");
        var probes = Path.Combine(_folder.FullName, "probes");
        var report = (await new ScoringProcess(_folder.FullName).ScoreToFileAsync(spec, scores, probes, onProgress: null, CancellationToken.None)).Value!;
        return new BroughtFiles(report, await File.ReadAllBytesAsync(scores), await File.ReadAllBytesAsync(probes));
    }

    public async Task<Outcome<Done>> CompleteAsync(EvaluationLease lease, BroughtFiles scored)
    {
        using var content = new MemoryStream(scored.Scores);
        using var probes = new MemoryStream(scored.Probes);
        return await _portal.Get<CompleteLease>().RunAsync(Actor, new CompleteLeaseRequest(lease.Lease, _ => Task.FromResult<Outcome<BroughtScores>>(new BroughtScores(scored.Report, content, _ => Task.FromResult<Stream?>(probes)))), CancellationToken.None);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<string> FetchAsync(EvaluationLease lease, LeasedFile file)
    {
        var opened = (await _portal.Get<LeasedArtifact>().OpenAsync(Actor, lease.Lease, file.Sha256, CancellationToken.None)).Value;
        var path = Path.Combine(_folder.FullName, file.Sha256);
        await using var content = opened.Content;
        await using var target = File.Create(path);
        await content.CopyToAsync(target);
        Assert.Equal(file.Length, target.Length);
        return path;
    }
}
