using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <param name="Id">Chosen by the device: the same report said twice is taken down once.</param>
/// <param name="Version">The number of the version that it speaks of.</param>
/// <param name="Sha256">Of the bytes that it holds under that number.</param>
/// <param name="Message">Why it failed, for instance.</param>
public sealed record DeviceReportRequest(string Environment, string Device, DeviceReportId Id, string Model, int Version, string Sha256, ReportedState State, string Message = "");

/// <summary>
/// Takes down what a device says of itself. What only repeats itself moves an instant and leaves no entry in the trail, so that a fleet
/// that is well can report each minute; what says something else is a report that stays, with its entry. Instants are the portal's.
/// </summary>
public sealed class ReportFromDevice(AuditTrail trail, PortalDatabase database, TimeProvider clock, WorkSignal signal)
{
    private const int MostRepeats = 20;

    public async Task<Outcome<Done>> RunAsync(Actor actor, DeviceReportRequest request, CancellationToken ct)
    {
        var told = await ReadAsync(actor, request, ct);
        if (!told.IsOk)
        {
            return told.Refusal;
        }

        if (await IsKnownAsync(actor, told.Value, ct))
        {
            return default(Done);
        }

        if (await RepeatAsync(actor, told.Value, ct))
        {
            return default(Done);
        }

        var kept = await KeepAsync(actor, told.Value, ct);
        signal.Raise();
        return kept;
    }

    private async Task<Outcome<Told>> ReadAsync(Actor actor, DeviceReportRequest request, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var found = await DeviceDoor.FindAsync(db, actor, request.Environment, request.Device, ct);
        if (!found.IsOk)
        {
            return found.Refusal;
        }

        if (RoleRules.Refuses(actor, Permission.ReportFromDevice) is { } forbidden)
        {
            return forbidden;
        }

        var digest = default(Digest);
        if (((request.Version < 1 ? Refusal.Invalid("version", "Versions are numbered from 1.") : null)
            ?? (Digest.TryParse(request.Sha256?.ToLowerInvariant(), out digest) ? null : Refusal.Invalid("sha256", "A SHA-256 has 64 hexadecimal digits."))
            ?? Choices.Refuses("state", request.State)
            ?? Texts.Refuses("message", request.Message, DeviceReport.LongestMessage)) is { } invalid)
        {
            return invalid;
        }

        var name = Names.Normalize(request.Model);
        if (await db.Models.Where(row => row.NormalizedName == name).Select(row => (ModelId?)row.Id).SingleOrDefaultAsync(ct) is not { } model)
        {
            return Refusal.Invalid("model", $"There is no model called {request.Model}.");
        }

        var (place, device) = found.Value;
        var genuine = await db.Versions.AnyAsync(row => row.ModelId == model && row.Number == request.Version && row.Digest == digest, ct);
        var silence = await db.DeviceGroups.AsNoTracking().Where(row => row.Id == device.GroupId).Select(row => row.Settings).SingleAsync(ct);
        return new Told(request, place, device, model, digest, genuine, TimeSpan.FromMinutes(silence.SilentMinutes));
    }

    private async Task<bool> IsKnownAsync(Actor actor, Told told, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.DeviceReports.AnyAsync(row => row.DeviceId == told.Device.Id && row.Id == told.Request.Id, ct)
            || (await db.DeviceReadings.AsNoTracking().Where(row => row.DeviceId == told.Device.Id).Select(row => row.Repeats).ToListAsync(ct)).Exists(ids => ids.Contains(told.Request.Id.Value));
    }

    /// <returns>False when it is news.</returns>
    private async Task<bool> RepeatAsync(Actor actor, Told told, CancellationToken ct)
    {
        var now = KeptInstant.Of(clock.GetUtcNow());
        await using var db = database.Open(actor.Tenant);
        var mine = db.DeviceReadings.Where(row => row.DeviceId == told.Device.Id && row.ModelId == told.Model);
        if (await mine.AsNoTracking().SingleOrDefaultAsync(ct) is not { } reading || !told.Says(reading))
        {
            return false;
        }

        IReadOnlyList<Guid> repeats = [told.Request.Id.Value, .. reading.Repeats.Take(MostRepeats - 1)];
        var (state, version, message) = (reading.State, reading.VersionNumber, told.Message);
        var moved = await mine.Where(row => row.State == state && row.VersionNumber == version)
            .ExecuteUpdateAsync(row => row.SetProperty(said => said.At, now).SetProperty(said => said.Message, message).SetProperty(said => said.Repeats, repeats), ct);
        await HearAsync(db, told, now, ct);
        return moved == 1;
    }

    private async Task<Outcome<Done>> KeepAsync(Actor actor, Told told, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.DeviceReports.AnyAsync(row => row.DeviceId == told.Device.Id && row.Id == told.Request.Id, ct))
        {
            return default(Done);
        }

        unit.Db.DeviceReports.Add(told.Report(unit.Actor.Tenant, unit.Now));
        if (await unit.Db.DeviceReadings.SingleOrDefaultAsync(row => row.DeviceId == told.Device.Id && row.ModelId == told.Model, ct) is { } reading)
        {
            told.Overwrite(reading, unit.Now);
        }
        else
        {
            unit.Db.DeviceReadings.Add(told.First(unit.Actor.Tenant, unit.Now));
        }

        await HearAsync(unit.Db, told, unit.Now, ct);
        await unit.Db.FleetRollouts.Where(row => row.EnvironmentId == told.Place.Id && row.ModelId == told.Model && row.State == FleetRolloutState.Running)
            .ExecuteUpdateAsync(row => row.SetProperty(due => due.NextLookAt, unit.Now), ct);
        unit.Record("device.reported", FleetPlace.Subject(told.Device, told.Place), told.Message.Length > 0 ? told.Message : null, told.Describe());
        return await unit.CommitAsync(default(Done), ct);
    }

    private static Task<int> HearAsync(PortalDbContext db, Told told, DateTimeOffset now, CancellationToken ct)
    {
        var silent = now + told.Silence;
        return db.Devices.Where(row => row.Id == told.Device.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(heard => heard.ReportedAt, now).SetProperty(heard => heard.SilentAt, silent), ct);
    }

    /// <summary>A report that was read and found to be in order.</summary>
    private sealed record Told(DeviceReportRequest Request, Environment Place, Device Device, ModelId Model, Digest Digest, bool IsGenuine, TimeSpan Silence)
    {
        public string Message => Request.Message.Trim();

        /// <summary>Why it fails is news; how far it is with a download is not.</summary>
        public bool Says(DeviceReading reading) => reading.VersionNumber == Request.Version && reading.Digest == Digest && reading.State == Request.State && (reading.State != ReportedState.Failed || reading.Message == Message);

        public DeviceReport Report(TenantId tenant, DateTimeOffset now) => new()
        {
            TenantId = tenant, DeviceId = Device.Id, Id = Request.Id, ModelId = Model, VersionNumber = Request.Version, Digest = Digest, IsGenuine = IsGenuine,
            State = Request.State, Message = Message, ReceivedAt = now,
        };

        public DeviceReading First(TenantId tenant, DateTimeOffset now) => new()
        {
            TenantId = tenant, DeviceId = Device.Id, ModelId = Model, VersionNumber = Request.Version, Digest = Digest, IsGenuine = IsGenuine,
            State = Request.State, Message = Message, Since = now, At = now,
        };

        public void Overwrite(DeviceReading reading, DateTimeOffset now) =>
            (reading.VersionNumber, reading.Digest, reading.IsGenuine, reading.State, reading.Message, reading.Since, reading.At) = (Request.Version, Digest, IsGenuine, Request.State, Message, now, now);

        public JsonObject Describe() => new()
        {
            ["report"] = Request.Id.ToString(),
            ["version"] = Request.Version,
            ["sha256"] = Digest.Hex,
            ["genuine"] = IsGenuine,
            ["state"] = Request.State.ToString(),
        };
    }
}
