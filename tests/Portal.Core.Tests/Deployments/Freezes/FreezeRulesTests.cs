using System.Globalization;
using Portal.Core.Deployments.Freezes;
using Portal.Core.Promotions;

namespace Portal.Core.Tests.Deployments.Freezes;

public sealed class FreezeRulesTests
{
    private static readonly DateTimeOffset s_now = At("2026-11-22T12:00:00Z");

    [Theory]
    [InlineData("2026-11-22T11:59:59.999Z", null, FreezeState.Upcoming)]
    [InlineData("2026-11-22T12:00:00Z", null, FreezeState.Active)]
    [InlineData("2026-11-30T06:59:59Z", null, FreezeState.Active)]
    [InlineData("2026-11-30T07:00:00Z", null, FreezeState.Past)]
    [InlineData("2026-11-25T00:00:00Z", "2026-11-24T00:00:00Z", FreezeState.Past)]
    [InlineData("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z", FreezeState.Active)]
    [InlineData("2026-11-23T00:00:00Z", "2026-11-20T00:00:00Z", FreezeState.CalledOff)]
    public void State_AtAnInstant(string at, string? endedAt, FreezeState state) =>
        Assert.Equal(state, FreezeRules.StateAt(At("2026-11-22T12:00:00Z"), At("2026-11-30T07:00:00Z"), endedAt is null ? null : At(endedAt), At(at)));

    [Fact]
    public void Refusal_SaysTheLastEndInItsZone()
    {
        FreezeSpan[] freezes =
        [
            new("Release weekend", "Quiet.", At("2026-11-20T00:00:00Z"), At("2026-11-23T00:00:00Z"), "UTC"),
            new("Black week", "No risk in the busiest week.", At("2026-11-20T00:00:00Z"), At("2026-11-30T07:00:00Z"), "Europe/Berlin"),
            new("Year end", "Closing.", At("2026-12-20T00:00:00Z"), At("2027-01-04T00:00:00Z"), "Europe/Berlin"),
        ];

        Assert.Equal(
            "production is frozen until Mon 30 Nov 2026, 08:00 (Europe/Berlin): Black week. Nothing new goes live there before.",
            FreezeRules.Refuses("production", freezes, s_now)?.Sentence);
        Assert.Null(FreezeRules.Refuses("production", freezes, At("2026-12-01T00:00:00Z")));
        Assert.Null(FreezeRules.Refuses("production", [], s_now));
    }

    [Theory]
    [InlineData("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z", "Europe/Berlin", null)]
    [InlineData("2026-11-20T00:00:00Z", "2026-11-24T00:00:00Z", "UTC", null)]
    [InlineData("2026-11-24T00:00:00Z", "2026-11-24T00:00:00Z", "UTC", "until")]
    [InlineData("2026-11-20T00:00:00Z", "2026-11-22T12:00:00Z", "UTC", "until")]
    [InlineData("2026-11-23T00:00:00Z", "2027-02-24T00:00:00Z", "UTC", "until")]
    [InlineData("2029-11-23T00:00:00Z", "2029-11-24T00:00:00Z", "UTC", "from")]
    [InlineData("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z", "Mars/Olympus", "timeZone")]
    [InlineData("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z", "../../etc/passwd", "timeZone")]
    [InlineData("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z", null, "timeZone")]
    public void Span_IsAskedFor(string from, string until, string? zone, string? field) =>
        Assert.Equal(field, FreezeRules.RefusesSpan(At(from), At(until), zone, s_now)?.Fields.Keys.Single());

    [Theory]
    [InlineData("production", null, true)]
    [InlineData(null, EnvironmentPurpose.Production, true)]
    [InlineData(" ", EnvironmentPurpose.Production, true)]
    [InlineData(null, null, false)]
    [InlineData("production", EnvironmentPurpose.Production, false)]
    public void Scope_IsOneOfTwo(string? environment, EnvironmentPurpose? purpose, bool may) => Assert.Equal(may, FreezeRules.RefusesScope(environment, purpose) is null);

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
