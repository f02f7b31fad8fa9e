using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Stages;

/// <summary>Whether a place can be delegated as it is asked for. Pure.</summary>
public static class DelegationRules
{
    public const int LongestDays = 90;

    /// <param name="from">Null when there is no such member.</param>
    /// <param name="to">Null when there is no such member.</param>
    public static Refusal? Refuses(MemberId? from, MemberId? to, bool toIsPerson, DateTimeOffset begins, DateTimeOffset until, DateTimeOffset now) =>
        from is null ? Refusal.Invalid("from", "No active member has this e-mail address.")
        : to is null ? Refusal.Invalid("to", "No active member has this e-mail address.")
        : !toIsPerson ? Refusal.Invalid("to", "Only a person can decide in somebody's place, not the account of a program.")
        : from == to ? Refusal.Invalid("to", "This is the same member: nobody stands in for themselves.")
        : until <= begins || until <= now ? Refusal.Invalid("until", "The end has to lie after the beginning, and in the future.")
        : until - begins > TimeSpan.FromDays(LongestDays) ? Refusal.Invalid("until", $"A place is delegated for {LongestDays} days at most; delegate again after that.")
        : null;
}
