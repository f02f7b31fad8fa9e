using System.Text.Json;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Usage;
using Portal.Core.Deployments;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Hardware;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;
using CostBasis = Portal.Core.Costs.Sums.CostBasis;

namespace Portal.Core.Costs.Savings.Finding;

/// <summary>All that the finders look at, as plain data: money from the sums, traffic from observations, speed from evaluations.</summary>
public sealed record MeasuredUse(
    SavingWindow Window, IReadOnlyList<BoughtAccelerators> Bought, IReadOnlyDictionary<string, ObservedWeek> Weeks, IReadOnlyList<MeasuredModel> Models, IReadOnlyList<UnusedCommitment> Unused, IReadOnlyList<NetworkUse> Networks)
{
    public SavingAssumptions Assumptions { get; init; } = SavingAssumptions.Default;

    public IReadOnlyList<RepeatedRequests> Repeated { get; init; } = [];

    public IReadOnlyList<SimpleRequests> Simple { get; init; } = [];

    public IReadOnlyList<AcceleratorPeak> Peaks { get; init; } = [];

    public IReadOnlyList<OfferedCard> Offers { get; init; } = [];

    /// <summary>Everything that is found in it, the largest first.</summary>
    public IReadOnlyList<SavingFinding> Find() =>
    [
        .. Bought.SelectMany(Find).Concat(Unused.Select(one => SavingFinders.Unused(Window, one))).Concat(Networks.Select(one => SavingFinders.Leaving(Window, one)))
            .Concat(Repeated.Select(one => UsageFinders.Repeated(Window, one, Assumptions))).Concat(Simple.Select(one => UsageFinders.Tier(Window, one, Assumptions))).OfType<SavingFinding>()
            .OrderByDescending(finding => finding.Monthly).ThenBy(finding => finding.Subject, StringComparer.Ordinal),
    ];

    private IEnumerable<SavingFinding?> Find(BoughtAccelerators bought)
    {
        var measured = Models.FirstOrDefault(model => model.Owner.Key == bought.Owner.Key);
        yield return SavingFinders.Spot(Window, bought, Bought);
        if (Weeks.GetValueOrDefault(bought.Owner.Key) is { } week)
        {
            yield return SavingFinders.OffHours(Window, bought, week);
            yield return measured is null ? null : SavingFinders.Idle(Window, bought, week, measured.Live);
        }

        yield return measured is null ? null : SavingFinders.Quantised(Window, bought, measured);
        yield return PeakOf(bought) is { } peak ? UsageFinders.Oversized(Window, bought, peak, Offers) : null;
    }

    /// <summary>Of one owner the only class for the only SKU, else the one that is called alike: readings do not say what their card was bought as.</summary>
    private AcceleratorPeak? PeakOf(BoughtAccelerators bought)
    {
        var peaks = Peaks.Where(peak => peak.OwnerKey == bought.Owner.Key).ToList();
        var isOnly = peaks.Count == 1 && Bought.Where(one => one.Owner.Key == bought.Owner.Key).Select(one => one.Sku).Distinct(StringComparer.Ordinal).Count() == 1;
        return isOnly ? peaks[0] : peaks.Where(peak => MeasuredAccelerators.IsSame(peak.DeviceClass, bought.Sku)).ToList() is [var alike] ? alike : null;
    }
}

/// <summary>Reads what was measured of a tenant in the last whole days.</summary>
internal sealed class MeasuredUseReader(HardwareCosts hardware, HardwarePrices cards)
{
    /// <summary>Four weeks: each hour of the week four times.</summary>
    public const int Days = 28;

    private const int MostVersions = 20;

    public async Task<MeasuredUse> ReadAsync(Actor actor, PortalDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        var until = DateOnly.FromDateTime(now.UtcDateTime);
        var window = new SavingWindow(until.AddDays(-Days), until);
        var cells = await CellsAsync(db, window, ct);
        var (names, assumed) = (await OwnerNames.ReadAsync(db, ct), await db.UsageSettings.AsNoTracking().Select(row => row.Assumptions).SingleOrDefaultAsync(ct) ?? SavingAssumptions.Default);
        var (bought, begin, end) = (Bought(cells, names), Begin(window.From), Begin(window.Until));
        var peaks = await MeasuredAccelerators.PeaksAsync(db, begin, end, ct);
        return new(window, bought, await WeeksAsync(db, window, ct), await ModelsAsync(actor, db, names, ct), Unused(cells), Networks(cells, names))
        {
            Assumptions = assumed,
            Repeated = await MeasuredRequests.RepeatedAsync(db, begin, end, names, ct),
            Simple = await MeasuredRequests.SimpleAsync(db, begin, end, names, assumed, ct),
            Peaks = peaks,
            Offers = await MeasuredAccelerators.OffersAsync(db, cards, peaks, [.. bought.Select(one => one.Currency).Distinct(StringComparer.Ordinal)], window.Until, ct),
        };
    }

    /// <summary>As it was billed; where nothing was billed, as usage was priced. The two are never added.</summary>
    private static async Task<IReadOnlyList<CostCell>> CellsAsync(PortalDbContext db, SavingWindow window, CancellationToken ct)
    {
        var billed = await CostCells.ReadAsync(db, new CostQuery(CostBasis.Billed, CostGrain.Day, window.From, window.Until), ct);
        return billed.Count > 0 ? billed : await CostCells.ReadAsync(db, new CostQuery(CostBasis.Metered, CostGrain.Day, window.From, window.Until), ct);
    }

    private static SavingOwner OwnerOf(CostSubject subject, OwnerNames names) => names.Of(subject.TeamId, subject.ModelId, subject.EnvironmentId);

    private static List<BoughtAccelerators> Bought(IReadOnlyList<CostCell> cells, OwnerNames names) =>
    [
        .. cells.Where(cell => cell.Subject is { Category: ChargeCategory.Usage, IsCorrection: false, IsUnused: false } && cell.Amounts.GpuHours > 0)
            .GroupBy(cell => (Owner: OwnerOf(cell.Subject, names), cell.Subject.Provider, cell.Subject.Region, cell.Subject.Sku, cell.Subject.Currency))
            .Select(group => (group.Key, Sum: Sum(group)))
            .Where(group => group.Sum.Effective > 0)
            .Select(group => new BoughtAccelerators(
                group.Key.Owner, group.Key.Provider, group.Key.Region, group.Key.Sku, group.Key.Currency, group.Sum.GpuHours, group.Sum.Effective,
                names.CanWait(group.Key.Owner.Environment))),
    ];

    private static List<UnusedCommitment> Unused(IReadOnlyList<CostCell> cells) =>
    [
        .. cells.Where(cell => cell.Subject is { IsUnused: true, IsCorrection: false })
            .GroupBy(cell => (cell.Subject.TeamId, cell.Subject.Provider, cell.Subject.Service, cell.Subject.Sku, cell.Subject.Currency))
            .Select(group => new UnusedCommitment(group.Key.TeamId, group.Key.Provider, group.Key.Service, group.Key.Sku, group.Key.Currency, Sum(group).Effective)),
    ];

    /// <summary>By the categories of FOCUS: networking against compute and AI.</summary>
    private static List<NetworkUse> Networks(IReadOnlyList<CostCell> cells, OwnerNames names) =>
    [
        .. cells.Where(cell => cell.Subject is { Category: ChargeCategory.Usage, IsCorrection: false })
            .GroupBy(cell => (Owner: OwnerOf(cell.Subject, names), cell.Subject.Provider, cell.Subject.Currency))
            .Select(group => new NetworkUse(
                group.Key.Owner, group.Key.Provider, group.Key.Currency, Sum(group.Where(cell => cell.Subject.ServiceCategory == "Networking")).Effective,
                Sum(group.Where(cell => cell.Subject.ServiceCategory is "Compute" or "AI and Machine Learning")).Effective))
            .Where(use => use.Egress > 0),
    ];

    private static CostAmounts Sum(IEnumerable<CostCell> cells) => cells.Aggregate(default(CostAmounts), (sum, cell) => sum + cell.Amounts);

    private static async Task<IReadOnlyDictionary<string, ObservedWeek>> WeeksAsync(PortalDbContext db, SavingWindow window, CancellationToken ct)
    {
        var (from, until) = (Begin(window.From), Begin(window.Until));
        var hours = await db.WindowCounters.AsNoTracking().Where(row => row.Hour >= from && row.Hour < until).Select(row => new { row.ModelId, row.EnvironmentId, row.Hour, row.Rows }).ToListAsync(ct);
        return hours.GroupBy(row => $"{row.ModelId}|{row.EnvironmentId}").ToDictionary(group => group.Key, group => new ObservedWeek(
            group.GroupBy(row => HourOfWeek(row.Hour)).ToDictionary(hour => hour.Key, hour => hour.Sum(row => row.Rows)), group.GroupBy(row => row.Hour).Max(hour => hour.Sum(row => row.Rows)),
            (int)(until - group.Min(row => row.Hour)).TotalDays));
    }

    private static DateTimeOffset Begin(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static int HourOfWeek(DateTimeOffset hour) => ((((int)hour.UtcDateTime.DayOfWeek + 6) % 7) * 24) + hour.UtcDateTime.Hour;

    private async Task<IReadOnlyList<MeasuredModel>> ModelsAsync(Actor actor, PortalDbContext db, OwnerNames names, CancellationToken ct)
    {
        var found = new List<MeasuredModel>();
        foreach (var live in await db.LiveDeployments.AsNoTracking().ToListAsync(ct))
        {
            var versions = await db.Versions.AsNoTracking().Where(row => row.ModelId == live.ModelId).OrderByDescending(row => row.Id == live.VersionId).ThenByDescending(row => row.Number).Take(MostVersions)
                .Select(row => new { row.Id, row.Number, row.Signature }).ToListAsync(ct);
            var measured = new List<(VersionId Version, Evaluation Evaluation, MeasuredVersion Measured)>();
            foreach (var version in versions)
            {
                measured.AddRange((await MeasuredAsync(actor, db, version.Id, version.Number, PrecisionOf(version.Signature), ct)).Select(one => (version.Id, one.Evaluation, one.Measured)));
            }

            if (measured.Find(one => one.Version == live.VersionId) is { Measured: { } mine } champion)
            {
                found.Add(new(
                    names.Of(null, live.ModelId, live.EnvironmentId), mine,
                    [.. measured.Where(one => one.Version != live.VersionId && one.Evaluation.DatasetVersionId == champion.Evaluation.DatasetVersionId).Select(one => one.Measured)]));
            }
        }

        return found;
    }

    /// <summary>On each class of accelerators that the version was measured on.</summary>
    private async Task<List<(Evaluation Evaluation, MeasuredVersion Measured)>> MeasuredAsync(Actor actor, PortalDbContext db, VersionId version, int number, string? precision, CancellationToken ct)
    {
        var found = new List<(Evaluation, MeasuredVersion)>();
        foreach (var row in (await hardware.OfVersionAsync(actor, version, ct)).Rows.Where(row => row is { Basis: Evaluations.Hardware.CostBasis.Measured, RowsPerSecond: > 0, Evaluation: not null }))
        {
            var evaluation = await db.Evaluations.AsNoTracking().SingleAsync(one => one.Id == row.Evaluation!.Value, ct);
            if (evaluation is { Timings.IsOnProcessor: false, Results: { } results })
            {
                var name = MetricNames.HeadlineOf(results.Task);
                found.Add((evaluation, new MeasuredVersion(
                    number, precision, row.Price.Class, decimal.Round((decimal)row.RowsPerSecond!.Value, 6), name, results.Metrics.TryGetValue(name, out var value) ? value : null, evaluation.Id.ToString())));
            }
        }

        return found;
    }

    private static string? PrecisionOf(string signature) => JsonSerializer.Deserialize(signature, ContractJson.Default.ModelSignature)?.Precision;
}
