using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.UseCases;

/// <param name="Revision">Of the settings as the person saw them.</param>
/// <param name="Reason">Why; kept in the trail.</param>
public sealed record EditBoardRequest(long Revision, int Quorum, string Reason);

/// <summary>Sets how many votes the board needs, from the next session on: those that are open keep theirs.</summary>
public sealed class EditBoard(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EditBoardRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var subject = new AuditSubject("board", actor.Tenant.ToString(), "review board");
        if (unit.Refuses(Permission.EditPolicy) is { } forbidden)
        {
            return await unit.RefuseAsync("board.edit", subject, forbidden, ct);
        }

        var settings = await unit.Db.BoardSettings.SingleOrDefaultAsync(ct);
        if (request.Revision != BoardDetail.RevisionOf(settings))
        {
            return Refusal.Stale("The board");
        }

        if ((BoardRules.RefusesQuorum(request.Quorum) ?? Storage.Texts.RefusesReason(request.Reason)) is { } invalid)
        {
            return invalid;
        }

        var before = settings?.Quorum ?? BoardSettings.DefaultQuorum;
        if (settings is null)
        {
            unit.Db.BoardSettings.Add(new BoardSettings { TenantId = actor.Tenant, Quorum = request.Quorum });
        }
        else
        {
            settings.Quorum = request.Quorum;
        }

        unit.Record("board.edited", subject, request.Reason.Trim(), new JsonObject { ["before"] = before, ["after"] = request.Quorum });
        return await unit.CommitAsync(default(Done), ct);
    }
}
