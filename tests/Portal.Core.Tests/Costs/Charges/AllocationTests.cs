using Microsoft.EntityFrameworkCore;
using Portal.Core.Costs.Charges;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using static Portal.Core.Tests.Costs.Charges.ChargesWorld;

namespace Portal.Core.Tests.Costs.Charges;

public sealed class AllocationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Rules_ResourceBeforeTagBeforeSubAccount_AndTheRestIsUnallocated(DatabaseProviderName provider)
    {
        await using var world = await StartAsync(provider);
        await world.ImportAsync(Header
            + Row(1, resource: "gpu-1", tags: "{\"model\": \"nobody\"}", account: "acc")
            + Row(2, tags: "{\"Model\": \"MORTGAGE\"}", account: "acc")
            + Row(4, account: "ACC")
            + Row(8, account: "other"));
        Assert.Equal(15m, (await world.EffectiveAsync(subject => subject.AllocatedBy.ToString()))["None"]);

        await world.RuleAsync(new("Accounts", AllocationKind.SubAccount, Entries: [new("acc", new(Team: "Lending"))]));
        await world.RuleAsync(new("Tags", AllocationKind.Tag, TagKey: "model", TagMeaning: TagMeaning.Model));
        await world.RuleAsync(new("Machines", AllocationKind.Resource, Entries: [new("gpu-1", new(Team: "Lending", Environment: "production"))]));

        var by = await world.EffectiveAsync(subject => subject.AllocatedBy.ToString());
        Assert.Equal((1m, 2m, 4m, 8m), (by["Resource"], by["Tag"], by["SubAccount"], by["None"]));
        var tagged = (await world.CellsAsync()).Single(cell => cell.Subject.AllocatedBy == AllocationMethod.Tag).Subject;
        Assert.NotNull(tagged.ModelId);
        Assert.Equal(world.Portal.Team, tagged.TeamId);
        var unallocated = await world.Portal.Get<ChargeList>().ReadAsync(world.Executive, new ChargeListRequest(new ChargeFilter(Unallocated: true)), Ct);
        Assert.Equal(8m, Assert.Single(unallocated.Value.Items).Effective);
        var team = await world.Portal.Get<ChargeList>().ReadAsync(world.Executive, new ChargeListRequest(new ChargeFilter(Team: "lending")), Ct);
        Assert.Equal([1m, 2m, 4m], team.Value.Items.Select(row => row.Effective));

        // Dashboards know things by their ids, and ask for what has none.
        Assert.Equal([1m, 2m, 4m], await OfAsync(new(Team: world.Portal.Team.ToString())));
        Assert.Equal([8m], await OfAsync(new(Team: "none")));
        Assert.Equal([1m, 4m, 8m], await OfAsync(new(Model: "none")));
        Assert.Equal([2m], await OfAsync(new(Team: "lending", Model: tagged.ModelId.ToString(), Environment: "none")));
        Assert.Equal([2m, 4m, 8m], await OfAsync(new(Environment: "none")));
        Assert.Empty(await OfAsync(new(Team: Guid.CreateVersion7().ToString())));

        async Task<IEnumerable<decimal>> OfAsync(ChargeFilter filter) => (await world.Portal.Get<ChargeList>().ReadAsync(world.Executive, new ChargeListRequest(filter), Ct)).Value.Items.Select(row => row.Effective);
    }

    [Theory]
    [InlineData(SplitBy.Even, "10.000000000000001", "5.000000000000001,5")]
    [InlineData(SplitBy.Tokens, "-0.000000000000004", "-0.000000000000003,-0.000000000000001")]
    public async Task Shared_IsSplitToTheLastDecimal(SplitBy by, string cost, string parts)
    {
        await using var world = await StartAsync();
        await AddTeamAsync(world, "Risk");
        await world.RuleAsync(new("Team", AllocationKind.Tag, TagKey: "team", TagMeaning: TagMeaning.Team));
        await world.RuleAsync(new("Platform", AllocationKind.Shared, Match: new SharedMatch(Service: "platform"), SplitBy: by, Sharers: [new(Team: "Lending"), new(Team: "Risk")]));

        await world.ImportAsync(Header
            + Row(1, tags: "{\"team\": \"Lending\"}", tokens: "3000") + Row(1, tags: "{\"team\": \"risk\"}", tokens: "1000")
            + Row(decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture), service: "Platform"));

        var shared = (await world.CellsAsync()).Where(cell => cell.Subject.AllocatedBy == AllocationMethod.Shared).OrderByDescending(cell => Math.Abs(cell.Amounts.Effective)).ToList();
        Assert.Equal(parts.Split(',').Select(part => decimal.Parse(part, System.Globalization.CultureInfo.InvariantCulture)), shared.Select(cell => cell.Amounts.Effective));
        Assert.Equal(world.Portal.Team, shared[0].Subject.TeamId);
        Assert.Equal(1, shared.Sum(cell => cell.Amounts.Rows));
    }

    [Fact]
    public async Task Shared_ByWhatNobodyUsed_StaysUnallocated()
    {
        await using var world = await StartAsync();
        await world.RuleAsync(new("Platform", AllocationKind.Shared, Match: new SharedMatch(Service: "Platform"), SplitBy: SplitBy.Requests, Sharers: [new(Team: "Lending")]));

        await world.ImportAsync(Header + Row(5, service: "Platform"));

        Assert.Equal(5m, (await world.EffectiveAsync(subject => subject.AllocatedBy.ToString()))["None"]);
    }

    [Fact]
    public async Task Preview_SaysWhatARuleWouldCatch_AndChangesNothing()
    {
        await using var world = await StartAsync();
        await world.ImportAsync(Header + Row(4, account: "acc") + Row(3, account: "other"));

        var preview = await world.Portal.Get<AllocationPreview>().ReadAsync(
            world.Executive, new("Accounts", AllocationKind.SubAccount, Entries: [new("acc", new(Team: "Lending"))]), null, Ct);

        var caught = Assert.Single(preview.Value.Caught);
        Assert.Equal(("Lending", 4m, 1), (caught.Target?.Team, caught.Effective, caught.Items));
        var unallocated = await world.Portal.Get<UnallocatedCosts>().ReadAsync(world.Executive, Ct);
        Assert.Equal((7m, 7m), (unallocated.Totals[0].Unallocated.Amount, unallocated.Totals[0].All.Amount));
    }

    public static TheoryData<string, AllocationRuleDraft> Unfit => new()
    {
        { "entries", new("a", AllocationKind.Resource) },
        { "entries", new("a", AllocationKind.Resource, Entries: [new("x", new())]) },
        { "entries", new("a", AllocationKind.SubAccount, Entries: [new("x", new(Team: "Lending")), new("X", new(Team: "Lending"))]) },
        { "target", new("a", AllocationKind.Resource, Entries: [new("x", new(Team: "Nobody"))]) },
        { "tagKey", new("a", AllocationKind.Tag) },
        { "match", new("a", AllocationKind.Shared, Sharers: [new(Team: "Lending")]) },
        { "sharers", new("a", AllocationKind.Shared, Match: new(Service: "x")) },
        { "sharers", new("a", AllocationKind.Shared, Match: new(Service: "x"), Sharers: [new(Environment: "production")]) },
        { "name", new("", AllocationKind.Tag, TagKey: "team") },
        { "kind", new("a", (AllocationKind)9) },
    };

    [Theory, MemberData(nameof(Unfit))]
    public async Task Save_WhatIsNoRule_IsRefusedWithItsField(string field, AllocationRuleDraft draft)
    {
        await using var world = await StartAsync();

        var outcome = await world.Portal.Get<SaveAllocationRule>().RunAsync(world.Executive, new SaveAllocationRuleRequest(draft), Ct);

        Assert.Equal(field, Assert.Single(outcome.Refusal!.Fields).Key);
    }

    [Fact]
    public async Task Save_OlderRevisionOrWithoutTheRole_IsRefused()
    {
        await using var world = await StartAsync();
        var draft = new AllocationRuleDraft("Tags", AllocationKind.Tag, TagKey: "team");
        await world.RuleAsync(draft);
        var rule = Assert.Single((await world.Portal.Get<AllocationRuleList>().ReadAsync(world.Executive, Ct)).Rules);
        var act = world.Portal.Get<SaveAllocationRule>();

        Assert.Equal(RefusalKind.Stale, (await act.RunAsync(world.Executive, new SaveAllocationRuleRequest(draft, rule.Id, rule.Revision + 1), Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await act.RunAsync(world.Portal.As(Role.Auditor), new SaveAllocationRuleRequest(draft, rule.Id, rule.Revision), Ct)).Refusal?.Kind);
        Assert.True((await act.RunAsync(world.Executive, new SaveAllocationRuleRequest(draft with { TagKey = "owner" }, rule.Id, rule.Revision), Ct)).IsOk);
    }

    internal static async Task AddTeamAsync(ChargesWorld world, string name)
    {
        await using var db = world.Portal.Open();
        db.Teams.Add(new Team { TenantId = world.Portal.Tenant, Id = TeamId.New(), Name = name, NormalizedName = Names.Normalize(name) });
        await db.SaveChangesAsync(Ct);
    }
}
