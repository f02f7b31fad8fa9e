using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Documents;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions;

public sealed class PolicyYamlTests
{
    private const string Head = "format: portal.policies.v1\npolicies:\n- riskClass: high\n  purpose: production\n  rules:\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, int, string> Malformed => new()
    {
        { "", 1, "empty" },
        { "policies: [", 1, "no YAML" },
        { "format: portal.policies.v2\npolicies: []", 1, "portal.policies.v1" },
        { "format: portal.policies.v1\npolicies: []", 2, "1 to 200" },
        { "format: portal.policies.v1\npolicies:\n- riskClass: high\n  purpose: production\n", 3, "missing" },
        { "format: portal.policies.v1\npolicies:\n- purpose: production\n  rules:\n    gates: []\n    stages: []\n", 3, "missing" },
        { Head + "    gates: []\n    stages: []\n    gatez: []\n", 8, "no setting called gatez" },
        { Head + "    gates:\n    - kind: latency\n      ceilingMs: fast\n    stages: []\n", 8, "ceilingMs" },
        { Head + "    gates:\n    - kind: latency\n      ceilingMs: -1\n    stages: []\n", 7, "a number from" },
        { Head + "    gates: []\n    stages:\n    - name: Review\n      deciders:\n        roles: [reviewer]\n      quorum: 99\n", 11, "quorum" },
        { Head + "    gates: []\n    gates: []\n    stages: []\n", 7, "twice" },
        { Head + "    gates: &a []\n    stages: *a\n", 6, "Anchors" },
        { Head + "    gates: !!set {}\n    stages: []\n", 6, "Tags" },
        { Head + "    gates: []\n    stages: []\n---\nformat: x\n", 8, "more than one document" },
        { "format: portal.policies.v1\npolicies:\n- riskClass: huge\n  purpose: production\n  rules:\n    gates: []\n    stages: []\n", 3, "riskClass" },
        { string.Concat(Enumerable.Repeat("[", 50)), 1, "deeply" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void MalformedDocument_IsRefused_WithItsLine(string text, int line, string says)
    {
        var refusal = PolicyYaml.Read(text).Refusal!;

        Assert.StartsWith($"Line {line}: ", refusal.Sentence, StringComparison.Ordinal);
        Assert.Contains(says, refusal.Sentence, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void OutAndIn_IsTheIdentity()
    {
        PolicyEntry[] policies = [.. Templates(), Everything()];

        var text = PolicyYaml.Write(policies);
        var read = PolicyYaml.Read(text);

        Assert.True(read.IsOk, read.Refusal?.Sentence);
        Assert.Equal(text, PolicyYaml.Write(read.Value.Policies));
        Assert.Equal(Convert.ToHexString(CanonicalJson.Write(policies)), Convert.ToHexString(CanonicalJson.Write(read.Value.Policies)));
    }

    [Fact]
    public void ExampleOfTheDocumentation_IsRead()
    {
        var text = File.ReadAllText(Repository.Folder("docs", "policies.md"));
        var begin = text.IndexOf("```yaml", StringComparison.Ordinal) + "```yaml\n".Length;
        var read = PolicyYaml.Read(text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)]);

        Assert.True(read.IsOk, read.Refusal?.Sentence);
        Assert.Equal((2, (int?)null), (read.Value.Policies[0].Rules.Stages.Count, read.Value.Policies[0].Rules.Stages[1].Quorum));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("1e3")]
    [InlineData("null")]
    [InlineData("- x: y # z")]
    [InlineData("\"quoted\" 'twice'")]
    [InlineData("Prüfung: 審査 🙂")]
    [InlineData(" leading")]
    [InlineData("@at, &and, *star, !bang, %percent, |pipe")]
    public void NamesThatLookLikeSomethingElse_StayNames(string name)
    {
        var policy = Everything() with { Rules = Everything().Rules with { Stages = [new Stage(name, Deciders.OfRoles(Role.Reviewer))] } };

        Assert.Equal(name, Assert.Single(PolicyYaml.Read(PolicyYaml.Write([policy])).Value.Policies[0].Rules.Stages).Name);
    }

    [Theory, EveryDatabase]
    public async Task Import_AddsChangesAndLeaves_AllOrNone(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var import = data.Portal.Get<ImportPolicies>();
        var list = await data.Portal.Get<PolicyList>().ReadAsync(data.Officer, Stop);
        PolicyEntry[] same = [.. list.Select(view => PolicyEntry.Of(view.Scope, view.Rules))];
        var narrow = Everything() with { Rules = Everything().Rules with { Terms = new PromotionTerms() } };
        var text = PolicyYaml.Write([same[0] with { Rules = Everything().Rules }, same[1], narrow]);

        Assert.Equal(RefusalKind.Forbidden, (await import.RunAsync(data.Scientist, new ImportPoliciesRequest(text, "From git."), Stop)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await import.RunAsync(data.Officer, new ImportPoliciesRequest(text + "nonsense", "From git."), Stop)).Refusal?.Kind);
        Assert.Equal(["Changed 2", "Unchanged 1", "Added 1"], (await import.PreviewAsync(data.Officer, text, Stop)).Value.Select(policy => $"{policy.Kind} {policy.Number}"));
        Assert.Equal(9, (await data.Portal.Get<PolicyList>().ReadAsync(data.Officer, Stop)).Count);
        Assert.True((await import.RunAsync(data.Officer, new ImportPoliciesRequest(text, "From git."), Stop)).IsOk);

        var after = await data.Portal.Get<PolicyList>().ReadAsync(data.Officer, Stop);
        Assert.Equal(10, after.Count);
        Assert.Equal(["Unchanged", "Unchanged", "Unchanged"], (await import.PreviewAsync(data.Officer, text, Stop)).Value.Select(policy => policy.Kind.ToString()));
        Assert.Equal(2, (await data.TrailAsync("policy.edited")).Length - 9);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        Assert.Equal((ModelTask.BinaryClassification, DataClassification.Personal), ((await data.ViewAsync(1)).Frozen.Policy.Task, (await data.ViewAsync(1)).Frozen.Policy.Classification));
    }

    private static IEnumerable<PolicyEntry> Templates() =>
        from risk in Enum.GetValues<RiskClass>()
        from purpose in Enum.GetValues<EnvironmentPurpose>()
        select PolicyEntry.Of(new PolicyScope(risk, purpose), PolicyTemplates.For(risk, purpose));

    private static PolicyEntry Everything() => PolicyEntry.Of(new PolicyScope(RiskClass.High, EnvironmentPurpose.Production, ModelTask.BinaryClassification, DataClassification.Personal), new PolicyRules
    {
        Gates = [new MetricLimitGate(MetricNames.Accuracy, 0.123456789012345), new LatencyGate(20), new EvidenceAgeGate(3650), new PredictionCostGate(0.000125m, "EUR"), new MonthlyCostGate(999_999_999.99m, "USD")],
        Stages =
        [
            new Stage("Named", new Deciders { Members = ["a@first.example", "b@first.example"] }, Quorum: null, LooksAt: [RequestPart.Note]),
            new Stage("Team: all", new Deciders { Team = "Risk", Roles = [Role.Executive] }, Step: 2, Quorum: 2, Deadline: new StageDeadline(72.5, 24, Role.TenantAdministrator)),
        ],
        Separation = new SeparationOfDuties(Requester: false, Owner: true),
        Exceptions = new ExceptionRules(Role.ComplianceOfficer, 30),
        Terms = new PromotionTerms(30, 15, null, UseCase: true, AutomaticRollback: false, EvidenceDays: 365),
        Rollout = new RolloutPlan(RolloutStrategy.Canary, [5, 25, 100], 24),
    });
}
