using System.Globalization;
using Portal.Core.Datasets;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Monitoring.Observations.Browsing;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Statistics.Drift.Multivariate;

namespace Portal.Core.Monitoring.Health;

/// <summary>All features of a window at once against what the version was trained on.</summary>
/// <param name="Classifier">How well a row's side can be told; null where a side has too few rows.</param>
/// <param name="Reconstruction">Whether columns still move together as they did; null where the reference does not vary.</param>
public sealed record ColumnsTogether(MonitorWindow Window, IReadOnlyList<string> Columns, DomainClassifier? Classifier, ReconstructionError? Reconstruction);

/// <summary>
/// Compares all features of a window at once, from its rows: on demand and one at a time, with so many rows a side that a page can wait
/// for it. It sees what no column shows by itself.
/// </summary>
public sealed class TogetherComparison(PortalDatabase database, ArtifactStore store, ObservationRows rows) : IDisposable
{
    /// <summary>Rows of a side that are looked at.</summary>
    public const int MostRows = 600;

    /// <summary>Of each of so many parts of the window some rows are looked at, so that what moved late in it is seen, too.</summary>
    private const int Parts = 12;

    /// <summary>Each fits the classifier five times anew.</summary>
    public const int Permutations = 99;

    /// <summary>From such an area on the two sides are told of, and alarm.</summary>
    public const double Warn = 0.55;

    public const double Alarm = 0.65;

    private readonly SemaphoreSlim _one = new(1);

    public async Task<Outcome<ColumnsTogether>> MeasureAsync(Actor actor, HealthSubject subject, MonitorWindow window, CancellationToken ct)
    {
        var reference = await ReferenceAsync(actor, subject, ct);
        if (!reference.IsOk)
        {
            return reference.Refusal;
        }

        var features = subject.Columns.Where(column => column.Role == ColumnRole.Feature && column.Type is not ColumnType.Instant).ToList();
        var came = await WindowAsync(actor, subject, window, features, ct);
        if (!came.IsOk)
        {
            return came.Refusal;
        }

        if (came.Value.Count < 2)
        {
            return new Refusal(RefusalKind.Conflict, "together.no-rows", "No rows of this window are kept, so that columns cannot be compared together.", "Choose another window, or keep more rows.");
        }

        await _one.WaitAsync(ct);
        try
        {
            var (own, other) = FeatureEncoding.Encode(Columns(features, reference.Value), Columns(features, came.Value));
            var plan = new PermutationPlan { Permutations = Permutations, MostRows = MostRows, Threads = 1 };
            return await Task.Run(
                () => new ColumnsTogether(window, [.. features.Select(column => column.Name)], DomainClassifier.Measure(own, other, plan, ct), ReconstructionError.Measure(own, other)), ct);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Rows spread evenly over the training data, so that its order does not matter.</summary>
    private async Task<Outcome<List<string?[]>>> ReferenceAsync(Actor actor, HealthSubject subject, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var training = await db.Versions.Where(row => row.Id == subject.VersionId).Select(row => row.TrainingDatasetVersionId).SingleOrDefaultAsync(ct);
        if (training is null || await db.DatasetVersions.AsNoTracking().Where(row => row.Id == training).Select(row => new { row.Digest, row.RowCount }).SingleOrDefaultAsync(ct) is not { } data)
        {
            return new Refusal(RefusalKind.Conflict, "together.no-reference", "What the live version was trained on is not known, so that there is nothing to compare with.", "Register versions with their training data.");
        }

        var step = Math.Max(1, data.RowCount / MostRows);
        using var table = TableRows.Open(store.OpenRead(actor.Tenant, data.Digest));
        var places = subject.Columns.Where(column => column.Role == ColumnRole.Feature && column.Type is not ColumnType.Instant).Select(column => table.Columns.ToList().IndexOf(column.Name)).ToArray();
        var found = new List<string?[]>();
        while (found.Count < MostRows && table.Read())
        {
            if (table.Row % step == 0)
            {
                found.Add(Array.ConvertAll(places, place => place < 0 ? null : Cell(table, place)));
            }
        }

        return found;
    }

    private static string? Cell(TableRows table, int place) => table.Cell(place) is { IsEmpty: false } cell ? cell.ToString() : null;

    private async Task<Outcome<List<string?[]>>> WindowAsync(Actor actor, HealthSubject subject, MonitorWindow window, List<DatasetColumn> features, CancellationToken ct)
    {
        var found = new List<string?[]>();
        var open = Enumerable.Range(0, Parts).Select(part => (Part: PartOf(window, part), After: (string?)null)).ToList();
        while (open.Count > 0 && found.Count < MostRows)
        {
            var left = new List<(MonitorWindow Part, string? After)>();
            foreach (var (part, after) in open)
            {
                var page = await rows.ReadAsync(actor, new ObservationRowsRequest(subject.Environment, subject.Model, part.From, part.To, after, MostRows / Parts), ct);
                if (!page.IsOk)
                {
                    return page.Refusal;
                }

                var places = features.ConvertAll(feature => page.Value.Columns.ToList().IndexOf(feature.Name));
                found.AddRange(page.Value.Rows.Where(row => row.Version == subject.Version).Select(row => places.Select(place => place < 0 ? null : row.Fields[place]).ToArray()));
                left.AddRange(page.Value.Next is { } next ? [(part, next)] : []);
            }

            open = left;
        }

        return found;
    }

    private static MonitorWindow PartOf(MonitorWindow window, int part) => new(window.From + (window.Length * part / Parts), window.From + (window.Length * (part + 1) / Parts));

    private static List<FeatureColumn> Columns(List<DatasetColumn> features, List<string?[]> table) => [.. features.Select((feature, at) => feature.Type is ColumnType.Integer or ColumnType.Number
        ? FeatureColumn.OfNumbers(feature.Name, [.. table.Select(row => double.TryParse(row[at], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)])
        : FeatureColumn.OfCategories(feature.Name, [.. table.Select(row => row[at])]))];
}
