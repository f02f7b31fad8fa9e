using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;
using Portal.Core.UseCases.AiAct;

namespace Portal.Core.Tests.UseCases;

/// <summary>A portal with people who propose use cases and people who vote on them.</summary>
internal sealed class UseCaseWorld(TestPortal portal) : IAsyncDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Nothing of the Act applies.</summary>
    public static AiActAnswers Harmless { get; } = new([], false, [], Transparency: [], GeneralPurpose: GeneralPurposePart.None);

    public static AiActAnswers Credit { get; } = Harmless with { Areas = [HighRiskArea.EssentialServices], Profiling = false, Exception = HighRiskException.None };

    public static UseCaseDraft Draft { get; } = new(
        "Mortgage decisions", "Proposes to approve or deny an application; a clerk decides.", "Lending", 12_000, 84_000m, 6_300.50m, "EUR", DataClassification.Personal, [], "Applications on paper.",
        "Everybody who applies for a mortgage.");

    public TestPortal Portal => portal;

    public Actor Scientist => portal.As(Role.DataScientist);

    public Actor Reviewer => portal.As(Role.Reviewer);

    public Actor Officer => portal.As(Role.ComplianceOfficer);

    public static async Task<UseCaseWorld> StartAsync(DatabaseProviderName provider = DatabaseProviderName.Sqlite) => new(await TestPortal.StartAsync(provider));

    public async Task<int> CreateAsync(UseCaseDraft? draft = null, Actor? actor = null) => (await portal.Get<CreateUseCase>().RunAsync(actor ?? Scientist, draft ?? Draft, Ct)).Value.Number;

    public async Task<Outcome<AiActVerdict>> AnswerAsync(int number, AiActAnswers answers) =>
        await portal.Get<AnswerQuestionnaire>().RunAsync(Scientist, new AnswerQuestionnaireRequest(number, (await ViewAsync(number)).Revision, answers), Ct);

    public async Task<Outcome<int>> SubmitAsync(int number, Actor? actor = null) =>
        await portal.Get<SubmitUseCase>().RunAsync(actor ?? Scientist, new SubmitUseCaseRequest(number, (await ViewAsync(number)).Revision, "The third try."), Ct);

    /// <summary>Proposed, answered and before the board.</summary>
    public async Task<int> SubmittedAsync(AiActAnswers? answers = null)
    {
        var number = await CreateAsync();
        Assert.Null((await AnswerAsync(number, answers ?? Credit)).Refusal);
        Assert.Null((await SubmitAsync(number)).Refusal);
        return number;
    }

    public async Task<int> ApprovedAsync(AiActAnswers? answers = null)
    {
        var number = await SubmittedAsync(answers);
        await VoteAsync(number, Reviewer);
        Assert.Equal(UseCaseState.Approved, (await VoteAsync(number, Officer)).Value);
        return number;
    }

    public async Task<Outcome<UseCaseState>> VoteAsync(int number, Actor actor, BoardVerdict verdict = BoardVerdict.Approve, string? digest = null, params string[] conditions) =>
        await portal.Get<CastVote>().RunAsync(
            actor, new CastVoteRequest(number, verdict, "As discussed.", digest ?? await DigestAsync(number), conditions), Ct);

    public async Task<UseCaseView> ViewAsync(int number, Actor? actor = null) => (await portal.Get<UseCaseDetail>().FindAsync(actor ?? Scientist, number, Ct)).Value;

    public async Task<IReadOnlyList<string>> TrailAsync()
    {
        await using var db = portal.Open();
        return await db.AuditEntries.OrderBy(entry => entry.Sequence).Where(entry => entry.Action.StartsWith("use-case.") || entry.Action.StartsWith("board.")).Select(entry => entry.Action).ToListAsync(Ct);
    }

    public async Task<IReadOnlyList<string>> ToldAsync()
    {
        await using var db = portal.Open();
        return await db.Outbox.OrderBy(message => message.CreatedAt).Where(message => message.Kind.StartsWith("use-case.")).Select(message => message.Kind).ToListAsync(Ct);
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private async Task<string> DigestAsync(int number) => (await ViewAsync(number)).Sessions is [var newest, ..] ? newest.CaseDigest : "";
}
