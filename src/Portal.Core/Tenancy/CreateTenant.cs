using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

/// <param name="Team">The first team.</param>
/// <param name="Administrator">The e-mail address of the first tenant administrator; null when members are added later.</param>
public sealed record CreateTenantRequest(string Name, string Team, string? Administrator = null);

/// <summary>An operator's act: makes an organisation with its audit chain, one team and its first administrator, all at once or not at all.</summary>
public sealed class CreateTenant(TenantDirectory directory, PortalDatabase database, TimeProvider clock)
{
    /// <returns>The new tenant, or a refusal when something is not fit or the name is taken.</returns>
    public async Task<Outcome<TenantId>> RunAsync(CreateTenantRequest request, CancellationToken ct)
    {
        var administrator = request.Administrator is { } email ? new AddMemberRequest(email, email, MemberKind.Person, [Role.TenantAdministrator]) : null;
        if ((Names.RefusesText("name", request.Name) ?? Names.RefusesText("team", request.Team) ?? (administrator is null ? null : AddMember.Refuses(administrator))) is { } refusal)
        {
            return refusal;
        }

        var now = KeptInstant.Of(clock.GetUtcNow());
        var tenant = new Tenant { Id = TenantId.New(), Name = request.Name.Trim(), NormalizedName = Names.Normalize(request.Name), CreatedAt = now };
        var team = new Team { TenantId = tenant.Id, Id = TeamId.New(), Name = request.Team.Trim(), NormalizedName = Names.Normalize(request.Team) };
        var member = administrator is null ? null : AddMember.Make(tenant.Id, now, administrator, team: null);
        var facts = new List<AuditFact> { new("tenant.created", new AuditSubject("tenant", tenant.Id.ToString(), tenant.Name)) };
        if (member is not null)
        {
            facts.Add(AddMember.Added(member));
        }

        var entries = AuditChain.Begin(Actor.ForCommand(tenant.Id, "tenant create"), facts, now);
        var head = new AuditHead { TenantId = tenant.Id, Sequence = entries[^1].Sequence, Hash = entries[^1].Hash };
        try
        {
            await directory.InsertAsync(tenant, [head, .. entries, team, .. member is null ? Array.Empty<ITenantOwned>() : [member]], ct);
            return tenant.Id;
        }
        catch (DbUpdateException exception) when (database.IsDuplicateKey(exception))
        {
            return new Refusal(RefusalKind.Conflict, "tenant.taken", $"There is a tenant called {tenant.Name} already.", "Choose another name.");
        }
    }
}
