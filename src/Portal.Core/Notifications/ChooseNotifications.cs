using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Notifications;

/// <param name="NotByMail">Kinds that shall not come by mail.</param>
/// <param name="Digest">One mail a day, instead of one for each.</param>
/// <param name="Revision">Of the choices as the member saw them; 0 for none made yet.</param>
public sealed record ChooseNotificationsRequest(IReadOnlyList<string> NotByMail, bool Digest, long Revision);

/// <summary>A member chooses what comes by mail. In the product everything is told.</summary>
public sealed class ChooseNotifications(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, ChooseNotificationsRequest request, CancellationToken ct)
    {
        if (actor.Member is not { } member || actor.IsRunner)
        {
            return new Refusal(RefusalKind.Forbidden, "notifications.person", "Only a member chooses what comes to them.");
        }

        if (NotificationKinds.Refuses(request.NotByMail) is { } invalid)
        {
            return invalid;
        }

        await using var unit = await trail.BeginAsync(actor, ct);
        var choice = await unit.Db.NotificationChoices.SingleOrDefaultAsync(row => row.MemberId == member, ct);
        if (request.Revision != NotificationList.RevisionOf(choice))
        {
            return Refusal.Stale("What comes to you by mail");
        }

        IReadOnlyList<string> kinds = [.. request.NotByMail.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (choice is null)
        {
            unit.Db.NotificationChoices.Add(new NotificationChoice { TenantId = actor.Tenant, MemberId = member, NotByMail = kinds, Digest = request.Digest });
        }
        else
        {
            (choice.NotByMail, choice.Digest) = (kinds, request.Digest);
        }

        unit.Record("notification.chosen", new AuditSubject("member", member.ToString(), unit.Actor.Name), details: new JsonObject
        {
            ["notByMail"] = new JsonArray([.. kinds.Select(kind => JsonValue.Create(kind))]),
            ["digest"] = request.Digest,
        });
        return await unit.CommitAsync(default(Done), ct);
    }
}
