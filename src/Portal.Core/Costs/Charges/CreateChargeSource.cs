using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <param name="Provider">What the provider is called where a file does not say it; empty when files do.</param>
public sealed record CreateChargeSourceRequest(string Name, string Provider = "", ChargeProfile Profile = ChargeProfile.Strict, string Description = "");

/// <summary>Names a place where files of charges come from.</summary>
public sealed class CreateChargeSource(AuditTrail trail)
{
    public async Task<Outcome<ChargeSourceId>> RunAsync(Actor actor, CreateChargeSourceRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (unit.Refuses(Permission.ManageCosts) is { } forbidden)
        {
            return await unit.RefuseAsync("charge-source.create", new AuditSubject("charge-source", "new", request.Name ?? ""), forbidden, ct);
        }

        if (ChargeSourceRules.Refuses(request.Name, request.Provider, request.Profile, request.Description) is { } invalid)
        {
            return invalid;
        }

        var name = Names.Normalize(request.Name);
        if (await unit.Db.ChargeSources.AnyAsync(row => row.NormalizedName == name, ct))
        {
            return ChargesWords.Taken(request.Name);
        }

        var source = new ChargeSource
        {
            TenantId = unit.Actor.Tenant,
            Id = ChargeSourceId.New(),
            Name = request.Name,
            NormalizedName = name,
            Provider = request.Provider.Trim(),
            Profile = request.Profile,
            Description = request.Description.Trim(),
            CreatedBy = unit.Actor.Member ?? throw new InvalidOperationException("A source is made by a member."),
            CreatedAt = unit.Now,
        };
        unit.Db.ChargeSources.Add(source);
        unit.Record("charge-source.created", ChargesWords.SubjectOf(source), details: new JsonObject { ["provider"] = source.Provider, ["profile"] = source.Profile.ToString() });
        return await unit.CommitAsync(source.Id, ct);
    }
}
