using Portal.Core.Audit;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <param name="Name">Stands in addresses and never changes.</param>
/// <param name="Purpose">Which policies hold there; never changes either.</param>
public sealed record CreateEnvironmentRequest(string Name, EnvironmentPurpose Purpose, EnvironmentPlacement Placement, string Region, string Description = "");

/// <summary>Makes a place where versions can be live.</summary>
public sealed class CreateEnvironment(AuditTrail trail)
{
    public async Task<Outcome<EnvironmentId>> RunAsync(Actor actor, CreateEnvironmentRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var id = EnvironmentId.New();
        var subject = new AuditSubject("environment", id.ToString(), request.Name);
        if (unit.Refuses(Permission.ManageEnvironments) is { } forbidden)
        {
            return await unit.RefuseAsync("environment.create", subject, forbidden, ct);
        }

        if ((Names.RefusesSlug("name", request.Name) ?? EnvironmentRules.Refuses(request.Region, request.Description)) is { } invalid)
        {
            return invalid;
        }

        var name = Names.Normalize(request.Name);
        if (await unit.Db.Environments.AnyAsync(row => row.NormalizedName == name, ct))
        {
            return new Refusal(RefusalKind.Conflict, "environment.taken", $"There is an environment called {request.Name} already.", "Choose another name.");
        }

        var environment = Make(unit, id, request);
        unit.Db.Environments.Add(environment);
        unit.Record("environment.created", subject, details: EnvironmentRules.Describe(environment));
        return await unit.CommitAsync(id, ct);
    }

    private static Environment Make(UnitOfWork unit, EnvironmentId id, CreateEnvironmentRequest request) => new()
    {
        TenantId = unit.Actor.Tenant,
        Id = id,
        Name = request.Name,
        NormalizedName = Names.Normalize(request.Name),
        Purpose = request.Purpose,
        Placement = request.Placement,
        Region = EnvironmentRules.Region(request.Region),
        Description = request.Description.Trim(),
        CreatedAt = unit.Now,
    };
}
