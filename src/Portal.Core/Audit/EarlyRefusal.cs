using Portal.Core.Tenancy;

namespace Portal.Core.Audit;

public static class EarlyRefusal
{
    /// <summary>
    /// Asks for a permission before an act does what takes long (takes a file, runs a process), with the roles of this moment, so that
    /// nobody spends the machine who may not. The act asks again inside its own unit of work.
    /// </summary>
    public static async Task<Refusal?> RefusesAsync(this AuditTrail trail, Actor actor, Permission permission, string action, AuditSubject subject, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        return unit.Refuses(permission) is { } refusal ? await unit.RefuseAsync(action, subject, refusal, ct) : null;
    }
}
