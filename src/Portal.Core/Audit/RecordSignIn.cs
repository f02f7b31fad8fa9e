using System.Text.Json.Nodes;
using Portal.Core.Tenancy;

namespace Portal.Core.Audit;

public enum SignInEvent
{
    SignedIn,
    Refused,
}

/// <summary>Puts sign-ins and refused sign-ins into the trail of the tenant that they concern.</summary>
public sealed class RecordSignIn(AuditTrail trail)
{
    /// <param name="method">How: <c>demo</c>, <c>openid-connect</c>, <c>token</c>.</param>
    /// <param name="why">For a refusal: the sentence that the person saw.</param>
    public async Task RunAsync(Actor actor, SignInEvent what, string method, string? why, CancellationToken ct)
    {
        var action = what switch
        {
            SignInEvent.SignedIn => "member.signed-in",
            SignInEvent.Refused => "member.sign-in.refused",
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
        await using var unit = await trail.BeginAsync(actor, ct);
        unit.Record(action, new AuditSubject("member", actor.Member?.ToString() ?? "", actor.Name), why, new JsonObject { ["method"] = method });
        await unit.CommitAsync(default(Done), ct);
    }
}
