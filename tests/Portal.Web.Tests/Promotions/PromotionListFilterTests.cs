using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Web.Promotions;

namespace Portal.Web.Tests.Promotions;

public sealed class PromotionListFilterTests
{
    [Fact]
    public void Address_SaysWhatIsShown_AndWordsThatNobodyKnowsMeanNothing()
    {
        var filter = new PromotionListFilter(PromotionListFilter.Waiting, "production", " ", "high", "Model review", "late", "a@b.example", "deadline");

        Assert.Equal("/promotions?show=waiting&environment=production&risk=high&stage=Model%20review&due=late&by=a@b.example&sort=deadline", filter.ToUrl());
        var request = filter.ToRequest(new PageRequest());
        Assert.Equal((true, "production", RiskClass.High, DeadlineNearness.Late, PromotionOrder.Deadline), (request.WaitingForMe, request.Environment, request.Risk!.Value, request.Due!.Value, request.Order));
        Assert.Null(request.Model);
        Assert.True(filter.IsNarrowed);
        Assert.Equal("/promotions?show=waiting&sort=deadline", filter.Whole.ToUrl());

        var odd = new PromotionListFilter("sideways", Risk: "huge", Due: "9", Sort: "colour").ToRequest(new PageRequest());
        Assert.Equal((false, false, null, null, PromotionOrder.Newest), (odd.Open, odd.WaitingForMe, odd.Risk, odd.Due, odd.Order));
        Assert.Equal("/promotions", new PromotionListFilter().ToUrl());
    }
}
