namespace Portal.Core.Storage;

/// <summary>Values of enums that come from outside: a number that no name belongs to is no choice.</summary>
public static class Choices
{
    public static Refusal? Refuses<TChoice>(string field, TChoice value)
        where TChoice : struct, Enum => Enum.IsDefined(value)
        ? null
        : Refusal.Invalid(field, $"This needs one of {string.Join(", ", Enum.GetNames<TChoice>())}.");

    public static Refusal? Refuses<TChoice>(string field, IEnumerable<TChoice> values)
        where TChoice : struct, Enum => values.Select(value => Refuses(field, value)).FirstOrDefault(refusal => refusal is not null);
}
