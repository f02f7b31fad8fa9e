using Portal.Core.Promotions;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Registry;
using Portal.Web.Promotions.Components;
using Portal.Web.Promotions.FollowUps.Components;
using Portal.Web.Tests.Shell;

namespace Portal.Web.Tests.Promotions;

public sealed class WaivedGatesTests : ShellContext
{
    private static readonly GateVerdict s_failed = new("disparate-impact:afam", "Disparate impact, afam", Verdict.Failed, 0.74, 0.8, true, "", "71.6 % against 96.7 %.", Blocks: true);
    private static readonly OpenException s_exception = new(
        2, VersionId.New(), EnvironmentId.New(), "disparate-impact:afam", "Disparate impact, afam", "A pilot.", new DateTimeOffset(2036, 12, 6, 12, 0, 0, TimeSpan.Zero), 3);

    [Fact]
    public void Of_OnlyWhatBlocks_IsShownAsLetPass()
    {
        GateVerdict[] verdicts = [s_failed, s_failed with { Id = "other" }, s_failed with { Verdict = Verdict.Passed, Blocks = false }];

        Assert.Equal(["A pilot.", null, null], WaivedGates.Of(verdicts, [s_exception, s_exception]).Select(verdict => verdict.ExceptionReason));
        Assert.Equal(verdicts, WaivedGates.Of(verdicts, []));
    }

    [Fact]
    public void Chip_SaysHowManyAndUntilWhen_AndLeadsThere()
    {
        var one = Render<WaivedChip>(p => p.Add(x => x.Exceptions, [s_exception]));
        var two = Render<WaivedChip>(p => p.Add(x => x.Exceptions, [s_exception, s_exception]));
        var past = Render<WaivedChip>(p => p.Add(x => x.Exceptions, [s_exception with { Until = new DateTimeOffset(2001, 12, 6, 12, 0, 0, TimeSpan.Zero) }]));

        Assert.Equal(("1 gate waived until 6 Dec", "/exceptions/F-3"), (one.Find(".chip.waived").TextContent.Trim(), one.Find("a").GetAttribute("href")));
        Assert.Equal(("2 gates waived until 6 Dec", "/exceptions"), (two.Find(".chip.waived").TextContent.Trim(), two.Find("a").GetAttribute("href")));
        Assert.Equal("1 gate waived and overdue since 6 Dec", past.Find(".chip.failed").TextContent.Trim());
        Assert.Empty(Render<WaivedChip>(p => p.Add(x => x.Exceptions, [])).Markup.Trim());
    }
}
