using Portal.Core.Datasets;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Health;

/// <summary>What of a run stays for whoever may not read protected attributes: its verdict, but no number about a protected column or group.</summary>
public static class ProtectedReadings
{
    public const string Instead = "What protected groups have to do with it is shown to data scientists, compliance officers and auditors.";

    public static HealthMonitor Hide(HealthMonitor monitor, IReadOnlyList<string> columns) => monitor with
    {
        Runs = [.. monitor.Runs.Select(run => Hide(run, monitor.Kind, columns))],
    };

    public static bool AreHiddenFrom(Actor actor) => RoleRules.Refuses(actor, Permission.ReadProtectedAttributes) is not null;

    /// <summary>In lists of runs: the sentence of a monitor of bias names groups and their numbers.</summary>
    internal static string? Sentence(MonitorKind kind, string? sentence) => kind == MonitorKind.Bias && sentence is not null ? Instead : sentence;

    /// <summary>One run as its page and the API show it.</summary>
    internal static (string? Sentence, IReadOnlyList<Reading> Readings) Of(MonitorKind kind, WindowVerdict? verdict, string? sentence, IReadOnlyList<Reading> readings, IReadOnlyList<string> columns)
    {
        var shown = ProtectedSubjects.Hide(kind, readings, columns);
        var told = shown.Count < readings.Count && verdict is WindowVerdict.Breach or WindowVerdict.Warning && Names(sentence, columns);
        return (told ? Instead : Sentence(kind, sentence), shown);
    }

    /// <summary>What the data that a version was trained on declares protected.</summary>
    internal static async Task<IReadOnlyList<string>> ColumnsAsync(PortalDbContext db, VersionId? version, CancellationToken ct)
    {
        var versions = db.Versions.Where(row => row.Id == version);
        var columns = await db.DatasetVersions.AsNoTracking().Where(row => versions.Any(one => one.TrainingDatasetVersionId == row.Id)).Select(row => row.Columns).SingleOrDefaultAsync(ct);
        return [.. (columns ?? []).Where(column => column.Role == ColumnRole.ProtectedAttribute).Select(column => column.Name)];
    }

    private static HealthRun Hide(HealthRun run, MonitorKind kind, IReadOnlyList<string> columns)
    {
        var (sentence, readings) = Of(kind, run.Verdict, run.Sentence, run.Readings, columns);
        return run with { Readings = readings, Sentence = sentence };
    }

    private static bool Names(string? sentence, IReadOnlyList<string> columns) => columns.Any(column => sentence?.Contains(column, StringComparison.Ordinal) == true);
}
