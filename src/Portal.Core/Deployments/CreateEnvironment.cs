using Portal.Core.Audit;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <param name="Name">Stands in addresses and never changes; nor does the purpose.</param>
public sealed record CreateEnvironmentRequest(string Name, EnvironmentPurpose Purpose, EnvironmentPlacement Placement, string Region, string Description = "")
{
    public EnvironmentTerms Terms { get; init; } = EnvironmentTerms.Open;
}

/// <summary>Names a place where versions can be live.</summary>
public sealed class CreateEnvironment(AuditTrail trail)
{
    public async Task<Outcome<EnvironmentId>> RunAsync(Actor actor, CreateEnvironmentRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var id = EnvironmentId.New();
        if (unit.Refuses(Permission.ManageEnvironments) is { } forbidden)
        {
            return await unit.RefuseAsync("environment.create", new AuditSubject("environment", id.ToString(), request.Name), forbidden, ct);
        }

        if ((Names.RefusesSlug("name", request.Name) ?? Choices.Refuses("purpose", request.Purpose)
            ?? EnvironmentFields.RefusesReserved(request.Name) ?? PlacementRules.Refuses(request.Placement, request.Region, request.Description) ?? PlacementRules.Refuses(request.Terms)) is { } invalid)
        {
            return invalid;
        }

        var name = Names.Normalize(request.Name);
        if (await unit.Db.Environments.AnyAsync(row => row.NormalizedName == name, ct))
        {
            return new Refusal(RefusalKind.Conflict, "environment.taken", $"There is an environment called {request.Name} already.", "Choose another name.");
        }

        var environment = new Environment
        {
            TenantId = unit.Actor.Tenant,
            Id = id,
            Name = request.Name,
            NormalizedName = name,
            Purpose = request.Purpose,
            Placement = request.Placement,
            Region = PlacementRules.Region(request.Region),
            Description = request.Description.Trim(),
            CreatedAt = unit.Now,
        };
        EnvironmentFields.Set(environment, request.Terms);
        unit.Db.Environments.Add(environment);
        unit.Record("environment.created", EnvironmentFields.Subject(environment), details: EnvironmentFields.Describe(environment));
        return await unit.CommitAsync(id, ct);
    }
}
