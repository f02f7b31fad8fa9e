using System.Diagnostics;
using System.Globalization;

namespace Portal.Core.Tests.Promotions.Sequences;

/// <summary>
/// Random sequences of requests, decisions, exceptions, answers, delegations, withdrawals, edits and imports of policies, freezes, changes
/// of roles and of the model, and hours that pass, by the real acts on a real SQLite database. After each step the rows are checked by
/// rules that are written apart from the product's: no version is live without the quorum that its frozen policy asks for, and nobody
/// decides on their own work. <c>PORTAL_SEQUENCES</c> says how many, <c>PORTAL_SEQUENCE_SEED</c> which one comes first; one that fails is
/// shortened before it is shown.
/// </summary>
public sealed class ApprovalSequencesTests
{
    private const int Least = 1;
    private const int Many = 500;
    private static readonly TimeSpan s_quick = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_shortening = TimeSpan.FromSeconds(60);

    /// <summary>Where sequences have to get to, or they show nothing.</summary>
    private static readonly string[] s_ways =
    [
        "live", "live through its stages", "live through several stages", "live after changes", "live with an exception", "answered", "expired", "exception granted", "decided in another's place",
        "decided after the deadline by the role that it names",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnySequenceOfActs_NothingIsLiveWithoutItsQuorum()
    {
        var (most, first) = (Setting("PORTAL_SEQUENCES"), Setting("PORTAL_SEQUENCE_SEED") ?? Random.Shared.Next(1_000_000));
        await using var world = await SequenceWorld.StartAsync();
        var (checker, clock, steps, seed) = (new SequenceChecker(), Stopwatch.StartNew(), 0, first);
        for (; seed < first + (most ?? Least) || (most is null && clock.Elapsed < s_quick); seed++)
        {
            var (sequence, broken) = await RunAsync(world, new SequenceChooser(seed), checker);
            steps += sequence.Count;
            if (broken is not null)
            {
                Assert.Fail(await TellAsync(world, seed, sequence, broken));
            }
        }

        var seen = string.Join("; ", checker.Seen.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}: {one.Value}"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{seed - first} sequences from seed {first} on, {steps} steps, {clock.Elapsed.TotalSeconds:0} s. {seen}");
        Assert.All(seed - first >= Many ? s_ways : [], way => Assert.True(checker.Seen.ContainsKey(way), $"From seed {first} on no sequence came to this: {way}. {seen}"));
    }

    /// <returns>What was done, and what it broke; null when nothing was broken.</returns>
    private static async Task<(IReadOnlyList<Step> Sequence, string? Broken)> RunAsync(SequenceWorld world, SequenceChooser chooser, SequenceChecker checker)
    {
        await world.RestartAsync();
        checker.Begin();
        var sequence = new List<Step>();
        while (chooser.Next(world) is { } step)
        {
            sequence.Add(step);
            if (await BreaksAsync(world, checker, step) is { } broken)
            {
                return (sequence, broken);
            }
        }

        return (sequence, null);
    }

    private static async Task<string?> RunAgainAsync(SequenceWorld world, IReadOnlyList<Step> sequence)
    {
        var checker = new SequenceChecker();
        await world.RestartAsync();
        foreach (var step in sequence)
        {
            if (await BreaksAsync(world, checker, step) is { } broken)
            {
                return broken;
            }
        }

        return null;
    }

    /// <returns>What the step broke; null when it broke nothing.</returns>
    private static async Task<string?> BreaksAsync(SequenceWorld world, SequenceChecker checker, Step step)
    {
        Stop.ThrowIfCancellationRequested();
        try
        {
            var before = await world.DoAsync(step);
            checker.Check(before, world.Rows, world.Now);
            return null;
        }
        catch (Exception broken) when (!Stop.IsCancellationRequested)
        {
            return broken is BrokenPromiseException ? broken.Message : broken.ToString();
        }
    }

    /// <summary>Leaves steps out for as long as the same promise stays broken.</summary>
    private static async Task<string> TellAsync(SequenceWorld world, int seed, IReadOnlyList<Step> sequence, string broken)
    {
        var (shortest, clock) = (sequence.ToList(), Stopwatch.StartNew());
        for (var size = shortest.Count / 2; size > 0 && clock.Elapsed < s_shortening; size = size == 1 ? 0 : size / 2)
        {
            for (var at = shortest.Count - size; at >= 0 && clock.Elapsed < s_shortening; at -= size)
            {
                var shorter = shortest.Where((_, index) => index < at || index >= at + size).ToList();
                if (await RunAgainAsync(world, shorter) is { } again && Alike(again, broken))
                {
                    shortest = shorter;
                    at = Math.Min(at, shortest.Count);
                }
            }
        }

        await RunAgainAsync(world, shortest);
        return $"{broken}\nSeed {seed}, shortened from {sequence.Count} to {shortest.Count} steps:\n{string.Join("\n", world.Told)}";
    }

    /// <summary>Numbers of promotions are others where steps are left out.</summary>
    private static bool Alike(string one, string other) => Letters(one) == Letters(other);

    private static string Letters(string text) => string.Concat(text.Split('\n')[0].Where(letter => !char.IsAsciiDigit(letter)));

    private static int? Setting(string name) => int.TryParse(System.Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;
}
