using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;
using Portal.Core.UseCases.AiAct;

namespace Portal.Web.Demo;

/// <summary>
/// What a demo tenant wants AI for: its scientist proposes, answers and submits, and its board votes, through the acts of the pages. What
/// was submitted once stays as people have brought it.
/// </summary>
public sealed partial class DemoUseCases(
    PortalDatabase database, DemoMembers members, UseCaseDetail detail, CreateUseCase create, AssignModel assign, AnswerQuestionnaire answer, SubmitUseCase submit, CastVote vote, WriteMinutes write,
    ILogger<DemoUseCases> log)
{
    public async Task RunAsync(TenantRow tenant, DemoTenant plan, CancellationToken ct)
    {
        foreach (var useCase in plan.UseCases ?? [])
        {
            if (await TellAsync(tenant, useCase, ct) is { } refusal)
            {
                Log.Ended(log, tenant.Name, useCase.Title, refusal.Sentence);
            }
        }
    }

    private async Task<Refusal?> TellAsync(TenantRow tenant, DemoUseCase plan, CancellationToken ct)
    {
        var scientist = await members.WithAsync(Role.DataScientist, tenant, ct);
        if (await NumberAsync(tenant, plan, ct) is null && (await create.RunAsync(scientist, plan.ToDraft(), ct)).Refusal is { } refused)
        {
            return refused;
        }

        var number = (await NumberAsync(tenant, plan, ct))!.Value;
        return await PrepareAsync(scientist, number, plan, ct) ?? await VotesAsync(tenant, number, plan, ct) ?? await MinutesAsync(tenant, number, plan, ct);
    }

    private async Task<Refusal?> PrepareAsync(Actor scientist, int number, DemoUseCase plan, CancellationToken ct)
    {
        var view = (await detail.FindAsync(scientist, number, ct)).Value;
        if (view.Answers == AiActAnswers.None)
        {
            foreach (var model in plan.Models.Where(model => view.Models.All(one => one.Name != model)))
            {
                if ((await assign.RunAsync(scientist, new AssignModelRequest(number, model), ct)).Refusal is { } unfit)
                {
                    return unfit;
                }
            }

            if ((await answer.RunAsync(scientist, new AnswerQuestionnaireRequest(number, view.Revision, plan.Answers), ct)).Refusal is { } wrong)
            {
                return wrong;
            }

            view = (await detail.FindAsync(scientist, number, ct)).Value;
        }

        return view.State == UseCaseState.Draft && view.Sessions.Count == 0 ? (await submit.RunAsync(scientist, new SubmitUseCaseRequest(number, view.Revision, plan.Note), ct)).Refusal : null;
    }

    private async Task<Refusal?> VotesAsync(TenantRow tenant, int number, DemoUseCase plan, CancellationToken ct)
    {
        foreach (var planned in plan.Votes)
        {
            var voter = await members.WithAsync(planned.Role, tenant, ct);
            if ((await detail.FindAsync(voter, number, ct)).Value is { Open: { Number: 1 } open, May.Vote: null }
                && (await vote.RunAsync(voter, new CastVoteRequest(number, planned.Verdict, planned.Reason, open.CaseDigest, planned.Conditions), ct)).Refusal is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private async Task<Refusal?> MinutesAsync(TenantRow tenant, int number, DemoUseCase plan, CancellationToken ct)
    {
        var writer = await members.WithAsync(Role.ComplianceOfficer, tenant, ct);
        return plan.Minutes is { } minutes && (await detail.FindAsync(writer, number, ct)).Value.Sessions is [.., { Minutes: null, Outcome: not null } first]
            ? (await write.RunAsync(writer, new WriteMinutesRequest(number, first.Number, first.Revision, minutes, [writer.Name]), ct)).Refusal
            : null;
    }

    private async Task<int?> NumberAsync(TenantRow tenant, DemoUseCase plan, CancellationToken ct)
    {
        await using var db = database.Open(tenant.Id);
        return await db.UseCases.Where(row => row.Title == plan.Title).OrderBy(row => row.Number).Select(row => (int?)row.Number).FirstOrDefaultAsync(ct);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3105, Level = LogLevel.Warning, Message = "The use case {Title} of {Tenant} ended: {Sentence}")]
        public static partial void Ended(ILogger logger, string tenant, string title, string sentence);
    }
}
