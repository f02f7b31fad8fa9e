using Portal.Web.Shell;

namespace Portal.Web.Tests.Shell;

public sealed class NavigationPlanTests
{
    private static readonly NavigationEntry[] s_entries =
    [
        .. new[] { "home", "models", "datasets", "promotions", "policies", "audit", "members", "tokens", "environments", "freezes" }.Select(key => new NavigationEntry(key, key, "/" + key, "home")),
    ];

    [Theory]
    [InlineData("DataScientist", "Build", "models")]
    [InlineData("Reviewer", "Decide", "promotions")]
    [InlineData("ComplianceOfficer", "Decide", "promotions")]
    [InlineData("Auditor", "Prove", "audit")]
    [InlineData("Executive", "Account for", "audit")]
    public void For_ARole_BeginsWithWhatItsPeopleDo(string role, string group, string first)
    {
        var plan = NavigationPlan.For([role], s_entries);

        Assert.Null(plan[0].Label);
        Assert.Equal(group, plan[1].Label);
        Assert.Equal(first, plan[1].Entries[0].Key);
    }

    [Theory]
    [InlineData("DataScientist", "Run")]
    [InlineData("Reviewer", "Decide")]
    [InlineData("ComplianceOfficer", "Decide")]
    [InlineData("Auditor", "Look into")]
    [InlineData("Executive", "Watch")]
    public void For_EveryRole_LeadsToTheChangeFreezes(string role, string group) =>
        Assert.Contains(NavigationPlan.For([role], s_entries).Single(shown => shown.Label == group).Entries, entry => entry.Key == "freezes");

    [Fact]
    public void For_AnAdministrator_EndsWithTheAdministrationOnce()
    {
        var plan = NavigationPlan.For(["Reviewer", "TenantAdministrator"], s_entries);

        Assert.Equal("Manage", plan[^1].Label);
        Assert.Contains(plan[^1].Entries, entry => entry.Key == "members");
        Assert.Equal(plan.SelectMany(group => group.Entries).Count(), plan.SelectMany(group => group.Entries).Distinct().Count());
    }

    [Fact]
    public void For_AnyRole_HidesPlacesWithoutAPage() =>
        Assert.DoesNotContain(NavigationPlan.For(["DataScientist"], s_entries).SelectMany(group => group.Entries), entry => entry.Key is "costs" or "monitoring" or "members");

    [Fact]
    public void For_ARoleWithoutTheRight_HidesPagesThatWouldOnlyRefuse()
    {
        NavigationEntry[] entries = [new("home", "Home", "/", "home"), new("audit", "Audit", "/audit", "audit", Portal.Core.Tenancy.Permission.ReadAudit)];

        Assert.DoesNotContain(NavigationPlan.For(["DataScientist"], entries).SelectMany(group => group.Entries), entry => entry.Key == "audit");
        Assert.Contains(NavigationPlan.For(["ComplianceOfficer"], entries).SelectMany(group => group.Entries), entry => entry.Key == "audit");
    }

    [Fact]
    public void For_NoRole_IsHomeAlone() => Assert.Equal("home", Assert.Single(Assert.Single(NavigationPlan.For([], s_entries)).Entries).Key);
}
