using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core;
using Portal.Core.Deployments.Fleets;
using Portal.Web.Api;

namespace Portal.Web.Deployments.Fleets;

/// <summary>Groups, devices and rollouts of edge environments, for people's programs. What devices themselves ask is in <see cref="DeviceApi"/>.</summary>
public static class FleetsApi
{
    public static void MapFleetsApi(this IEndpointRouteBuilder api)
    {
        var fleet = api.MapGroup("/environments/{environment}").WithTags("Fleets");
        fleet.MapGet("/fleet", FleetAsync).WithName("GetFleet").WithSummary("The groups of an edge environment, and how far the newest rollout of a model is")
            .WithDescription("Without model, of the one that was rolled out last. The ETag is the rollout's, to be sent as If-Match when it is steered.");
        fleet.MapGet("/fleet-rollouts", RolloutsAsync).WithName("ListFleetRollouts").WithSummary("All rollouts in the fleet, newest first");
        fleet.MapPost("/fleet-rollouts/{model}/pause", PauseAsync).WithName("PauseFleet").WithSummary("Pauses the newest rollout of a model: nobody is told anything new, and no wave is judged");
        fleet.MapPost("/fleet-rollouts/{model}/resume", ResumeAsync).WithName("ResumeFleet").WithSummary("Goes on with a paused rollout; the wave gets the time back that the pause took");
        fleet.MapPost("/fleet-rollouts/{model}/take-back", TakeBackAsync).WithName("TakeBackFleet").WithSummary("Tells the former version to everybody again, and makes it live again");

        fleet.MapPost("/device-groups", CreateGroupAsync).WithName("CreateDeviceGroup").WithSummary("Makes a group of devices: one wave of every rollout");
        fleet.MapPut("/device-groups/{group}", EditGroupAsync).WithName("EditDeviceGroup").WithSummary("Changes a group's name, its turn and how its waves are judged");
        fleet.MapDelete("/device-groups/{group}", RemoveGroupAsync).WithName("RemoveDeviceGroup").WithSummary("Takes away a group without devices; rollouts that it was a wave of keep it");

        var devices = fleet.MapGroup("/devices");
        devices.MapGet("/", ListAsync).WithName("ListDevices").WithSummary("The devices of the environment, newest first, with what each said last of a model");
        devices.MapPost("/", RegisterAsync).WithName("RegisterDevice").WithMetadata(new ShownOnce()).WithSummary("Registers a device; the answer is the only place where its token stands");
        devices.MapGet("/{device}", FindAsync).WithName("GetDevice").WithSummary("One device");
        devices.MapPost("/{device}/move", MoveAsync).WithName("MoveDevice").WithSummary("Puts a device into another group");
        devices.MapPost("/{device}/token", RenewTokenAsync).WithName("RenewDeviceToken").WithMetadata(new ShownOnce()).WithSummary("Gives a device another token and ends the former one");
        devices.MapPost("/{device}/retire", RetireAsync).WithName("RetireDevice").WithSummary("Ends a device for good; no wave waits for it");
        devices.MapGet("/{device}/reports", ReportsAsync).WithName("ListDeviceReports").WithSummary("What a device reported, newest first; what only repeated the report before is not listed");
    }

    private static async Task<Results<Ok<FleetResponse>, ProblemHttpResult>> FleetAsync(
        Caller caller, string environment, FleetOverview query, HttpResponse response, CancellationToken ct, string? model = null)
    {
        var found = await query.FindAsync(caller.Actor, environment, model, ct);
        if (found is { IsOk: true, Value.Rollout: { } rollout })
        {
            response.SetRevision(rollout.Revision);
        }

        return found.ToOk(FleetResponse.Of);
    }

    private static async Task<Results<Ok<PageAnswer<FleetRolloutItem>>, ProblemHttpResult>> RolloutsAsync(
        Caller caller, string environment, [AsParameters] PageQuery page, FleetRolloutList query, CancellationToken ct, string? model = null) =>
        (await query.ReadAsync(caller.Actor, new FleetRolloutListRequest(page.ToRequest(), environment, model), ct)).ToOk(rows => rows.ToAnswer(FleetRolloutItem.Of));

    private static Task<Results<NoContent, ProblemHttpResult>> PauseAsync(Caller caller, string environment, string model, SteerFleetBody body, HttpRequest request, SteerFleet act, CancellationToken ct) =>
        SteerAsync(caller, environment, model, FleetSteering.Pause, body, request, act, ct);

    private static Task<Results<NoContent, ProblemHttpResult>> ResumeAsync(Caller caller, string environment, string model, SteerFleetBody body, HttpRequest request, SteerFleet act, CancellationToken ct) =>
        SteerAsync(caller, environment, model, FleetSteering.Resume, body, request, act, ct);

    private static Task<Results<NoContent, ProblemHttpResult>> TakeBackAsync(Caller caller, string environment, string model, SteerFleetBody body, HttpRequest request, SteerFleet act, CancellationToken ct) =>
        SteerAsync(caller, environment, model, FleetSteering.TakeBack, body, request, act, ct);

    /// <summary>In an emergency nobody reads first: the header may be missing. The portal's wave that fails meanwhile makes what was seen stale.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> SteerAsync(
        Caller caller, string environment, string model, FleetSteering steering, SteerFleetBody body, HttpRequest request, SteerFleet act, CancellationToken ct)
    {
        var seen = request.Headers.IfMatch.Count == 0 ? null : request.RevisionSeen();
        return seen is { IsOk: false }
            ? seen.Refusal.ToProblem()
            : (await act.RunAsync(caller.Actor, new SteerFleetRequest(environment, model, steering, body.Reason, seen?.Value), ct)).ToNoContent();
    }

    private static async Task<Results<Created<DeviceGroupItem>, ProblemHttpResult>> CreateGroupAsync(
        Caller caller, string environment, CreateDeviceGroupBody body, CreateDeviceGroup act, FleetOverview query, CancellationToken ct)
    {
        var made = await act.RunAsync(caller.Actor, new CreateDeviceGroupRequest(environment, body.Name, (body.Wave ?? new WaveSettingsBody()).ToSettings(), body.Order, body.Description), ct);
        return made.IsOk
            ? (await query.FindAsync(caller.Actor, environment, model: null, ct)).ToCreated(
                _ => $"{ApiRoom.Prefix}/environments/{environment}/fleet", view => DeviceGroupItem.Of(view.Groups.Single(row => row.Id == made.Value)))
            : made.Refusal.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EditGroupAsync(
        Caller caller, string environment, string group, EditDeviceGroupBody body, HttpRequest request, EditDeviceGroup act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new EditDeviceGroupRequest(environment, group, seen.Value, body.Order, body.Description, body.Wave.ToSettings(), body.Name), ct)).ToNoContent()
            : seen.Refusal.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveGroupAsync(Caller caller, string environment, string group, HttpRequest request, RemoveDeviceGroup act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new RemoveDeviceGroupRequest(environment, group, seen.Value), ct)).ToNoContent()
            : seen.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<PageAnswer<DeviceItem>>, ProblemHttpResult>> ListAsync(
        Caller caller, string environment, [AsParameters] PageQuery page, DeviceList query, CancellationToken ct, string? model = null, string? search = null, string? state = null, string? group = null)
    {
        var asked = QueryWords.Parse<DeviceState>("state", state);
        return asked.IsOk
            ? (await query.ReadAsync(caller.Actor, new DeviceListRequest(page.ToRequest(), environment, model, search, asked.Value, group), ct)).ToOk(rows => rows.ToAnswer(DeviceItem.Of))
            : asked.Refusal.ToProblem();
    }

    private static async Task<Results<Created<RegisteredDeviceResponse>, ProblemHttpResult>> RegisterAsync(Caller caller, string environment, RegisterDeviceBody body, RegisterDevice act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new RegisterDeviceRequest(environment, body.Group, body.Name, body.Days), ct)).ToCreated(Address, RegisteredDeviceResponse.Of);

    private static async Task<Results<Ok<DeviceItem>, ProblemHttpResult>> FindAsync(Caller caller, string environment, string device, DeviceDetail query, CancellationToken ct, string? model = null) =>
        (await query.FindAsync(caller.Actor, environment, device, model, ct)).ToOk(view => DeviceItem.Of(view.Row));

    private static async Task<Results<NoContent, ProblemHttpResult>> MoveAsync(Caller caller, string environment, string device, MoveDeviceBody body, MoveDevice act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new MoveDeviceRequest(environment, device, body.Group), ct)).ToNoContent();

    private static async Task<Results<Created<RegisteredDeviceResponse>, ProblemHttpResult>> RenewTokenAsync(
        Caller caller, string environment, string device, RenewDeviceTokenBody body, RenewDeviceToken act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new RenewDeviceTokenRequest(environment, device, body.Days), ct)).ToCreated(Address, RegisteredDeviceResponse.Of);

    private static async Task<Results<NoContent, ProblemHttpResult>> RetireAsync(Caller caller, string environment, string device, RetireDeviceBody body, RetireDevice act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new RetireDeviceRequest(environment, device, body.Reason), ct)).ToNoContent();

    private static async Task<Results<Ok<PageAnswer<DeviceReportItem>>, ProblemHttpResult>> ReportsAsync(
        Caller caller, string environment, string device, [AsParameters] PageQuery page, DeviceReportList query, CancellationToken ct) =>
        (await query.ReadAsync(caller.Actor, environment, device, page.ToRequest(), ct)).ToOk(rows => rows.ToAnswer(DeviceReportItem.Of));

    private static string Address(RegisteredDevice made) => $"{ApiRoom.Prefix}/environments/{made.Environment}/devices/{made.Name}";
}
