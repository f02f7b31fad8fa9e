using Portal.Core.Deployments;
using Portal.Core.Deployments.Rollouts;
using Portal.Core.Promotions;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Deployments.Rollouts;

/// <summary>
/// All sequences of three acts, in one line in which each of them stands once (a De Bruijn sequence): after every act what is live is one
/// champion, at most one challenger, and what the rows say of them agrees.
/// </summary>
public sealed class RolloutSequencesTests
{
    private const int Length = 3;

    private static readonly string[] s_acts = ["promote", "advance", "hold or resume", "step back", "take back", "roll back", "incident", "break glass"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EverySequenceOfActs_LeavesOneChampionAndAnHonestRow()
    {
        await using var data = await RolloutData.StartAsync(DatabaseProviderName.Sqlite, RolloutData.Canary with { HoldHours = 0 }, versions: 4);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var (before, incident) = ("", 0);
        foreach (var act in DeBruijn(s_acts.Length, Length).Select(index => s_acts[index]))
        {
            var wasOk = await RunAsync(data, act, ++incident);
            if (wasOk)
            {
                done.Add(act);
            }

            await CheckAsync(data, $"after {before}, {act} ({(wasOk ? "done" : "refused")})");
            before = act;
            data.Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(s_acts.Order(), done.Order());
        await using var db = data.Portal.Open();
        var rollouts = await db.Rollouts.AsNoTracking().Include(row => row.Moves).ToListAsync(Ct);
        foreach (var state in new[] { RolloutState.Completed, RolloutState.TakenBack, RolloutState.Superseded })
        {
            Assert.Contains(rollouts, row => row.State == state);
        }

        Assert.All(rollouts, CheckMoves);
    }

    private static async Task<bool> RunAsync(RolloutData data, string act, int incident)
    {
        var live = (await data.LiveAsync()).Live;
        var other = Enumerable.Range(1, 4).First(number => number != live.VersionNumber && number != live.Challenger?.VersionNumber);
        return act switch
        {
            "promote" => (await data.Data.RequestAsync(other)).IsOk,
            "advance" => (await data.AdvanceAsync()).IsOk,
            "hold or resume" => (await data.HoldAsync()).IsOk || (await data.ResumeAsync()).IsOk,
            "step back" => (await data.TakeBackAsync(oneStep: true)).IsOk,
            "take back" => (await data.TakeBackAsync()).IsOk,
            "roll back" => (await data.Data.RollBackAsync()).IsOk,
            "incident" => (await data.RollBackAutomaticallyAsync(incident % 2 == 0 ? live.VersionNumber : live.Challenger?.VersionNumber ?? live.VersionNumber, incident)).IsOk,
            "break glass" => (await data.BreakGlassAsync(live.Challenger?.VersionNumber ?? other)).IsOk,
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
        };
    }

    private static async Task CheckAsync(RolloutData data, string when)
    {
        await using var db = data.Portal.Open();
        var live = await db.LiveDeployments.AsNoTracking().SingleAsync(Ct);
        var running = await db.Deployments.AsNoTracking().Where(row => row.EndedAt == null).ToListAsync(Ct);
        var open = await db.Rollouts.AsNoTracking().Where(row => row.EndedAt == null).ToListAsync(Ct);
        var champion = Assert.Single(running, row => row.ChampionSince != null);
        Assert.True(live.DeploymentId == champion.Id && live.VersionId == champion.VersionId && live.Since == champion.ChampionSince, when);
        Assert.True(open.TrueForAll(row => RolloutRules.IsOpen(row.State)), when);
        if (live.ChallengerDeploymentId is null)
        {
            Assert.True(running.Count == 1 && open.Count == 0 && live is { ChallengerVersionId: null, ChallengerShare: null, ChallengerMode: null }, when);
            return;
        }

        var challenger = Assert.Single(running, row => row.ChampionSince == null);
        var rollout = Assert.Single(open);
        Assert.True(challenger.Id == live.ChallengerDeploymentId && challenger.VersionId == live.ChallengerVersionId && challenger.VersionId != champion.VersionId, when);
        Assert.True(rollout.DeploymentId == challenger.Id && rollout.ChampionDeploymentId == champion.Id && rollout.Shares[rollout.Step] == live.ChallengerShare && rollout.Strategy == live.ChallengerMode, when);
    }

    /// <summary>Each begins where the one before ended, and the last one says how it ended.</summary>
    private static void CheckMoves(Rollout rollout)
    {
        var moves = rollout.Moves.OrderBy(move => move.Number).ToList();
        Assert.Equal(Enumerable.Range(1, moves.Count), moves.Select(move => move.Number));
        Assert.Equal(0, moves[0].FromShare);
        Assert.All(moves.Zip(moves.Skip(1)), pair => Assert.Equal(pair.First.ToShare, pair.Second.FromShare));
        Assert.Equal(
            rollout.State,
            moves[^1].Act switch
            {
                RolloutAct.Completed => RolloutState.Completed,
                RolloutAct.TakenBack => RolloutState.TakenBack,
                RolloutAct.Superseded => RolloutState.Superseded,
                RolloutAct.Held or RolloutAct.SteppedBack => RolloutState.Held,
                _ => RolloutState.Running,
            });
        Assert.Equal(rollout.EndedAt is null, RolloutRules.IsOpen(rollout.State));
    }

    /// <summary>The shortest line over some letters that holds all words of a length, made of Lyndon words; its beginning repeated at its end.</summary>
    private static List<int> DeBruijn(int letters, int length)
    {
        var (line, word) = (new List<int>(), new int[(letters * length) + 1]);
        Extend(1, 1);
        line.AddRange(line.GetRange(0, length - 1));
        return line;

        void Extend(int at, int period)
        {
            if (at > length)
            {
                if (length % period == 0)
                {
                    line.AddRange(word[1..(period + 1)]);
                }

                return;
            }

            word[at] = word[at - period];
            Extend(at + 1, period);
            for (var letter = word[at - period] + 1; letter < letters; letter++)
            {
                word[at] = letter;
                Extend(at + 1, at);
            }
        }
    }
}
