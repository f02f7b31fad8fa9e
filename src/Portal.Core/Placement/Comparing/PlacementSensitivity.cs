namespace Portal.Core.Placement.Comparing;

/// <summary>How far a number must move, all others staying, until another place is best.</summary>
/// <param name="To">The nearest value at which it is; to more digits than any price has.</param>
/// <param name="Winner">Who is best there; null when nothing is possible there.</param>
public sealed record PlacementSwing(PlacementInput Input, decimal To, string? Winner)
{
    /// <summary>Of the number as it is: 0.1 for a tenth more.</summary>
    public decimal Change => (To / Input.Value) - 1;
}

/// <summary>Finds for each number of a case the smallest change that makes another place the best. Pure.</summary>
public static class PlacementSensitivity
{
    /// <summary>Numbers this many times larger or smaller are looked at.</summary>
    public const decimal Widest = 10;

    private const int Steps = 20;
    private const int Halvings = 40;

    /// <summary>What takes the least first. What changes the winner nowhere within <see cref="Widest"/> times is not among them.</summary>
    public static IReadOnlyList<PlacementSwing> Of(PlacementCase facts)
    {
        var today = facts.Places.Select(place => PlacementComparison.Assess(facts, place)).ToList();
        if (PlacementComparison.Rank(facts, today) is not [var winner, ..])
        {
            return [];
        }

        return
        [
            .. PlacementInputs.Of(facts).Where(input => input.Value > 0).Select(input => Swing(facts, today, input, winner.Name)).OfType<PlacementSwing>()
                .OrderBy(swing => Math.Abs(Math.Log((double)(swing.To / swing.Input.Value)))).ThenBy(swing => swing.Input.Key, StringComparer.Ordinal),
        ];
    }

    private static PlacementSwing? Swing(PlacementCase facts, IReadOnlyList<PlaceAssessment> today, PlacementInput input, string winner)
    {
        var (up, down) = (Search(facts, today, input, winner, up: true), Search(facts, today, input, winner, up: false));
        var nearest = up is not { } above ? down : down is not { } below ? up : above / input.Value <= input.Value / below ? up : down;
        return nearest is { } to ? new(input, to, WinnerAt(facts, today, input, to)) : null;
    }

    /// <summary>A number of one place leaves the others as they are.</summary>
    private static string? WinnerAt(PlacementCase facts, IReadOnlyList<PlaceAssessment> today, PlacementInput input, decimal value)
    {
        var changed = PlacementInputs.With(facts, input.Key, value);
        var assessed = changed.Places.Select((place, index) => input.Place is null || place.Name == input.Place ? PlacementComparison.Assess(changed, place) : today[index]).ToList();
        return PlacementComparison.Rank(changed, assessed) is [var first, ..] ? first.Name : null;
    }

    private static decimal? Search(PlacementCase facts, IReadOnlyList<PlaceAssessment> today, PlacementInput input, string winner, bool up)
    {
        var before = input.Value;
        for (var step = 1; step <= Steps; step++)
        {
            var value = Math.Clamp(input.Value * (decimal)Math.Pow((double)Widest, (up ? 1.0 : -1.0) * step / Steps), input.Least, input.Most);
            if (value == before)
            {
                return null;
            }

            if (At(value) != winner)
            {
                return Real(Halve(At, before, value, winner));
            }

            before = value;
        }

        return null;

        string? At(decimal value) => WinnerAt(facts, today, input, Real(value));

        // Of what is counted, the next whole number in the direction of the search.
        decimal Real(decimal value) => !input.IsWhole ? value : up ? Math.Ceiling(value) : Math.Max(1, Math.Floor(value));
    }

    private static decimal Halve(Func<decimal, string?> winnerAt, decimal same, decimal other, string winner)
    {
        for (var step = 0; step < Halvings; step++)
        {
            var middle = (same + other) / 2;
            (same, other) = winnerAt(middle) == winner ? (middle, other) : (same, middle);
        }

        return other;
    }
}
