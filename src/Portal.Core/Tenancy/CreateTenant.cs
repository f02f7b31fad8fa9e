using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

/// <summary>An operator's act: makes an organisation with its audit chain and one team.</summary>
public sealed class CreateTenant(TenantDirectory directory, AuditTrail trail, PortalDatabase database, TimeProvider clock)
{
    /// <returns>The new tenant, or a refusal when the name is not fit or taken.</returns>
    public async Task<Outcome<TenantId>> RunAsync(string name, string firstTeam, CancellationToken ct)
    {
        if ((Names.RefusesText("name", name) ?? Names.RefusesText("team", firstTeam)) is { } refusal)
        {
            return refusal;
        }

        var tenant = new Tenant { Id = TenantId.New(), Name = name.Trim(), NormalizedName = Names.Normalize(name), CreatedAt = clock.GetUtcNow() };
        try
        {
            await directory.InsertAsync(tenant, ct);
        }
        catch (DbUpdateException exception) when (database.IsDuplicateKey(exception))
        {
            return new Refusal(RefusalKind.Conflict, "tenant.taken", $"There is a tenant called {tenant.Name} already.", "Choose another name.");
        }

        await using var unit = await trail.BeginAsync(Actor.ForCommand(tenant.Id, "tenant create"), ct);
        unit.Db.Teams.Add(new Team { TenantId = tenant.Id, Id = TeamId.New(), Name = firstTeam.Trim(), NormalizedName = Names.Normalize(firstTeam) });
        unit.Record("tenant.created", new AuditSubject("tenant", tenant.Id.ToString(), tenant.Name));
        return await unit.CommitAsync(tenant.Id, ct);
    }
}
