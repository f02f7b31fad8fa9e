using Portal.Core.Deployments.Fleets;

namespace Portal.Core.Tests.Deployments.Fleets;

public sealed class WaveRulesTests
{
    private static readonly DateTimeOffset s_due = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]

    // Nobody to wait for.
    [InlineData(95, 10, 0, 0, 0, 0, -60, WaveOutcome.Complete)]

    // 95 % of 20 are 19.
    [InlineData(95, 10, 18, 0, 0, 2, -60, WaveOutcome.GoOn)]
    [InlineData(95, 10, 19, 0, 0, 1, -60, WaveOutcome.Complete)]
    [InlineData(95, 10, 19, 1, 0, 0, -60, WaveOutcome.Complete)]
    [InlineData(95, 10, 19, 0, 1, 0, 60, WaveOutcome.Complete)]

    // 10 % of 20 are 2: more than that fails, at any time.
    [InlineData(95, 10, 0, 2, 0, 18, -60, WaveOutcome.GoOn)]
    [InlineData(95, 10, 0, 3, 0, 17, -60, WaveOutcome.Fail)]
    [InlineData(95, 10, 17, 3, 0, 0, -60, WaveOutcome.Fail)]

    // Both numbers reached: the failures speak first.
    [InlineData(50, 10, 17, 3, 0, 0, -60, WaveOutcome.Fail)]

    // With 0 % one failure is enough.
    [InlineData(95, 0, 99, 0, 0, 1, -60, WaveOutcome.Complete)]
    [InlineData(95, 0, 99, 1, 0, 0, -60, WaveOutcome.Fail)]

    // Silent ones are no failures, but they do not run the version either: the time limit decides.
    [InlineData(95, 10, 0, 0, 20, 0, -60, WaveOutcome.GoOn)]
    [InlineData(95, 10, 18, 0, 2, 0, 0, WaveOutcome.Fail)]
    [InlineData(95, 10, 18, 0, 2, 0, -1, WaveOutcome.GoOn)]
    [InlineData(90, 10, 18, 0, 2, 0, 0, WaveOutcome.Complete)]

    // A single device.
    [InlineData(95, 10, 1, 0, 0, 0, -60, WaveOutcome.Complete)]
    [InlineData(95, 10, 0, 1, 0, 0, -60, WaveOutcome.Fail)]
    [InlineData(1, 99, 0, 1, 0, 0, -60, WaveOutcome.Fail)]
    [InlineData(100, 99, 199, 1, 0, 0, -60, WaveOutcome.GoOn)]
    [InlineData(100, 99, 200, 0, 0, 0, -60, WaveOutcome.Complete)]
    public void Judge(int complete, int failed, int running, int failures, int silent, int pending, int minutesAfterDue, WaveOutcome expected)
    {
        var verdict = WaveRules.Judge(new WaveSettings(complete, failed), new WaveCounts(running, failures, silent, pending), s_due.AddMinutes(minutesAfterDue), s_due);

        Assert.Equal(expected, verdict.Outcome);
        Assert.NotEmpty(verdict.Sentence);
    }

    [Fact]
    public void Judge_SaysTheNumbersAndTheLimit() => Assert.Equal(
        "3 of 20 devices failed (15 %); more than 10 % is the limit.",
        WaveRules.Judge(new WaveSettings(), new WaveCounts(17, 3, 0, 0), s_due, s_due.AddHours(1)).Sentence);

    [Theory]
    [InlineData(0, 10, 60, 60, "completePercent")]
    [InlineData(101, 10, 60, 60, "completePercent")]
    [InlineData(95, -1, 60, 60, "failedPercent")]
    [InlineData(95, 100, 60, 60, "failedPercent")]
    [InlineData(95, 10, 0, 60, "limitMinutes")]
    [InlineData(95, 10, 129_601, 60, "limitMinutes")]
    [InlineData(95, 10, 60, 0, "silentMinutes")]
    [InlineData(95, 10, 60, 43_201, "silentMinutes")]
    public void Settings_OutOfRange_NameTheField(int complete, int failed, int limit, int silent, string field) =>
        Assert.Equal(field, Assert.Single(new WaveSettings(complete, failed, limit, silent).Refuses()!.Fields).Key);

    [Fact]
    public void Settings_AsTheyCome_AreInOrder() => Assert.Null(new WaveSettings().Refuses());

    [Theory]
    [InlineData(false, true, -1, ReportedState.Running, true, DeviceState.Silent)]
    [InlineData(false, true, 1, ReportedState.Running, true, DeviceState.Running)]
    [InlineData(false, true, 1, ReportedState.Running, false, DeviceState.Failed)]
    [InlineData(false, true, 1, ReportedState.Failed, true, DeviceState.Failed)]
    [InlineData(false, true, 1, ReportedState.Downloading, true, DeviceState.Downloading)]
    [InlineData(false, true, 1, null, false, DeviceState.Expected)]
    [InlineData(false, false, -1, null, false, DeviceState.Expected)]
    [InlineData(true, true, 1, ReportedState.Running, true, DeviceState.Retired)]
    public void DeviceState_FromWhatItSaid(bool retired, bool reported, int minutesToSilence, ReportedState? said, bool genuine, DeviceState expected) =>
        Assert.Equal(expected, DeviceStates.Of(retired ? s_due : null, reported ? s_due : null, s_due.AddMinutes(minutesToSilence), said, genuine, s_due));
}
