using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Hardware;

/// <summary>How the speed that a cost is made from was come by.</summary>
public enum CostBasis
{
    /// <summary>On a machine that says it is of this class.</summary>
    Measured,

    /// <summary>On a processor whose class nobody named, priced by the core as this one.</summary>
    PricedAs,

    /// <summary>This version was never evaluated on such a machine, and speed is not guessed.</summary>
    NotMeasured,
}

/// <summary>What a class of hardware asks for predictions of one version.</summary>
/// <param name="RowsPerSecond">The best that was measured; null when nothing was.</param>
/// <param name="AtFullLoad">Cost of 1,000 predictions when there is always something to predict.</param>
/// <param name="AtUsualLoad">The same at <see cref="HardwarePrices.Utilisation"/>.</param>
/// <param name="MeasuredOn">The device in words.</param>
/// <param name="Evaluation">The evaluation that measured it.</param>
public sealed record HardwareCost(
    HardwarePrice Price, CostBasis Basis, double? RowsPerSecond, decimal? AtFullLoad, decimal? AtUsualLoad, string? MeasuredOn, EvaluationId? Evaluation);

/// <param name="Utilisation">The share of an hour that the usual load stands for.</param>
public sealed record HardwareCostTable(decimal Utilisation, IReadOnlyList<HardwareCost> Rows);

/// <summary>One evaluation's speed, as far as costs need it.</summary>
internal sealed record MeasuredSpeed(EvaluationId Evaluation, EvaluationTimings Timings);

/// <summary>Which measurement prices which class. Pure.</summary>
internal static class HardwareCostRules
{
    /// <summary>What a processor is priced as when its node named no class.</summary>
    public const string PlainX86 = "cpu-x86";
    public const string PlainArm = "cpu-arm";

    /// <param name="measured">Evaluations of one version on one dataset, the newest first.</param>
    public static HardwareCostTable Of(HardwarePrices prices, IReadOnlyList<MeasuredSpeed> measured) =>
        new(prices.Utilisation, [.. prices.Classes.Select(price => Of(price, prices.Utilisation, measured)).OrderBy(row => row.Basis)]);

    private static HardwareCost Of(HardwarePrice price, decimal utilisation, IReadOnlyList<MeasuredSpeed> measured)
    {
        var of = measured.FirstOrDefault(one => price.Class.Equals(one.Timings.HardwareClass, StringComparison.OrdinalIgnoreCase));
        var basis = of is null ? CostBasis.PricedAs : CostBasis.Measured;
        of ??= measured.FirstOrDefault(one => one.Timings.HardwareClass is null && price.Class.Equals(PlainClassOf(one.Timings), StringComparison.OrdinalIgnoreCase));
        if (of is null)
        {
            return new(price, CostBasis.NotMeasured, null, null, null, null, null);
        }

        var (timings, rows) = (of.Timings, of.Timings.Speed?.Best()?.RowsPerSecond ?? of.Timings.RowsPerSecond);
        decimal? At(decimal load) => PredictionCost.Of(price, timings.Cores, rows, load);
        return new(price, basis, rows, At(1), At(utilisation), timings.Device, of.Evaluation);
    }

    /// <summary>Only processors: what a GPU costs depends on which one it is.</summary>
    private static string? PlainClassOf(EvaluationTimings timings) => timings switch
    {
        { IsOnProcessor: false } or { Cores: 0 } => null,
        { Architecture: "x64" } => PlainX86,
        { Architecture: "arm64" } => PlainArm,
        _ => null,
    };
}

/// <summary>What predictions of a version cost on each class of hardware that has a price.</summary>
public sealed class HardwareCosts(PortalDatabase database, HardwarePrices prices)
{
    /// <summary>On the hardware of one evaluation; null where that has no price.</summary>
    public static HardwareCost? OfTimings(HardwarePrices prices, EvaluationTimings timings) =>
        HardwareCostRules.Of(prices, [new MeasuredSpeed(default, timings)]).Rows.FirstOrDefault(row => row.AtUsualLoad is not null);

    /// <summary>Newer evaluations than these tell of every class that is in use.</summary>
    private const int Looked = 50;

    public async Task<HardwareCostTable> OfVersionAsync(Actor actor, VersionId version, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var rows = await db.Evaluations.AsNoTracking()
            .Where(row => row.VersionId == version && row.State == EvaluationState.Completed && row.Timings != null)
            .OrderByDescending(row => row.QueuedAt).ThenByDescending(row => row.Id).Take(Looked)
            .Select(row => new { row.Id, row.Timings }).ToListAsync(ct);
        return HardwareCostRules.Of(prices, [.. rows.Select(row => new MeasuredSpeed(row.Id, row.Timings!))]);
    }
}
