using Portal.Scoring.Contract;

namespace Portal.Scoring.Serving;

/// <summary>Announces this machine, and keeps its slots busy until it is asked to end or is not wanted any more.</summary>
internal sealed class RunnerLoop(PortalWire wire, RunnerAnnouncement announcement, ServeLog log)
{
    private const int WaitSeconds = 20;
    private static readonly TimeSpan s_announce = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(15);

    private WireRefusal? _unwanted;

    /// <summary>Says who it is until the portal answers.</summary>
    /// <returns>Null when the portal does not want it; the reason is said.</returns>
    public async Task<RunnerWelcome?> BeginAsync(CancellationToken ct)
    {
        var backoff = new Backoff(s_longestWait);
        var told = false;
        while (true)
        {
            var answer = await wire.AnnounceAsync(announcement, ct);
            if (answer.IsOk || answer.Refusal is not null)
            {
                Complain(answer.Refusal);
                return answer.Value;
            }

            if (!told)
            {
                log.Say($"the portal cannot be reached ({answer.Unreachable}); trying again");
                told = true;
            }

            await backoff.WaitAsync(ct);
        }
    }

    /// <returns>Whether it ended because it was asked to.</returns>
    public async Task<bool> RunAsync(LeaseRun run, CancellationToken shutdown)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
        await Task.WhenAll([AnnounceAsync(end), .. Enumerable.Range(0, announcement.Slots).Select(_ => FillAsync(run, end))]);
        return _unwanted is null;
    }

    private async Task AnnounceAsync(CancellationTokenSource end)
    {
        using var timer = new PeriodicTimer(s_announce);
        try
        {
            while (await timer.WaitForNextTickAsync(end.Token))
            {
                await EndIfUnwantedAsync((await wire.AnnounceAsync(announcement, end.Token)).Refusal, end);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    /// <summary>One slot: asks, runs, asks again.</summary>
    private async Task FillAsync(LeaseRun run, CancellationTokenSource end)
    {
        var backoff = new Backoff(s_longestWait);
        var lease = Guid.CreateVersion7();
        try
        {
            while (!end.IsCancellationRequested)
            {
                // The same id until something is heard: an answer that was lost is given again.
                var answer = await wire.LeaseAsync(new LeaseRequest(lease, WaitSeconds), end.Token);
                if (answer.Unreachable is not null)
                {
                    await backoff.WaitAsync(end.Token);
                    continue;
                }

                backoff.Reset();
                if (answer.Value is { } given)
                {
                    await run.RunAsync(given, end.Token);
                }

                await EndIfUnwantedAsync(answer.Refusal, end);
                lease = Guid.CreateVersion7();
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task EndIfUnwantedAsync(WireRefusal? refusal, CancellationTokenSource end)
    {
        if (refusal is { IsFinal: true } && Interlocked.CompareExchange(ref _unwanted, refusal, null) is null)
        {
            Complain(refusal);
            await end.CancelAsync();
        }
    }

    private void Complain(WireRefusal? refusal)
    {
        if (refusal is not null)
        {
            log.Say($"the portal does not want this runner: {refusal.Sentence}");
        }
    }
}
