using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;
using Portal.Core.UseCases.AiAct;
using Portal.Web.Registry;
using Portal.Web.UseCases;

namespace Portal.Web.Tests.UseCases;

public sealed class UseCasePagesTests : PageContext
{
    private static readonly AiActAnswers s_harmless = new([], false, [], Transparency: [], GeneralPurpose: GeneralPurposePart.None);

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void List_WithoutUseCases_ExplainsAndLetsTheScientistBegin()
    {
        SignIn(Portal.As(Role.DataScientist));

        var cut = Render<UseCasesPage>();

        cut.WaitForAssertion(() => Assert.Contains("No use case yet", cut.Markup, StringComparison.Ordinal));
        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("a[href='/use-cases/new']")));
        cut.WaitForAssertion(() => Assert.Contains("2 votes for or against decide", cut.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Set quorum", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ShowsWhatTheAddressAsksFor()
    {
        await SubmittedAsync(s_harmless);
        await CreateAsync("Letters");
        SignIn(Portal.As(Role.Auditor));
        Navigation.NavigateTo("/use-cases?state=submitted");

        var cut = Render<UseCasesPage>();

        cut.WaitForAssertion(() => Assert.Equal("U-1 Mortgage decisions", Assert.Single(cut.FindAll("td a.strong")).TextContent));
        Assert.Empty(cut.FindAll("a[href='/use-cases/new']"));
        Navigation.NavigateTo("/use-cases?show=waiting");
        cut.WaitForAssertion(() => Assert.Contains("your roles do not", cut.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Board_ForAnOfficer_GetsAnotherQuorumWithAReason()
    {
        SignIn(Portal.As(Role.ComplianceOfficer));
        var cut = Render<UseCasesPage>();
        cut.WaitForAssertion(() => Assert.Contains("Set quorum", cut.Markup, StringComparison.Ordinal));

        cut.FindAll("button").Single(button => button.TextContent.Contains("Set quorum", StringComparison.Ordinal)).Click();
        cut.WaitForElement("dialog input").Change("3");
        cut.WaitForElement("dialog textarea").Change("We are three.");
        cut.WaitForElement("dialog form").Submit();

        cut.WaitForAssertion(() => Assert.Contains("3 votes for or against decide", cut.Markup, StringComparison.Ordinal));
        Assert.Equal(3, (await Portal.Get<BoardDetail>().FindAsync(Portal.As(Role.Auditor), Ct)).Quorum);
    }

    [Fact]
    public void New_FilledIn_MakesADraft()
    {
        SignIn(Portal.As(Role.Executive));
        var cut = Render<UseCaseFormPage>();
        cut.WaitForElement("form");

        cut.FindAll("input")[0].Change("Mortgage decisions");
        cut.FindAll("textarea")[0].Change("Proposes to approve or deny.");
        cut.FindAll("textarea")[1].Change("Applicants.");
        foreach (var (at, value) in cut.FindAll("input[type=number]").Select((_, at) => (at, new[] { "2400", "86000", "7250.50" }[at])).ToList())
        {
            cut.FindAll("input[type=number]")[at].Change(value);
        }

        cut.Find("form").Submit();

        cut.WaitForAssertion(() => Assert.EndsWith("/use-cases/U-1", Navigation.Uri, StringComparison.Ordinal));
    }

    [Fact]
    public void New_AskedByAnAuditor_SaysWhoMay()
    {
        SignIn(Portal.As(Role.Auditor));

        var cut = Render<UseCaseFormPage>();

        cut.WaitForAssertion(() => Assert.Contains("data scientist", cut.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll("form"));
    }

    [Fact]
    public async Task Draft_IsAnsweredOnItsPage_AndItsClassFollowsWhileItIsAnswered()
    {
        await CreateAsync();
        SignIn(Portal.As(Role.DataScientist));
        var cut = One("U-1");
        cut.WaitForAssertion(() => Assert.Contains("5 questions of the questionnaire have no answer yet.", cut.Markup, StringComparison.Ordinal));
        Assert.Contains("Each EUR 1.00 spent is expected to bring EUR 12.00.", cut.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Submit to the board", cut.Markup, StringComparison.Ordinal);

        cut.FindAll("button").Single(button => button.TextContent.Contains("Answer the questionnaire", StringComparison.Ordinal)).Click();
        cut.WaitForElement("fieldset.question");
        Check(cut, "It scores people");
        cut.WaitForAssertion(() => Assert.Contains("Art. 5 forbids it", cut.Markup, StringComparison.Ordinal));
        foreach (var none in Enumerable.Range(0, 3))
        {
            cut.FindAll("fieldset.question label.check").Where(label => label.TextContent.Trim().StartsWith("None of these.", StringComparison.Ordinal)).ElementAt(none).QuerySelector("input")!.Change(true);
        }

        cut.FindAll("fieldset.question label.choice").Single(label => label.TextContent.Trim().StartsWith("No", StringComparison.Ordinal) && !label.TextContent.Trim().StartsWith("Nothing", StringComparison.Ordinal)).QuerySelector("input")!.Change("no");
        cut.FindAll("fieldset.question label.choice").Single(label => label.TextContent.Trim().StartsWith("Nothing", StringComparison.Ordinal)).QuerySelector("input")!.Change("None");
        cut.Find("form:has(fieldset.question)").Submit();

        cut.WaitForAssertion(() => Assert.Contains("it can be submitted to the board", cut.Markup, StringComparison.Ordinal));
        cut.WaitForAssertion(() => Assert.Contains("Minimal risk", cut.Find("h1").TextContent, StringComparison.Ordinal));
        cut.FindAll("button").Single(button => button.TextContent.Contains("Submit to the board", StringComparison.Ordinal)).Click();
        cut.WaitForElement("dialog form").Submit();
        cut.WaitForAssertion(() => Assert.Contains("Before the board", cut.Find("h1").TextContent, StringComparison.Ordinal));
        Assert.Contains("Submitted by you", cut.Find(".line").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vote_ThatCompletesTheQuorum_DecidesOnThePage()
    {
        await SubmittedAsync(s_harmless);
        await VoteAsync(Portal.As(Role.Reviewer));
        SignIn(Portal.As(Role.ComplianceOfficer));
        var cut = One("U-1");
        cut.WaitForAssertion(() => Assert.Contains("Decides: approved.", cut.FindAll(".choice")[0].TextContent, StringComparison.Ordinal));
        Assert.Contains("1 of 2 votes are cast; one more is needed.", cut.Find(".notice").TextContent, StringComparison.Ordinal);

        Form(cut, "Your vote").Submit();
        cut.WaitForAssertion(() => Assert.Contains("Write why", cut.Find(".error").TextContent, StringComparison.Ordinal));
        cut.FindAll("section.card textarea")[0].Change("Worth it.");
        cut.FindAll("section.card textarea")[1].Change("A clerk reads it.\n\nReviewed in a year.");
        Form(cut, "Your vote").Submit();

        cut.WaitForAssertion(() => Assert.Contains("Approved under 2 conditions.", cut.Find(".notice").TextContent, StringComparison.Ordinal));
        Assert.Equal(["A clerk reads it.", "Reviewed in a year."], cut.FindAll("section.card h3 + ul.bullets li").Select(item => item.TextContent));
        Assert.Empty(cut.FindAll(".choice"));
    }

    [Fact]
    public async Task Vote_OnWhatIsProhibited_CannotApprove()
    {
        await SubmittedAsync(s_harmless with { Practices = [ProhibitedPractice.SocialScoring] });
        SignIn(Portal.As(Role.Reviewer));

        var cut = One("U-1");

        cut.WaitForElement(".choice");
        Assert.True(cut.FindAll(".choice")[0].QuerySelector("input")!.HasAttribute("disabled"));
        Assert.Contains("what Art. 5 of the EU AI Act forbids", cut.FindAll(".choice")[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("Request changes", cut.Find("button.wide").TextContent);
    }

    [Fact]
    public async Task WhoSubmitted_IsToldThatOthersVote()
    {
        var proposer = await Portal.AddMemberAsync("proposer", Enum.GetValues<Role>());
        await SubmittedAsync(s_harmless, proposer);
        SignIn(proposer);

        var cut = One("u-1");

        cut.WaitForAssertion(() => Assert.Contains("You submitted it, so others vote on U-1.", cut.Markup, StringComparison.Ordinal));
        Assert.Empty(cut.FindAll(".choice"));
    }

    [Fact]
    public async Task Minutes_AreWrittenByWhoSitsOnTheBoard()
    {
        await SubmittedAsync(s_harmless);
        await VoteAsync(Portal.As(Role.Reviewer));
        SignIn(Portal.As(Role.Executive));
        var cut = One("U-1");
        cut.WaitForElement("button[aria-label='Write minutes of session 1']").Click();

        cut.WaitForElement("dialog textarea").Change("The cost was doubted.");
        Assert.True(cut.FindAll("dialog label.check").Single(label => label.TextContent.Trim().StartsWith("Reviewer", StringComparison.Ordinal)).QuerySelector("input")!.HasAttribute("disabled"));
        cut.WaitForElement("dialog form").Submit();

        cut.WaitForAssertion(() => Assert.Contains("Present: Reviewer.", cut.Markup, StringComparison.Ordinal));
        Assert.Contains("The cost was doubted.", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_IsAssignedOnThePage_AndItsOwnPageLeadsBack()
    {
        await Portal.CreateModelAsync("loans", null, Ct, risk: RiskClass.Minimal);
        await CreateAsync();
        SignIn(Portal.As(Role.DataScientist));
        var cut = One("U-1");
        cut.WaitForElement("form.gate-add select").Change("loans");
        cut.Find("form.gate-add").Submit();

        cut.WaitForAssertion(() => Assert.NotEmpty(cut.FindAll("a[href='/models/loans']")));
        var model = Render<ModelPage>(parameters => parameters.Add(page => page.Name, "loans"));
        model.WaitForAssertion(() => Assert.Contains("U-1 Mortgage decisions", model.Find("a[href='/use-cases/U-1']").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void One_ThatIsNotThere_SaysSo()
    {
        SignIn(Portal.As(Role.DataScientist));

        var cut = One("U-99");

        cut.WaitForAssertion(() => Assert.Contains("Nothing is here", cut.Markup, StringComparison.Ordinal));
    }

    private static void Check(IRenderedComponent<UseCasePage> cut, string label) =>
        cut.FindAll("label.check").Single(one => one.TextContent.Trim().StartsWith(label, StringComparison.Ordinal)).QuerySelector("input")!.Change(true);

    private static AngleSharp.Dom.IElement Form(IRenderedComponent<UseCasePage> cut, string card) =>
        cut.FindAll("section.card").Single(section => section.QuerySelector("h2")?.TextContent == card).QuerySelector("form")!;

    private IRenderedComponent<UseCasePage> One(string number) => Render<UseCasePage>(parameters => parameters.Add(page => page.Number, number));

    private async Task CreateAsync(string title = "Mortgage decisions", Actor? actor = null) => Assert.Null((await Portal.Get<CreateUseCase>().RunAsync(
        actor ?? Portal.As(Role.DataScientist),
        new UseCaseDraft(title, "Proposes to approve or deny.", "Lending", 2400, 84_000m, 7_000m, "EUR", DataClassification.Personal, [], "Paper.", "Applicants."), Ct)).Refusal);

    private async Task SubmittedAsync(AiActAnswers answers, Actor? actor = null)
    {
        actor ??= Portal.As(Role.DataScientist);
        await CreateAsync(actor: actor);
        Assert.Null((await Portal.Get<AnswerQuestionnaire>().RunAsync(actor, new AnswerQuestionnaireRequest(1, 0, answers), Ct)).Refusal);
        Assert.Null((await Portal.Get<SubmitUseCase>().RunAsync(actor, new SubmitUseCaseRequest(1, 1), Ct)).Refusal);
    }

    private async Task VoteAsync(Actor actor)
    {
        var open = (await Portal.Get<UseCaseDetail>().FindAsync(actor, 1, Ct)).Value.Open!;
        Assert.Null((await Portal.Get<CastVote>().RunAsync(actor, new CastVoteRequest(1, BoardVerdict.Approve, "Fine.", open.CaseDigest), Ct)).Refusal);
    }
}
