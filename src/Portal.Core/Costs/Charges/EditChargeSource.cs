using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <param name="Revision">Of the source as the person saw it.</param>
public sealed record EditChargeSourceRequest(ChargeSourceId Id, string Name, string Provider, ChargeProfile Profile, string Description, long Revision);

/// <summary>Says otherwise how a source is called and how its files are read from now on. Files that came before stay as they were read.</summary>
public sealed class EditChargeSource(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EditChargeSourceRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.ChargeSources.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } source)
        {
            return ChargesWords.NoSuchSource;
        }

        if (unit.Refuses(Permission.ManageCosts) is { } forbidden)
        {
            return await unit.RefuseAsync("charge-source.edit", ChargesWords.SubjectOf(source), forbidden, ct);
        }

        if (ChargeSourceRules.Refuses(request.Name, request.Provider, request.Profile, request.Description) is { } invalid)
        {
            return invalid;
        }

        if (request.Revision != source.Revision)
        {
            return Refusal.Stale("This source");
        }

        var name = Names.Normalize(request.Name);
        if (await unit.Db.ChargeSources.AnyAsync(row => row.NormalizedName == name && row.Id != source.Id, ct))
        {
            return ChargesWords.Taken(request.Name);
        }

        var before = Describe(source);
        (source.Name, source.NormalizedName, source.Provider, source.Profile, source.Description) = (request.Name, name, request.Provider.Trim(), request.Profile, request.Description.Trim());
        unit.Record("charge-source.edited", ChargesWords.SubjectOf(source), details: new JsonObject { ["before"] = before, ["after"] = Describe(source) });
        return await unit.CommitAsync(default(Done), ct);
    }

    private static JsonObject Describe(ChargeSource source) =>
        new() { ["name"] = source.Name, ["provider"] = source.Provider, ["profile"] = source.Profile.ToString(), ["description"] = source.Description };
}
