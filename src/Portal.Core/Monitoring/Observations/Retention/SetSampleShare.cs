using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Observations.Retention;

/// <param name="Share">0 to 1; 1 keeps all rows.</param>
public sealed record SetSampleShareRequest(string Environment, string Model, double Share);

/// <summary>Says how many rows of production data of a model are kept. Counters see all of them either way.</summary>
public sealed class SetSampleShare(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, SetSampleShareRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var (environmentName, modelName) = (Names.Normalize(request.Environment), Names.Normalize(request.Model));
        var subject = new AuditSubject("model", request.Model, request.Model);
        if (unit.Refuses(Permission.ManageModels) is { } forbidden)
        {
            return await unit.RefuseAsync("observations.sample", subject, forbidden, ct);
        }

        if (!(request.Share is >= 0 and <= 1))
        {
            return Refusal.Invalid("share", "A share is a number from 0 (keep no rows) to 1 (keep all).");
        }

        var environment = await unit.Db.Environments.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == environmentName, ct);
        var model = await unit.Db.Models.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == modelName, ct);
        if (environment is null || model is null)
        {
            return Refusal.NotFound(environment is null ? $"The environment {request.Environment}" : $"The model {request.Model}");
        }

        var settings = await unit.Db.ObservationSettings.SingleOrDefaultAsync(row => row.EnvironmentId == environment.Id && row.ModelId == model.Id, ct);
        var before = settings?.SampleShare ?? 1;
        if (settings is null)
        {
            unit.Db.ObservationSettings.Add(new ObservationSettings { TenantId = actor.Tenant, EnvironmentId = environment.Id, ModelId = model.Id, SampleShare = request.Share });
        }
        else
        {
            settings.SampleShare = request.Share;
        }

        unit.Record("observations.sample", new AuditSubject("model", model.Id.ToString(), $"{model.Name} in {environment.Name}"), details: new JsonObject { ["before"] = before, ["share"] = request.Share });
        return await unit.CommitAsync(default(Done), ct);
    }
}
