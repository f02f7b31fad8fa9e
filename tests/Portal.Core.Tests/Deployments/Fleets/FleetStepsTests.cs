using Portal.Core.Deployments;
using Portal.Core.Deployments.Fleets;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Deployments.Fleets;

/// <summary>
/// Every sequence of a few reports, ticks of the clock and acts of people, on three groups of one or two devices, against the rules that
/// always hold. Devices that fell silent, that fail, that hold other bytes and that come back are among the reports.
/// </summary>
public sealed class FleetStepsTests
{
    private const int Longest = 6;

    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly VersionId s_former = VersionId.New();
    private static readonly VersionId s_next = VersionId.New();
    private static readonly DeviceGroupId[] s_groups = [DeviceGroupId.New(), DeviceGroupId.New(), DeviceGroupId.New()];

    private enum Event
    {
        /// <summary>Devices of the group that is in its turn say that they run what they are told.</summary>
        Well,

        /// <summary>One device of that group says that it can't.</summary>
        Broken,

        /// <summary>All of them say nothing any more.</summary>
        Quiet,

        /// <summary>The clock looks, after a while that stays below the limit.</summary>
        Look,

        /// <summary>The clock looks after the limit.</summary>
        LookLate,
        Pause,
        Resume,
        TakeBack,
    }

    [Fact]
    public void EverySequence_NobodyIsToldTwoVersions_AFailedWaveEndsAll_AndTakenBackMeansTheFormerForEverybody()
    {
        var (sequences, ends) = (0, new HashSet<FleetRolloutState>());
        foreach (var events in Sequences())
        {
            var run = new Run();
            foreach (var one in events)
            {
                run.Do(one);
            }

            // What came before its last event was checked as a shorter sequence.
            run.Check();
            sequences++;
            ends.Add(run.Rollout.State);
        }

        Assert.Equal(Enumerable.Range(1, Longest).Sum(length => (int)Math.Pow(Enum.GetValues<Event>().Length, length)), sequences);
        Assert.Equal([FleetRolloutState.Running, FleetRolloutState.Paused, FleetRolloutState.Completed, FleetRolloutState.TakenBack], ends.Order());
    }

    [Fact]
    public void Begin_WithoutGroups_TellsEverybodyAtOnce()
    {
        var rollout = Make([]);

        FleetSteps.Begin(rollout, s_start);

        Assert.Equal((FleetRolloutState.Completed, s_next), (rollout.State, FleetSteps.Desired(rollout, s_groups[0])));
    }

    [Fact]
    public void Group_ThatTheRolloutDoesNotKnow_GoesOnUntilItIsComplete()
    {
        var rollout = Make(s_groups[..1]);
        FleetSteps.Begin(rollout, s_start);
        Assert.Equal((s_next, s_former), (FleetSteps.Desired(rollout, s_groups[0]), FleetSteps.Desired(rollout, s_groups[1])));

        FleetSteps.Look(rollout, new WaveCounts(3, 0, 0, 0), s_start);

        Assert.Equal(s_next, FleetSteps.Desired(rollout, s_groups[1]));
    }

    [Fact]
    public void Pause_GivesTheWaveItsTimeBack()
    {
        var rollout = Make(s_groups);
        FleetSteps.Begin(rollout, s_start);
        FleetSteps.Pause(rollout, s_start.AddMinutes(50), "a storm");

        Assert.Null(FleetSteps.Look(rollout, new WaveCounts(0, 2, 0, 0), s_start.AddDays(2)).Wave);
        FleetSteps.Resume(rollout, s_start.AddDays(2));

        Assert.Equal(s_start.AddDays(2).AddMinutes(10), FleetSteps.Current(rollout)!.DueAt);
        Assert.Equal(WaveOutcome.GoOn, FleetSteps.Look(rollout, new WaveCounts(0, 0, 0, 2), s_start.AddDays(2)).Outcome);
    }

    [Theory]
    [InlineData(true, FleetRolloutState.TakenBack)]
    [InlineData(false, FleetRolloutState.Superseded)]
    public void MakeWay_ForTheFormerVersionOrForAnother(bool former, FleetRolloutState expected)
    {
        var rollout = Make(s_groups);
        FleetSteps.Begin(rollout, s_start);

        FleetSteps.MakeWay(rollout, former ? s_former : VersionId.New(), s_start);

        Assert.Equal((expected, s_former), (rollout.State, FleetSteps.Desired(rollout, s_groups[0])));
        FleetSteps.MakeWay(rollout, s_former, s_start.AddDays(1));
        Assert.Equal(s_start, rollout.EndedAt);
    }

    [Theory]
    [InlineData(FleetRolloutState.Running, "resume")]
    [InlineData(FleetRolloutState.Paused, "pause")]
    [InlineData(FleetRolloutState.Completed, "pause resume take-back")]
    [InlineData(FleetRolloutState.TakenBack, "pause resume take-back")]
    [InlineData(FleetRolloutState.Superseded, "pause resume take-back")]
    public void Acts_InEachState(FleetRolloutState state, string refused)
    {
        var rollout = Make(s_groups);
        rollout.State = state;

        Assert.Equal(refused, string.Join(' ', new[]
        {
            FleetSteps.RefusesPause(rollout) is null ? null : "pause",
            FleetSteps.RefusesResume(rollout) is null ? null : "resume",
            FleetSteps.RefusesTakeBack(rollout) is null ? null : "take-back",
        }.Where(word => word is not null)));
    }

    private static IEnumerable<Event[]> Sequences() => Enumerable.Range(1, Longest).SelectMany(Sequences);

    private static IEnumerable<Event[]> Sequences(int length)
    {
        var kinds = Enum.GetValues<Event>();
        var all = (int)Math.Pow(kinds.Length, length);
        for (var code = 0; code < all; code++)
        {
            var (events, rest) = (new Event[length], code);
            for (var place = 0; place < length; place++)
            {
                (events[place], rest) = (kinds[rest % kinds.Length], rest / kinds.Length);
            }

            yield return events;
        }
    }

    private static FleetRollout Make(DeviceGroupId[] groups)
    {
        var (tenant, id) = (TenantId.New(), FleetRolloutId.New());
        return new FleetRollout
        {
            TenantId = tenant, Id = id, EnvironmentId = EnvironmentId.New(), ModelId = ModelId.New(), Number = 1, DeploymentId = DeploymentId.New(), VersionId = s_next, FormerVersionId = s_former,
            State = FleetRolloutState.Running, StartedAt = s_start, NextLookAt = s_start,
            Waves = [.. groups.Select((group, at) => new FleetWave { TenantId = tenant, RolloutId = id, GroupId = group, Position = at + 1, Settings = new WaveSettings(LimitMinutes: 60) })],
        };
    }

    /// <summary>One sequence, with what was told and said in it.</summary>
    private sealed class Run
    {
        private readonly WaveCounts[] _counts = [new(0, 0, 0, 1), new(0, 0, 0, 2), new(0, 0, 0, 2)];
        private readonly HashSet<DeviceGroupId> _told = [];
        private DateTimeOffset _now = s_start;
        private bool _failed;

        public Run()
        {
            FleetSteps.Begin(Rollout, s_start);
            Tell();
        }

        public FleetRollout Rollout { get; } = Make(s_groups);

        public void Do(Event one)
        {
            switch (one)
            {
                case Event.Well:
                    Say(counts => new(counts.Devices, 0, 0, 0));
                    break;
                case Event.Broken:
                    Say(counts => new(counts.Devices - 1, 1, 0, 0));
                    break;
                case Event.Quiet:
                    Say(counts => new(0, 0, counts.Devices, 0));
                    break;
                case Event.Look or Event.LookLate:
                    Look(one == Event.Look ? 10 : 120);
                    break;
                case Event.Pause when FleetSteps.RefusesPause(Rollout) is null:
                    FleetSteps.Pause(Rollout, _now, "x");
                    break;
                case Event.Resume when FleetSteps.RefusesResume(Rollout) is null:
                    FleetSteps.Resume(Rollout, _now);
                    break;
                case Event.TakeBack when FleetSteps.RefusesTakeBack(Rollout) is null:
                    FleetSteps.TakeBack(Rollout, _now, "x");
                    break;
            }

            Tell();
        }

        /// <summary>What holds after any sequence.</summary>
        public void Check()
        {
            var waves = Rollout.Waves;
            Assert.InRange(waves.Count(wave => wave.State == FleetWaveState.Running), 0, 1);
            foreach (var (at, wave) in waves.Index())
            {
                var desired = FleetSteps.Desired(Rollout, wave.GroupId);

                // One answer, of two.
                Assert.True(desired == s_next || desired == s_former);

                // A wave begins only after all before it were complete.
                Assert.True(wave.State == FleetWaveState.Waiting || waves.Take(at).All(former => former.State == FleetWaveState.Complete));

                // Nobody is told the new version before its turn, and who was told it goes back only with everybody.
                Assert.True(desired != s_next || wave.State != FleetWaveState.Waiting || Rollout.State == FleetRolloutState.Completed);
                Assert.True(desired == s_next || !_told.Contains(wave.GroupId) || Rollout.State == FleetRolloutState.TakenBack);
                Assert.True(Rollout.State != FleetRolloutState.TakenBack || desired == s_former);
            }

            Assert.Equal(_failed, waves.Exists(wave => wave.State == FleetWaveState.Failed));
            Assert.True(!_failed || Rollout.State == FleetRolloutState.TakenBack);
            Assert.Equal(Rollout.State == FleetRolloutState.Completed, waves.TrueForAll(wave => wave.State == FleetWaveState.Complete));
            Assert.Equal(!Rollout.IsOpen, Rollout.EndedAt is not null);
        }

        private void Tell()
        {
            foreach (var group in s_groups)
            {
                if (FleetSteps.Desired(Rollout, group) == s_next)
                {
                    _told.Add(group);
                }
            }
        }

        private void Say(Func<WaveCounts, WaveCounts> said)
        {
            if (FleetSteps.Current(Rollout) is { } wave)
            {
                var at = wave.Position - 1;
                _counts[at] = said(_counts[at]);
            }
        }

        private void Look(int minutes)
        {
            _now = _now.AddMinutes(minutes);
            var counts = FleetSteps.Current(Rollout) is { } wave ? _counts[wave.Position - 1] : WaveCounts.None;
            _failed |= FleetSteps.Look(Rollout, counts, _now).Outcome == WaveOutcome.Fail;
        }
    }
}
