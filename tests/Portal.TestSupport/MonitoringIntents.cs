using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.TestSupport;

/// <summary>One measured breach as a test says it.</summary>
public sealed record Breach(string Subject, double Value = 0.31, double Limit = 0.1, Severity Severity = Severity.Warning);

/// <summary>Monitors and what they find, put there as running them would leave it.</summary>
public static class MonitoringIntents
{
    private static ReadOnlySpan<byte> FirstVersion => "v1"u8;

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    /// <summary>A model with one version and an environment, as rows alone.</summary>
    public static async Task<(EnvironmentId Environment, ModelId Model, VersionId Version)> AddWatchedModelAsync(this TestPortal portal, string model = "mortgage", string environment = "production")
    {
        var made = await portal.Get<CreateEnvironment>().RunAsync(
            portal.As(Role.TenantAdministrator), new CreateEnvironmentRequest(environment, EnvironmentPurpose.Production, EnvironmentPlacement.PrivateCluster, "eu-central"), Ct);
        var id = await portal.CreateModelAsync(model, null, Ct);
        var db = portal.Open();
        await using (db)
        {
            var digest = Digest.Of(FirstVersion);
            db.Artifacts.Add(new Artifact { TenantId = portal.Tenant, Digest = digest, Length = FirstVersion.Length, StoredAt = portal.Clock.GetUtcNow() });
            var version = new Portal.Core.Registry.Version
            {
                TenantId = portal.Tenant, Id = VersionId.New(), ModelId = id, Number = 1, Digest = digest, Length = FirstVersion.Length, FileName = "v1.onnx", Signature = "{}",
                Scoring = new ScoringRules(InputStyle.Columns, [], new Dictionary<string, IReadOnlyDictionary<string, double>>(), "deny", ["no", "yes"], "yes", "no", 0.5),
                RegisteredBy = portal.As(Role.DataScientist).Member!.Value, RegisteredAt = portal.Clock.GetUtcNow(), Description = "",
            };
            db.Versions.Add(version);
            await db.SaveChangesAsync(Ct);
            return (made.Value, id, version.Id);
        }
    }

    public static async Task<Portal.Core.Monitoring.Monitors.Monitor> AddMonitorAsync(
        this TestPortal portal, EnvironmentId environment, ModelId model, MonitorActions actions = MonitorActions.Notify | MonitorActions.OpenIncident, string name = "Drift of the inputs", int windowsInARow = 1,
        MonitorKind kind = MonitorKind.Drift)
    {
        var monitor = new Portal.Core.Monitoring.Monitors.Monitor
        {
            TenantId = portal.Tenant, Id = MonitorId.New(), EnvironmentId = environment, ModelId = model, Name = name, NormalizedName = Names.Normalize(name), Kind = kind,
            Reference = MonitorReference.TrainingSet, Window = WindowLength.Day, Schedule = "0 0 2 * * ?", TimeZone = "Europe/Berlin", Settings = new MonitorSettings(), WindowsInARow = windowsInARow,
            Severity = Severity.Warning, Actions = actions, CreatedBy = portal.As(Role.DataScientist).Member!.Value, CreatedAt = portal.Clock.GetUtcNow(),
        };
        var db = portal.Open();
        await using (db)
        {
            db.Monitors.Add(monitor);
            await db.SaveChangesAsync(Ct);
        }

        return monitor;
    }

    /// <summary>A completed run over one day with its findings.</summary>
    /// <param name="day">Of the window, counted from the clock's today.</param>
    public static async Task<MonitorRunId> AddRunAsync(this TestPortal portal, Portal.Core.Monitoring.Monitors.Monitor monitor, VersionId version, int day, params Breach[] breaches)
    {
        var from = new DateTimeOffset(portal.Clock.GetUtcNow().UtcDateTime.Date.AddDays(day), TimeSpan.Zero);
        var run = new MonitorRun
        {
            TenantId = portal.Tenant, Id = MonitorRunId.New(), MonitorId = monitor.Id, WindowFrom = from, WindowTo = from.AddDays(1), QueuedAt = portal.Clock.GetUtcNow(), State = MonitorRunState.Completed,
            VersionId = version, Verdict = breaches.Length > 0 ? WindowVerdict.Breach : WindowVerdict.Quiet, Sentence = breaches.Length > 0 ? $"{breaches.Length} columns drifted." : "Nothing drifted.", Rows = 714,
            Readings = breaches.Length > 0
                ? [.. breaches.Select(breach => new Reading(breach.Subject, "js2", breach.Value, null, null, null, breach.Limit, null, null, 714, WindowVerdict.Breach, $"{breach.Subject} moved."))]
                : [new Reading("lvrat", "js2", 0.02, null, null, null, 0.1, null, null, 714, WindowVerdict.Quiet, "lvrat is as it was.")],
        };
        var db = portal.Open();
        await using (db)
        {
            db.MonitorRuns.Add(run);
            db.Findings.AddRange(breaches.Select(breach => new Finding
            {
                TenantId = portal.Tenant, Id = FindingId.New(), MonitorId = monitor.Id, MonitorRunId = run.Id, EnvironmentId = monitor.EnvironmentId, ModelId = monitor.ModelId, VersionId = version,
                Subject = breach.Subject, Measure = "js2", Value = breach.Value, Limit = breach.Limit, Severity = breach.Severity, Sentence = $"{breach.Subject} has moved by {breach.Value:0.00}; at most {breach.Limit:0.00} is allowed.",
                WindowFrom = run.WindowFrom, WindowTo = run.WindowTo, FoundAt = portal.Clock.GetUtcNow(),
            }));
            await db.SaveChangesAsync(Ct);
        }

        return run.Id;
    }

    /// <summary>What a monitor tells when it has breached often enough, or is quiet again.</summary>
    public static async Task TellAsync(this TestPortal portal, string kind, MonitorId monitor, MonitorRunId run)
    {
        var unit = await portal.Get<AuditTrail>().BeginAsync(Actor.ForJob(portal.Tenant, "monitors"), Ct);
        await using (unit)
        {
            unit.Record("monitor.run", new AuditSubject("monitor", monitor.ToString(), "test"));
            unit.Tell(kind, new JsonObject { ["monitorId"] = monitor.ToString(), ["runId"] = run.ToString() });
            await unit.CommitAsync(default(Done), Ct);
        }
    }

    /// <summary>A run that breaches, told and taken up, with all that comes of it.</summary>
    public static async Task<MonitorRunId> BreachAsync(this TestPortal portal, Portal.Core.Monitoring.Monitors.Monitor monitor, VersionId version, int day, params Breach[] breaches)
    {
        var run = await portal.AddRunAsync(monitor, version, day, breaches.Length > 0 ? breaches : [new Breach("lvrat")]);
        await portal.TellAsync("monitor.breached", monitor.Id, run);
        await portal.DeliverAsync();
        return run;
    }

    /// <summary>Delivers what was told, and what is told because of that.</summary>
    public static async Task DeliverAsync(this TestPortal portal)
    {
        while (await portal.Get<OutboxDispatcher>().RunAsync(Ct) > 0)
        {
        }
    }

    /// <summary>The kinds of all that was told, without what is of the test's own making.</summary>
    public static async Task<IReadOnlyList<string>> ToldAsync(this TestPortal portal, string beginning)
    {
        var db = portal.Open();
        await using (db)
        {
            return await db.Outbox.Where(row => row.Kind.StartsWith(beginning)).OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Select(row => row.Kind).ToListAsync(Ct);
        }
    }
}
