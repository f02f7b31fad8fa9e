using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases.AiAct;

namespace Portal.Core.UseCases;

/// <param name="Revision">Of the use case as the person saw it.</param>
/// <param name="Answers">All of them; what is left out has no answer then.</param>
public sealed record AnswerQuestionnaireRequest(int Number, long Revision, AiActAnswers Answers);

/// <summary>Answers the questionnaire, all of it or a part; the class follows from the answers.</summary>
public sealed class AnswerQuestionnaire(AuditTrail trail)
{
    public async Task<Outcome<AiActVerdict>> RunAsync(Actor actor, AnswerQuestionnaireRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FoundUseCase.FindAsync(unit.Db, request.Number, ct) is not { } found)
        {
            return FoundUseCase.NotFound(request.Number);
        }

        if (unit.Refuses(Permission.ProposeUseCase) is { } forbidden)
        {
            return await unit.RefuseAsync("use-case.answer", found.Subject, forbidden, ct);
        }

        if (request.Revision != found.Case.Revision)
        {
            return Refusal.Stale("This use case");
        }

        if ((UseCaseRules.Refuses(UseCaseAct.Edit, request.Number, found.Case.State) ?? AnswerChecks.Refuses(request.Answers)) is { } refusal)
        {
            return refusal;
        }

        var verdict = AiActRules.Classify(request.Answers);
        var before = Describe(found.Case);
        (found.Case.Answers, found.Case.Class) = (request.Answers, verdict.Class);
        unit.Record("use-case.answered", found.Subject, details: new JsonObject { ["before"] = before, ["after"] = Describe(found.Case) });
        return await unit.CommitAsync(verdict, ct);
    }

    private static JsonObject Describe(UseCase row) => new() { ["answers"] = JsonSerializer.SerializeToNode(row.Answers, JsonText.Options), ["class"] = row.Class?.ToString() };
}
