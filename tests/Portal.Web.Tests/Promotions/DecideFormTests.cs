using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Promotions;
using Portal.Web.Promotions.Components;
using Portal.Web.Tests.Shell;

namespace Portal.Web.Tests.Promotions;

public sealed class DecideFormTests : ShellContext
{
    private static readonly Refusal s_own = new(RefusalKind.Blocked, "promotion.own-version", "You registered this version, so someone else decides.", "Ask a colleague.");
    private static readonly Refusal s_gates = new(RefusalKind.Blocked, "promotion.gates-open", "P-12 has gates that block it: disparate-impact:afam.", "A compliance officer can let each of them pass.");

    private readonly List<(DecisionVerdict Verdict, string Reason)> _decided = [];
    private int? _stage;

    [Fact]
    public void Form_ForWhoMayDecide_OffersAllThreeWithTheirConsequence()
    {
        var cut = Form(_ => null, live: 2);

        Assert.Equal(["Approve", "Request changes", "Reject"], cut.FindAll(".choice b").Select(title => title.TextContent));
        Assert.Contains("in place of version 2", cut.FindAll(".choice")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Version 2 stays live", cut.FindAll(".choice")[2].TextContent, StringComparison.Ordinal);
        Assert.All(cut.FindAll("input[type=radio]"), radio => Assert.False(radio.HasAttribute("disabled")));
        Assert.Equal("Approve", cut.Find("button[type=submit]").TextContent);
    }

    [Fact]
    public void Form_WithGatesOpen_SaysWhyApprovingIsNotPossible()
    {
        var cut = Form(verdict => verdict == DecisionVerdict.Approve ? s_gates : null);

        var approve = cut.FindAll(".choice")[0];
        Assert.True(approve.QuerySelector("input")!.HasAttribute("disabled"));
        Assert.Contains(s_gates.Sentence, approve.TextContent, StringComparison.Ordinal);
        Assert.Equal("Request changes", cut.Find("button[type=submit]").TextContent);
    }

    [Fact]
    public void Form_ForWhoRegisteredTheVersion_SaysOnceThatSomeoneElseDecides()
    {
        var cut = Form(_ => s_own);

        Assert.Contains(s_own.Sentence, cut.Markup, StringComparison.Ordinal);
        Assert.Empty(cut.FindAll("form"));
    }

    [Fact]
    public void Submit_WithoutAReason_AsksForItBesideTheField()
    {
        var cut = Form(_ => null);

        cut.Find("form").Submit();

        Assert.Contains("Write why", cut.Find(".field .error").TextContent, StringComparison.Ordinal);
        Assert.Empty(_decided);
    }

    [Fact]
    public void Submit_WithAChoiceAndAReason_Decides()
    {
        var cut = Form(_ => null);

        cut.FindAll("input[type=radio]")[2].Change(true);
        cut.Find("textarea").Change("  The gap is too large. ");
        cut.Find("form").Submit();

        Assert.Equal([(DecisionVerdict.Reject, "The gap is too large.")], _decided);
    }

    [Fact]
    public void Submit_ThatIsRefused_KeepsWhatWasTypedAndSaysWhy()
    {
        var stale = Refusal.Stale("The evidence");
        var cut = Form(_ => null, answer: stale);

        cut.Find("textarea").Change("Good enough.");
        cut.Find("form").Submit();

        Assert.Contains(stale.Sentence, cut.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Good enough.", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Form_WithSeveralStages_LetsChooseAndSaysInWhosePlace()
    {
        var cut = Form(_ => null, seats: [new OpenSeat(0, "Model review", null), new OpenSeat(1, "Compliance", "Nora")]);

        Assert.Equal(["Model review", "Compliance, in the place of Nora"], cut.FindAll("select option").Select(option => option.TextContent));
        cut.Find("select").Change("1");
        Assert.Contains("Your name is kept beside that of Nora", cut.Markup, StringComparison.Ordinal);
        cut.Find("textarea").Change("Fine.");
        cut.Find("form").Submit();
        Assert.Equal(1, _stage);
    }

    [Fact]
    public void Form_WithAnOldSignIn_AsksToConfirmItAndDecidesNothing()
    {
        Services.AddSingleton<AntiforgeryStateProvider, NoAntiforgery>();
        var cut = Form(_ => null, unsigned: new Refusal(RefusalKind.Blocked, PromotionRules.SignInAgain, "The policy asks deciders to confirm their sign-in within 10 minutes of signing."));

        var confirm = cut.Find("form[action='/sign-in/confirm']");
        Assert.Equal("/promotions/P-12", confirm.QuerySelector("input[name=from]")!.GetAttribute("value"));
        Assert.Contains("within 10 minutes", cut.Markup, StringComparison.Ordinal);
        Assert.True(cut.FindAll("button").Single(button => button.TextContent == "Approve").HasAttribute("disabled"));
    }

    [Fact]
    public void Submit_WithASignInThatGrewOld_KeepsWhatWasTypedAndOffersToConfirmIt()
    {
        Services.AddSingleton<AntiforgeryStateProvider, NoAntiforgery>();
        var cut = Form(_ => null, answer: new Refusal(RefusalKind.Blocked, PromotionRules.SignInAgain, "The policy asks deciders to confirm their sign-in within 15 minutes of signing."));

        cut.Find("textarea").Change("Good enough.");
        cut.Find("form").Submit();

        Assert.Equal("/promotions/P-12", cut.Find("form[action='/sign-in/confirm'] input[name=from]").GetAttribute("value"));
        Assert.Contains("Good enough.", cut.Markup, StringComparison.Ordinal);
        Assert.Empty(cut.FindAll("[role=alert]"));
        Assert.True(cut.FindAll("button").Single(button => button.TextContent == "Approve").HasAttribute("disabled"));
    }

    private sealed class NoAntiforgery : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }

    private IRenderedComponent<DecideForm> Form(
        Func<DecisionVerdict, Refusal?> refuses, int? live = null, Refusal? answer = null, IReadOnlyList<OpenSeat>? seats = null, Refusal? unsigned = null) => Render<DecideForm>(parameters => parameters
        .Add(form => form.Refuses, refuses)
        .Add(form => form.Environment, "production")
        .Add(form => form.Live, live)
        .Add(form => form.Seats, seats ?? [])
        .Add(form => form.Unsigned, unsigned)
        .Add(form => form.From, "/promotions/P-12")
        .Add(form => form.Decide, (draft, _) =>
        {
            _decided.Add((draft.Verdict, draft.Reason));
            _stage = draft.Stage;
            return Task.FromResult(answer is null ? (Outcome<PromotionState>)PromotionState.Approved : answer);
        }));
}
