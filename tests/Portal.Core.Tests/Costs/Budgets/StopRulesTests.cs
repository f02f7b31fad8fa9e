using System.Globalization;
using Portal.Core.Costs.Budgets;
using Portal.Core.Costs.Budgets.Stops;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Costs.Budgets;

public sealed class StopRulesTests
{
    private static readonly TeamId s_team = TeamId.New();
    private static readonly ModelId s_model = ModelId.New();
    private static readonly EnvironmentId s_environment = EnvironmentId.New();

    /// <summary>Letters: what the budget is for, and what the request has (t a team, m a model, e an environment, x another of the kind).</summary>
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "tme", true)]
    [InlineData("t", "tme", true)]
    [InlineData("t", "", false)]    // nobody's cost is not the team's
    [InlineData("t", "x", false)]
    [InlineData("tm", "tm", true)]
    [InlineData("tm", "t", false)]
    [InlineData("e", "tme", true)]
    [InlineData("e", "tm", false)]  // where it runs is not said, so it is not counted there
    [InlineData("tme", "tme", true)]
    [InlineData("tme", "xme", false)]
    public void Budget_CoversWhatIsCountedByIt(string budget, string subject, bool covers) => Assert.Equal(covers, StopRules.Covers(Make(budget), Subject(subject)));

    [Fact]
    public void Budget_WithoutAHardStop_OrThatHasEnded_CoversNothing()
    {
        var (soft, ended) = (Make(""), Make(""));
        (soft.HardStop, ended.EndedAt) = (false, DateTimeOffset.UnixEpoch);

        Assert.False(StopRules.Covers(soft, Subject("tme")));
        Assert.False(StopRules.Covers(ended, Subject("tme")));
    }

    [Theory]
    [InlineData(null, 99.99, 99.99, 0.01, false)]
    [InlineData(null, 100, 100, 0, true)]       // what is spent to the last coin is spent
    [InlineData(null, 250, 250, -150, true)]
    [InlineData(null, -5, -5, 105, false)]      // credits
    [InlineData(40.0, 99, 99, 1, false)]        // the bill comes days later: usage counts
    [InlineData(100.0, 20, 100, 0, true)]       // the bill knows more than was metered
    [InlineData(60.0, 60, 60, 40, false)]       // the same money, never added
    [InlineData(-10.0, 0, 0, 100, false)]
    public void Standing_IsTheLargerOfBothViews(double? billed, double metered, double spent, double left, bool stops)
    {
        var standing = Standing("A", new(2026, 4, 1), (decimal?)billed, (decimal)metered);

        Assert.Equal(((decimal)spent, (decimal)left, stops), (standing.Spent, standing.Left, standing.Stops));
    }

    [Fact]
    public void Order_NamesWhatStopsLongestFirst_ThenWhatIsNearestToIt()
    {
        var order = StopRules.InOrder([Standing("Near", new(2026, 4, 1), null, 99), Standing("Far", new(2027, 1, 1), null, 10), Standing("Month", new(2026, 4, 1), null, 300), Standing("Year", new(2027, 1, 1), null, 100)]);

        Assert.Equal(["Year", "Month", "Near", "Far"], order.Select(one => one.Name));
    }

    [Theory]
    [InlineData("2026-03-02T08:00:00Z", "2026-03-02T08:00:05Z")]
    [InlineData("2026-03-31T23:59:58Z", "2026-04-01T00:00:00Z")] // at midnight a period may begin anew
    [InlineData("2026-04-01T01:59:58+02:00", "2026-04-01T00:00:00Z")]
    public void Answer_HoldsForSeconds_AndNotBeyondTheDay(string now, string until) =>
        Assert.Equal(DateTimeOffset.Parse(until, CultureInfo.InvariantCulture), StopRules.HoldsUntil(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));

    private static StopStanding Standing(string name, DateOnly until, decimal? billed, decimal metered) => new(BudgetId.New(), name, BudgetPeriod.Month, until.AddMonths(-1), until, 100, "EUR", billed, metered, []);

    private static StopSubject Subject(string has) => new(
        has.Contains('t', StringComparison.Ordinal) ? s_team : has.Contains('x', StringComparison.Ordinal) ? TeamId.New() : null,
        has.Contains('m', StringComparison.Ordinal) ? s_model : null,
        has.Contains('e', StringComparison.Ordinal) ? s_environment : null);

    private static Budget Make(string isFor) => new()
    {
        TenantId = TenantId.New(),
        Id = BudgetId.New(),
        Name = "A",
        NormalizedName = "A",
        Currency = "EUR",
        Amount = 100,
        Thresholds = [],
        Roles = [],
        OwnerId = MemberId.New(),
        CreatedAt = DateTimeOffset.UnixEpoch,
        HardStop = true,
        TeamId = isFor.Contains('t', StringComparison.Ordinal) ? s_team : null,
        ModelId = isFor.Contains('m', StringComparison.Ordinal) ? s_model : null,
        EnvironmentId = isFor.Contains('e', StringComparison.Ordinal) ? s_environment : null,
    };
}
