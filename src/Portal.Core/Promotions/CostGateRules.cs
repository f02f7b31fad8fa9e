using System.Globalization;

namespace Portal.Core.Promotions;

/// <summary>Whether a version may cost what it costs. Pure; amounts are decimals.</summary>
internal static class CostGateRules
{
    private const decimal Highest = 1_000_000_000;
    private const int Decimals = 6;
    private const decimal Thousand = 1000;

    public static string IdOf(CostGate gate) => gate is PredictionCostGate ? "cost:prediction" : "cost:month";

    public static string TitleOf(CostGate gate) => gate is PredictionCostGate ? "Cost of 1,000 predictions" : "Cost of a month";

    /// <summary>Null when the gate can be asked.</summary>
    public static Refusal? Refuses(CostGate gate, string field) =>
        gate.Ceiling <= 0 || gate.Ceiling > Highest || decimal.Round(gate.Ceiling, Decimals) != gate.Ceiling
            ? Refusal.Invalid(field, $"This needs an amount above 0, at most {Highest.ToString("N0", CultureInfo.InvariantCulture)}, with at most {Decimals} decimals.")
            : gate.Currency is not { Length: 3 } || !gate.Currency.All(char.IsAsciiLetterUpper)
                ? Refusal.Invalid(field, "This needs a currency by its three letters, such as EUR.")
                : null;

    public static GateVerdict Judge(CostGate gate, GateEvidence evidence)
    {
        if (evidence.Candidate.Cost is not { } cost)
        {
            return Missing(gate, $"Version {evidence.Candidate.Number} was not measured on hardware that has a price, and cost is not guessed.");
        }

        if (cost.Currency != gate.Currency)
        {
            return Missing(gate, $"The price of {cost.HardwareClass} is in {cost.Currency} and the policy asks in {gate.Currency}; prices are not converted here.");
        }

        return gate is PredictionCostGate ? OfThousand(gate, cost, evidence) : OfMonth(gate, cost, evidence);
    }

    private static GateVerdict OfThousand(CostGate gate, CostEvidence cost, GateEvidence evidence) => Say(
        gate,
        cost.Thousand,
        $"1,000 predictions cost {GateWords.Amount(cost.Thousand, cost.Currency)} on {cost.HardwareClass}, busy {GateWords.Percent((double)cost.Utilisation)} of the time; {Allowed(gate)}.{Live(evidence, cost, live => live.Thousand, "")}");

    private static GateVerdict OfMonth(CostGate gate, CostEvidence cost, GateEvidence evidence)
    {
        if (evidence.Load is not { } load)
        {
            return Missing(gate, "Nothing says how many predictions a month are expected: make the model part of a use case, or send what production asks.");
        }

        decimal Month(CostEvidence of) => decimal.Round(of.Thousand * load.PredictionsAMonth / Thousand, Decimals, MidpointRounding.AwayFromZero);
        var many = load.PredictionsAMonth.ToString("#,0", CultureInfo.InvariantCulture);
        return Say(
            gate,
            Month(cost),
            $"{many} predictions, {load.Source}, cost {GateWords.Amount(Month(cost), cost.Currency)} a month on {cost.HardwareClass}; {Allowed(gate)}.{Live(evidence, cost, Month, " a month")}");
    }

    private static string Allowed(CostGate gate) => $"at most {GateWords.Amount(gate.Ceiling, gate.Currency)} is allowed";

    private static string Live(GateEvidence evidence, CostEvidence cost, Func<CostEvidence, decimal> amount, string per) =>
        evidence.Champion is { Cost: { } live } champion && live.Currency == cost.Currency && champion.Id != evidence.Candidate.Id
            ? $" Live version {champion.Number} costs {GateWords.Amount(amount(live), live.Currency)}{per} on {live.HardwareClass}."
            : "";

    private static GateVerdict Missing(CostGate gate, string sentence) =>
        new(IdOf(gate), TitleOf(gate), Verdict.Missing, null, null, AtLeast: false, gate.Currency, sentence, Blocks: true, Money: new(null, gate.Ceiling, gate.Currency));

    private static GateVerdict Say(CostGate gate, decimal amount, string sentence)
    {
        var passed = amount <= gate.Ceiling;
        return new(IdOf(gate), TitleOf(gate), passed ? Verdict.Passed : Verdict.Failed, null, null, AtLeast: false, gate.Currency, sentence, Blocks: !passed, Money: new(amount, gate.Ceiling, gate.Currency));
    }
}
