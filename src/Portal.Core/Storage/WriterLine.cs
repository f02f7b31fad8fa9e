namespace Portal.Core.Storage;

/// <summary>
/// Acts of this process in the order in which they came, one after the other. SQLite has one writer and no order among those who wait for
/// it, and waiting there holds a thread; here it holds none. Other processes, and single statements, still meet in the file itself.
/// </summary>
internal sealed class WriterLine
{
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;

    /// <summary>Whoever gets the turn gives it back by disposing of it.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_lock)
        {
            (before, _last) = (_last, mine.Task);
        }

        try
        {
            await before.WaitAsync(ct);
            return new Turn(mine);
        }
        catch (OperationCanceledException)
        {
            // Who came after waits for who was before.
            _ = before.ContinueWith(_ => mine.TrySetResult(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }
    }

    private sealed class Turn(TaskCompletionSource mine) : IDisposable
    {
        public void Dispose() => mine.TrySetResult();
    }
}
