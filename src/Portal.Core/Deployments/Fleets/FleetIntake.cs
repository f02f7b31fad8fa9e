using System.Text.Json.Nodes;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <summary>Something went live: where that is an edge environment, its fleet is to get it.</summary>
internal sealed class FleetIntake(StartFleetRollout start) : IOutboxHandler
{
    public string Kind => "deployment.started";

    public async Task HandleAsync(Actor actor, Guid message, JsonObject body, CancellationToken ct) => await start.RunAsync(
        actor, EnvironmentId.From(Guid.Parse(body["environmentId"]!.GetValue<string>())), ModelId.From(Guid.Parse(body["modelId"]!.GetValue<string>())), ct);
}
