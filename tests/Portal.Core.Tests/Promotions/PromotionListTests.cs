using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions;

/// <summary>The inbox: filters, and the order by deadline, page after page.</summary>
public sealed class PromotionListTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task ByDeadline_DueFirst_PageAfterPage_WithoutDeadlineLast(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        double?[] hours = [72, 24, null, 48];
        foreach (var due in hours)
        {
            await data.SetPolicyAsync(With(due));
            await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        }

        Assert.Equal([2, 4, 1, 3], await NumbersAsync(data, new PromotionListRequest(new PageRequest(Size: 1)) { Order = PromotionOrder.Deadline }));
        Assert.Equal([4, 3, 2, 1], await NumbersAsync(data, new PromotionListRequest(new PageRequest(Size: 3))));
        Assert.Equal([2, 4], await NumbersAsync(data, new PromotionListRequest(new PageRequest()) { Order = PromotionOrder.Deadline, Due = DeadlineNearness.Soon }));
        data.Portal.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal([2], await NumbersAsync(data, new PromotionListRequest(new PageRequest()) { Due = DeadlineNearness.Late }));
        await data.DecideAsync(2, DecisionVerdict.Reject);
        Assert.Empty(await NumbersAsync(data, new PromotionListRequest(new PageRequest()) { Due = DeadlineNearness.Late }));
        Assert.Equal([4, 1, 3], await NumbersAsync(data, new PromotionListRequest(new PageRequest()) { Order = PromotionOrder.Deadline }));
    }

    [Theory, EveryDatabase]
    public async Task Filters_FindWhatTheySay(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.SetPolicyAsync(With(24));
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        var row = Assert.Single((await ReadAsync(data, new PromotionListRequest(new PageRequest()))).Items);
        Assert.Equal((RiskClass.High, "Model review", data.Portal.Clock.GetUtcNow().AddHours(24)), (row.Risk, Assert.Single(row.Stages).Name, row.DueAt));

        (PromotionListRequest Request, int Count)[] cases =
        [
            (All with { Environment = "PRODUCTION" }, 1),
            (All with { Environment = "development" }, 0),
            (All with { Environment = "nowhere" }, 0),
            (All with { Risk = RiskClass.High }, 1),
            (All with { Risk = RiskClass.Minimal }, 0),
            (All with { Stage = "Model review" }, 1),
            (All with { Stage = "Compliance" }, 0),
            (All with { RequestedBy = data.Scientist.Name.ToUpperInvariant() }, 1),
            (All with { RequestedBy = data.Reviewer.Name }, 0),
        ];
        foreach (var (request, count) in cases)
        {
            Assert.Equal((request, count), (request, (await ReadAsync(data, request)).Items.Count));
        }

        Assert.Equal(["Model review"], await data.Portal.Get<PromotionList>().StageNamesAsync(data.Reviewer, Stop));
    }

    private static PromotionListRequest All => new(new PageRequest());

    private static PolicyRules With(double? hours) => new()
    {
        Gates = [],
        Stages = [new Stage("Model review", Deciders.OfRoles(Role.Reviewer), Deadline: hours is { } due ? new StageDeadline(due) : null)],
    };

    private static async Task<Page<PromotionRow>> ReadAsync(GovernanceData data, PromotionListRequest request) =>
        (await data.Portal.Get<PromotionList>().ReadAsync(data.Reviewer, request, Stop)).Value;

    private static async Task<IReadOnlyList<int>> NumbersAsync(GovernanceData data, PromotionListRequest request)
    {
        var numbers = new List<int>();
        string? after = null;
        do
        {
            var page = await ReadAsync(data, request with { Page = request.Page with { After = after } });
            numbers.AddRange(page.Items.Select(row => row.Number));
            after = page.Next;
        }
        while (after is not null);
        return numbers;
    }
}
