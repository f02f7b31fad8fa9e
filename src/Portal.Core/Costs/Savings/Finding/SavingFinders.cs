using System.Globalization;
using Portal.Core.Costs.Economics;
using static Portal.Core.Costs.Economics.Working;
using Calendar = Portal.Core.Costs.Economics.Calendar;

namespace Portal.Core.Costs.Savings.Finding;

/// <summary>
/// Finds money that could be saved in what was measured, each by its formula. Pure: without a measurement there is no saving, and no number
/// is assumed but those that a sentence names.
/// </summary>
public static class SavingFinders
{
    /// <summary>The share of its speed that a machine is planned for: what is above it is no waste.</summary>
    public const decimal PlannedLoad = 0.7m;

    /// <summary>A schedule is worth its trouble when at least a quarter of the week is off.</summary>
    public const int MostHoursOn = 126;

    /// <summary>Observations of less than a week say nothing of a week.</summary>
    public const int LeastDays = 7;

    private const string FromSums = "sums of costs";
    private const string FromObservations = "observations";

    /// <summary>F1 and F16: machines beyond what the busiest hour needs at the planned load, at the price that was paid.</summary>
    /// <param name="speed">What a machine does, measured by an evaluation of the live version on accelerators.</param>
    public static SavingFinding? Idle(SavingWindow window, BoughtAccelerators bought, ObservedWeek week, MeasuredVersion speed)
    {
        var machines = bought.Hours / window.Hours;
        var served = speed.RowsPerSecond * PlannedLoad * Calendar.SecondsAnHour;
        var needed = Math.Max(1, Math.Ceiling(week.BusiestHour / served));
        var spare = Math.Floor(machines - needed);
        if (week.Days < LeastDays || spare < 1)
        {
            return null;
        }

        var saving = Cloud.OnDemand(spare, bought.Hourly);
        var used = Math.Min(1, week.BusiestHour / (machines * speed.RowsPerSecond * Calendar.SecondsAnHour));
        return Make(
            SavingKind.IdleAccelerator, bought, $"Fewer machines for {bought.Owner.Name}",
            $"{Number(machines)} machines were on and the busiest hour needs {Number(needed)} at {Number(PlannedLoad * 100)} % load: {Number(spare)} of them could go.", saving, window,
            [
                new("Machine hours paid for", $"{Number(bought.Hours)} in {window.Days} days", FromSums), new("Price paid", $"{bought.Currency} {Number(bought.Hourly)} an hour", FromSums),
                new("Rows in the busiest hour", Number(week.BusiestHour), FromObservations), new($"Speed on {speed.HardwareClass}", $"{Number(speed.RowsPerSecond)} rows a second", $"evaluation {speed.Evaluation}"),
            ],
            saving, Tokens.Idle(bought.Hourly, used));
    }

    /// <summary>F11: the hours of the week in which nothing came, for machines that were always on.</summary>
    public static SavingFinding? OffHours(SavingWindow window, BoughtAccelerators bought, ObservedWeek week)
    {
        const decimal AlwaysOn = 0.9m;
        var machines = bought.Hours / window.Hours;
        if (week.Days < LeastDays || week.Rows.Count == 0 || week.HoursOn > MostHoursOn || machines < AlwaysOn)
        {
            return null;
        }

        var (always, scheduled) = (Cloud.OnDemand(machines, bought.Hourly), Cloud.Scheduled(machines, bought.Hourly, week.HoursOn));
        return Make(
            SavingKind.OffHours, bought, $"A schedule for {bought.Owner.Name}",
            $"Nothing came in {Calendar.HoursAWeek - week.HoursOn:0} of the {Calendar.HoursAWeek:0} hours of the week, an hour of warm-up before each busy time counted as on. Its machines were on all week.",
            Saving.Of(always, scheduled), window,
            [
                new("Machine hours paid for", $"{Number(bought.Hours)} in {window.Days} days", FromSums), new("Price paid", $"{bought.Currency} {Number(bought.Hourly)} an hour", FromSums),
                new("Hours of the week with traffic, warm-up included", week.HoursOn.ToString(CultureInfo.InvariantCulture), FromObservations),
            ],
            always, scheduled);
    }

    /// <summary>F3: what nobody waits for, at a spot price that the same provider was paid in the same region. Work done again is not measured and counts as none.</summary>
    /// <param name="spot">What was bought at spot prices in the window.</param>
    public static SavingFinding? Spot(SavingWindow window, BoughtAccelerators bought, IReadOnlyList<BoughtAccelerators> spot)
    {
        var offers = spot.Where(one => one.IsSpot && one.Provider == bought.Provider && one.Region == bought.Region && one.Currency == bought.Currency && one.Hourly > 0 && one.Hourly < bought.Hourly).ToList();
        if (!bought.CanWait || bought.IsSpot || offers.Count == 0)
        {
            return null;
        }

        // Of several, the dearest: another card than the one that is used may be cheaper for a reason.
        var offer = offers.MaxBy(one => one.Hourly)!;
        var hours = window.Monthly(bought.Hours);
        var (full, interruptible) = (Cloud.OnDemand(1, bought.Hourly, hours), Cloud.Spot(hours, bought.Hourly, 1 - (offer.Hourly / bought.Hourly), 0));
        return Make(
            SavingKind.SpotForBatches, bought, $"Spot machines for {bought.Owner.Name}",
            $"It is no production, and {bought.Provider} was paid {bought.Currency} {Number(offer.Hourly)} an hour for spot machines in {bought.Region} instead of {Number(bought.Hourly)}. Hours done again after interruptions are not measured, and not counted.",
            Saving.Of(full, interruptible), window,
            [new("Machine hours paid for", $"{Number(bought.Hours)} in {window.Days} days", FromSums), new("Price paid", $"{bought.Currency} {Number(bought.Hourly)} an hour for {bought.Sku}", FromSums), new("Spot price paid", $"{bought.Currency} {Number(offer.Hourly)} an hour for {offer.Sku}", FromSums)],
            full, interruptible);
    }

    /// <summary>F14: a version in INT8 that was measured quicker than the live one on the same class and data, at equal traffic.</summary>
    public static SavingFinding? Quantised(SavingWindow window, BoughtAccelerators bought, MeasuredModel measured)
    {
        const string Int8 = "INT8";
        var live = measured.Live;
        var best = measured.Others.Where(version => version.Precision == Int8 && version.HardwareClass == live.HardwareClass && version.RowsPerSecond > live.RowsPerSecond).MaxBy(version => version.RowsPerSecond);
        if (live.Precision == Int8 || best is null)
        {
            return null;
        }

        var monthly = window.Monthly(bought.Cost);
        var saving = new Working("F14").Input("cost", monthly, "a month").Input("speed of the live version", live.RowsPerSecond, "rows a second").Divisor("speed in INT8", best.RowsPerSecond, "rows a second")
            .Result(FigureUnit.Money, "saving", $"{Say(monthly)} × (1 − {Say(live.RowsPerSecond)} / {Say(best.RowsPerSecond)})", monthly * (1 - (live.RowsPerSecond / best.RowsPerSecond)));
        return Make(
            SavingKind.Quantisation, bought, $"Version {best.Number} in INT8 for {bought.Owner.Name}",
            $"Version {best.Number} does {Number(best.RowsPerSecond)} rows a second on {live.HardwareClass}, version {live.Number}, which is live, {Number(live.RowsPerSecond)}. {live.MetricName} {Metric(best)} instead of {Metric(live)}: the saving counts once its gates pass.",
            saving, window,
            [
                new("Cost in the window", $"{bought.Currency} {Number(bought.Cost)}", FromSums), new($"Version {live.Number}, {live.Precision ?? "precision unknown"}", $"{Number(live.RowsPerSecond)} rows a second, {live.MetricName} {Metric(live)}", $"evaluation {live.Evaluation}"),
                new($"Version {best.Number}, INT8", $"{Number(best.RowsPerSecond)} rows a second, {best.MetricName} {Metric(best)}", $"evaluation {best.Evaluation}"),
            ],
            saving);
    }

    /// <summary>F2: commitments cost the same, used or not. What was not used could have been left out.</summary>
    public static SavingFinding? Unused(SavingWindow window, UnusedCommitment unused)
    {
        if (unused.Cost <= 0)
        {
            return null;
        }

        var saving = new Working("F2").Input("paid and not used", unused.Cost, $"in {window.Days} days").Result(FigureUnit.Money, "a month", $"{Say(unused.Cost)} × 730 h / {Say(window.Hours)} h", window.Monthly(unused.Cost));
        return new(
            SavingKind.UnusedReservation, SubjectOf(unused), Fit($"Unused commitment: {unused.Service}"),
            $"{unused.Currency} {Number(unused.Cost)} were paid to {unused.Provider} for {(unused.Sku.Length > 0 ? unused.Sku : unused.Service)} and not used in {window.Days} days.", new SavingOwner(unused.Team, null, null, null, null), unused.Provider,
            saving.Exact!.Value, unused.Currency, new SavingEvidence(window.From, window.Until, [new("Charges for what was not used", $"{unused.Currency} {Number(unused.Cost)}", FromSums)], [saving]));
    }

    /// <summary>F13: where leaving costs more than computing, as much as it costs more could be saved at most by computing where the data is.</summary>
    public static SavingFinding? Leaving(SavingWindow window, NetworkUse use)
    {
        if (use.Compute <= 0 || !Egress.ExceedsCompute(use.Egress, use.Compute))
        {
            return null;
        }

        var (egress, compute) = (window.Monthly(use.Egress), window.Monthly(use.Compute));
        var saving = new Working("F13").Input("egress", egress, "a month").Input("compute", compute, "a month").Result(FigureUnit.Money, "egress above compute", $"{Say(egress)} − {Say(compute)}", egress - compute);
        return new(
            SavingKind.Egress, Subject(use.Provider, use.Owner.Subject, use.Currency), Fit($"What leaves {use.Provider}: {use.Owner.Name}"),
            $"Data that leaves {use.Provider} costs more than what is computed there. Computing where the data goes would save at most the difference.", use.Owner, use.Provider, saving.Exact!.Value, use.Currency,
            new SavingEvidence(window.From, window.Until, [new("Networking", $"{use.Currency} {Number(use.Egress)}", FromSums), new("Compute", $"{use.Currency} {Number(use.Compute)}", FromSums)], [saving]));
    }

    internal static string SubjectOf(UnusedCommitment unused) => Subject(unused.Provider, unused.Service, unused.Sku, $"{unused.Team}", unused.Currency);

    internal static SavingFinding? Make(SavingKind kind, BoughtAccelerators bought, string title, string sentence, Figure saving, SavingWindow window, IReadOnlyList<SavingFact> facts, params IReadOnlyList<Figure> figures) =>
        saving.Exact is > 0 and var monthly
            ? new(
                kind, Subject(bought.Provider, bought.Region, bought.Sku, bought.Owner.Subject, bought.Currency), Fit(title), Storage.Texts.Fit(sentence, FoundSaving.LongestSentence), bought.Owner, bought.Provider, monthly, bought.Currency,
                new SavingEvidence(window.From, window.Until, facts, [.. figures]))
            : null;

    /// <summary>What a saving is known by. Where the names are too long, their digest stands for the rest, so that no two things become one.</summary>
    internal static string Subject(params IReadOnlyList<string> parts)
    {
        const int Named = 120;
        var text = string.Join('|', parts).Replace('\0', '\uFFFD');
        return text.Length <= FoundSaving.LongestSubject ? text : $"{text[..Named]}|{Storage.Digest.Of(System.Text.Encoding.UTF8.GetBytes(text))}";
    }

    internal static string Fit(string text) => Storage.Texts.Fit(text, FoundSaving.LongestSubject);

    internal static string Number(decimal value) => decimal.Round(value, 4).ToString("#,##0.####", CultureInfo.InvariantCulture);

    private static string Metric(MeasuredVersion version) => version.Metric is { } value ? value.ToString("0.000", CultureInfo.InvariantCulture) : "not measured";
}
