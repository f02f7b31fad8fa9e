using Portal.Core.Datasets;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Documents;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions;

public sealed class NarrowPolicyTests
{
    private static readonly PolicyScope s_broad = new(RiskClass.High, EnvironmentPurpose.Production);
    private static readonly PolicyScope s_narrow = s_broad with { Task = ModelTask.BinaryClassification };
    private static readonly PolicyScope s_narrowest = s_narrow with { Classification = DataClassification.Personal };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Narrower_IsCopiedFromTheNextBroader_HoldsAndIsRetired(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var (add, edit, retire) = (data.Portal.Get<AddPolicy>(), data.Portal.Get<EditPolicy>(), data.Portal.Get<RetirePolicy>());

        Assert.Equal(RefusalKind.Forbidden, (await add.RunAsync(data.Scientist, new AddPolicyRequest(s_narrow, "Ours."), Stop)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await add.RunAsync(data.Officer, new AddPolicyRequest(s_broad, "Ours."), Stop)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await add.RunAsync(data.Officer, new AddPolicyRequest(s_narrow, " "), Stop)).Refusal?.Kind);
        Assert.Equal("policy.no-broader", (await add.RunAsync(data.Portal.Outsider, new AddPolicyRequest(s_narrow, "Ours."), Stop)).Refusal?.Code);
        Assert.Equal(1, (await add.RunAsync(data.Officer, new AddPolicyRequest(s_narrow, "Decisions about people."), Stop)).Value);
        Assert.Equal("policy.exists", (await add.RunAsync(data.Officer, new AddPolicyRequest(s_narrow, "Again."), Stop)).Refusal?.Code);
        var rules = (await FindAsync(data, s_narrow)).Value.Rules with { Gates = [new LatencyGate(7)] };
        Assert.Equal(2, (await edit.RunAsync(data.Officer, new EditPolicyRequest(s_narrow, 0, rules, "Only speed."), Stop)).Value);
        Assert.Equal(1, (await add.RunAsync(data.Officer, new AddPolicyRequest(s_narrowest, "People's data."), Stop)).Value);
        Assert.Equal([new LatencyGate(7)], (await FindAsync(data, s_narrowest)).Value.Rules.Gates);

        Assert.Equal("policy.broad", (await retire.RunAsync(data.Officer, new RetirePolicyRequest(s_broad, 0, "Away."), Stop)).Refusal?.Code);
        Assert.Equal(RefusalKind.Forbidden, (await retire.RunAsync(data.Scientist, new RetirePolicyRequest(s_narrowest, 0, "Away."), Stop)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await retire.RunAsync(data.Portal.Outsider, new RetirePolicyRequest(s_narrowest, 0, "Away."), Stop)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Stale, (await retire.RunAsync(data.Officer, new RetirePolicyRequest(s_narrow, 0, "Away."), Stop)).Refusal?.Kind);
        Assert.Equal(2, (await retire.RunAsync(data.Officer, new RetirePolicyRequest(s_narrowest, 0, "One is enough."), Stop)).Value);
        Assert.Equal(RefusalKind.NotFound, (await FindAsync(data, s_narrowest)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await edit.RunAsync(data.Officer, new EditPolicyRequest(s_narrowest, 1, rules, "Late."), Stop)).Refusal?.Kind);

        await data.RequestAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        var frozen = (await data.ViewAsync(1)).Frozen.Policy;
        Assert.Equal((ModelTask.BinaryClassification, null, 2), (frozen.Task, frozen.Classification, frozen.Number));
        Assert.Equal(["policy.add.refused", "policy.added", "policy.edited", "policy.added", "policy.retire.refused", "policy.retire.refused", "policy.retired"], (await data.TrailAsync("policy.")).Skip(9));
    }

    [Theory, EveryDatabase]
    public async Task Retired_AddedAgainOrImported_CountsOn_AndItsVersionsSayWhatChanged(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.Portal.Get<AddPolicy>().RunAsync(data.Officer, new AddPolicyRequest(s_narrow, "First."), Stop);
        await data.Portal.Get<RetirePolicy>().RunAsync(data.Officer, new RetirePolicyRequest(s_narrow, 0, "Second."), Stop);
        var text = PolicyYaml.Write([PolicyEntry.Of(s_narrow, PolicyTemplates.For(RiskClass.Minimal, EnvironmentPurpose.Development))]);
        var preview = (await data.Portal.Get<ImportPolicies>().PreviewAsync(data.Officer, text, Stop)).Value;
        Assert.Equal((PolicyImportKind.Added, 3), (Assert.Single(preview).Kind, preview[0].Number));

        Assert.Equal(3, (await data.Portal.Get<AddPolicy>().RunAsync(data.Officer, new AddPolicyRequest(s_narrow, "Third."), Stop)).Value);
        Assert.Equal(RefusalKind.Stale, (await data.Portal.Get<ImportPolicies>().RunAsync(data.Officer, new ImportPoliciesRequest(text, "From git.", preview), Stop)).Refusal?.Kind);
        preview = (await data.Portal.Get<ImportPolicies>().PreviewAsync(data.Officer, text, Stop)).Value;
        Assert.Contains(preview[0].Changes, change => change.Sentence == "Stage Review is gone; it said: step 1, one reviewer or compliance officer.");
        Assert.True((await data.Portal.Get<ImportPolicies>().RunAsync(data.Officer, new ImportPoliciesRequest(text, "From git.", preview), Stop)).IsOk);

        var versions = (await data.Portal.Get<PolicyVersionList>().ReadAsync(data.Scientist, s_narrow, null, Stop)).Value;
        Assert.Equal([(4, false, "From git."), (3, false, "Third."), (2, true, "Second."), (1, false, "First.")], versions.Select(row => (row.Number, row.Retired, row.Reason)));
        Assert.Equal(preview[0].Changes, versions[0].Changes);
        Assert.All(versions.Skip(1), row => Assert.Empty(row.Changes));
        Assert.Equal([2, 1], (await data.Portal.Get<PolicyVersionList>().ReadAsync(data.Scientist, s_narrow, 3, Stop)).Value.Select(row => row.Number));
        Assert.Equal(RefusalKind.NotFound, (await data.Portal.Get<PolicyVersionList>().ReadAsync(data.Portal.Outsider, s_narrow, null, Stop)).Refusal?.Kind);
    }

    [Theory]
    [InlineData(PolicyTemplate.Lenient)]
    [InlineData(PolicyTemplate.Bank)]
    [InlineData(PolicyTemplate.EuAiActHighRisk)]
    public void Template_IsValid_ForEveryRiskAndPurpose(PolicyTemplate template)
    {
        var all = PolicyTemplates.All(template);

        Assert.Equal(9, all.Select(entry => entry.Scope.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.All(all, entry => Assert.Null(PolicyChecks.Refuses(entry.Rules)));
        Assert.All(all.Where(entry => entry.Scope is { RiskClass: RiskClass.High, Purpose: EnvironmentPurpose.Production }), entry => Assert.Contains(entry.Rules.Gates, gate => gate is DisparateImpactGate));
        Assert.True(PolicyYaml.Read(PolicyYaml.Write(all)).IsOk);
    }

    [Theory]
    [InlineData("a\nb\nc", 2, "1 a|2*b|3 c")]
    [InlineData("a\r\nb\r\nc\r\nd\r\ne\r\nf", 6, "3 c|4 d|5 e|6*f")]
    [InlineData("", 7, "1*")]
    public void Excerpt_ShowsTheLinesAround(string text, int line, string shown) =>
        Assert.Equal(shown, string.Join('|', YamlExcerpt.Of(text, line).Select(one => $"{one.Number}{(one.IsWrong ? '*' : ' ')}{one.Text}")));

    private static Task<Outcome<PolicyView>> FindAsync(GovernanceData data, PolicyScope scope) => data.Portal.Get<PolicyDetail>().FindAsync(data.Officer, scope, Stop);
}
