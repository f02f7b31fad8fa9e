using Portal.Core.Datasets;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Health;

/// <summary>One column, or the score, in one window of a drift monitor beside what the monitor compares it with. Read from counters: no row is needed.</summary>
public sealed class DriftComparison(PortalDatabase database, ObservedWindows windows)
{
    /// <summary>What became true, as drift monitors call it.</summary>
    private const string Outcomes = "label";

    /// <param name="monitor">Its name.</param>
    /// <param name="from">Where the window begins.</param>
    public async Task<Outcome<ColumnComparison>> FindAsync(Actor actor, string environment, string model, string monitor, string column, DateTimeOffset from, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var name = Names.Normalize(monitor);
        var subject = await ModelHealth.SubjectAsync(db, environment, model, ct);
        if (!subject.IsOk)
        {
            return subject.Refusal;
        }

        if (subject.Value.ProtectedColumns.Contains(column, StringComparer.Ordinal) && RoleRules.Refuses(actor, Permission.ReadProtectedAttributes) is { } forbidden)
        {
            return forbidden;
        }

        var watch = await db.Monitors.AsNoTracking()
            .SingleOrDefaultAsync(row => row.NormalizedName == name && row.EnvironmentId == subject.Value.EnvironmentId && row.ModelId == subject.Value.ModelId, ct);
        var run = watch is null ? null : await db.MonitorRuns.AsNoTracking().SingleOrDefaultAsync(row => row.MonitorId == watch.Id && row.WindowFrom == from, ct);
        if (run?.VersionId is not { } version)
        {
            return Refusal.NotFound("This window");
        }

        var baseline = await windows.BaselineAsync(actor.Tenant, version, ct);
        if (!baseline.IsOk)
        {
            return baseline.Refusal;
        }

        var window = await windows.ReadAsync(actor.Tenant, watch!.EnvironmentId, watch.ModelId, version, run.WindowFrom, run.WindowTo, ct);
        var reference = await ReferenceAsync(actor.Tenant, watch, run, version, ct);
        return Compare(column, baseline.Value, reference, window, run) is { } compared ? compared : Refusal.NotFound($"{column} in this window");
    }

    /// <summary>The window that it is compared with; null for the baseline.</summary>
    private async Task<ObservedWindow?> ReferenceAsync(TenantId tenant, Monitor watch, MonitorRun run, VersionId version, CancellationToken ct)
    {
        switch (watch.Reference)
        {
            case MonitorReference.PreviousWindow:
                var before = MonitorSchedule.Of(watch).Calendar.Previous(new MonitorWindow(run.WindowFrom, run.WindowTo));
                return await windows.ReadAsync(tenant, watch.EnvironmentId, watch.ModelId, version, before.From, before.To, ct);
            case MonitorReference.FixedWindow when watch is { ReferenceFrom: { } from, ReferenceTo: { } to }:
                return await windows.ReadAsync(tenant, watch.EnvironmentId, watch.ModelId, version, from, to, ct);
            default:
                return null;
        }
    }

    private static ColumnComparison? Compare(string column, ObservedBaseline baseline, ObservedWindow? reference, ObservedWindow window, MonitorRun run)
    {
        var span = new MonitorWindow(window.From, window.To);
        var reading = run.Readings?.FirstOrDefault(one => one.Subject == column);
        var against = reference is not null ? "window before" : column == Reading.Score ? "held-out rows" : "training data";
        if (column == Reading.Score)
        {
            return baseline.Score is { } given && window.Score is { } score ? ComparedBins.Of(column, span, against, given, reference?.Score, score, reading) : null;
        }

        if (column == Outcomes)
        {
            return (reference is null ? baseline.Performance : reference.Performance) is { Labelled: > 0 } before && window.Performance is { Labelled: > 0 } came
                ? ComparedBins.OfOutcomes(span, reference is null ? "held-out rows" : against, baseline.Scoring, before, came, reading)
                : null;
        }

        var known = baseline.Columns.FirstOrDefault(one => one.Name == column);
        return known switch
        {
            { Numeric: { } numbers } when window.Numbers.TryGetValue(column, out var counted) =>
                ComparedBins.Of(column, span, against, numbers, reference?.Numbers.GetValueOrDefault(column), counted, reading),
            { Categorical: { } categories } when window.Categories.TryGetValue(column, out var counted) =>
                ComparedBins.Of(column, span, against, categories, reference?.Categories.GetValueOrDefault(column), counted, reading),
            _ => null,
        };
    }
}
