using Portal.Core.Promotions;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Promotions.Components;

/// <summary>Verdicts as gate rows show them.</summary>
public static class GateReadings
{
    public static IReadOnlyList<GateReading> Of(IEnumerable<GateVerdict> verdicts) => [.. verdicts.Select(Of)];

    public static GateReading Of(GateVerdict verdict)
    {
        if (verdict.Money is { } money)
        {
            return new GateReading(
                ToneOf(verdict),
                verdict.Title,
                Sentence(verdict),
                money.Amount is { } amount ? Figures.UnitPrice(amount, money.Currency) : null,
                Figures.UnitPrice(money.Limit, money.Currency),
                GateDirection.AtMost).Scaled((double?)money.Amount, (double)money.Limit);
        }

        var reading = new GateReading(
            ToneOf(verdict),
            verdict.Title,
            Sentence(verdict),
            verdict.Value is { } value ? Text(value, verdict) : null,
            verdict.Limit is { } limit ? Text(limit, verdict) : null,
            verdict.AtLeast ? GateDirection.AtLeast : GateDirection.AtMost);
        return verdict.Limit is { } mark ? reading.Scaled(verdict.Value, mark) : reading;
    }

    public static Tone ToneOf(GateVerdict verdict) => verdict switch
    {
        { ExceptionReason: not null } => Tone.Waived,
        { Verdict: Verdict.Passed } => Tone.Passed,
        { Verdict: Verdict.Failed } => Tone.Failed,
        _ => Tone.Missing,
    };

    /// <summary>"1 failed · 1 missing · 6 passed"; what there is none of is left out.</summary>
    public static string Summary(IEnumerable<GateVerdict> verdicts)
    {
        var counts = verdicts.GroupBy(ToneOf).ToDictionary(same => same.Key, same => same.Count());
        var parts = new[] { (Tone.Failed, "failed"), (Tone.Missing, "missing"), (Tone.Waived, "waived"), (Tone.Passed, "passed") }
            .Where(part => counts.ContainsKey(part.Item1)).Select(part => $"{counts[part.Item1]} {part.Item2}");
        return string.Join(" · ", parts) is { Length: > 0 } summary ? summary : "no gates";
    }

    private static string Sentence(GateVerdict verdict) => verdict switch
    {
        { ExceptionReason: { } reason } => $"{verdict.Sentence} Let pass as an exception: “{reason}”",
        { Verdict: Verdict.Missing, Blocks: false } => $"{verdict.Sentence} It does not block.",
        _ => verdict.Sentence,
    };

    private static string Text(double number, GateVerdict verdict) => verdict.Unit switch
    {
        "ms" => Figures.Milliseconds(number),
        "days" when number < 1 => "under 1 day",
        "days" => Figures.Number(number, number == Math.Floor(number) ? 0 : 1) + (number == 1 ? " day" : " days"),
        _ => Figures.Number(number, Digits(verdict)),
    };

    /// <summary>Three, and more where the number would look like the limit that it misses.</summary>
    private static int Digits(GateVerdict verdict)
    {
        const int Most = 9;
        if (verdict is not { Value: { } value, Limit: { } limit } || value.Equals(limit))
        {
            return 3;
        }

        return Enumerable.Range(3, Most - 3).FirstOrDefault(digits => Figures.Number(value, digits) != Figures.Number(limit, digits), Most);
    }
}
