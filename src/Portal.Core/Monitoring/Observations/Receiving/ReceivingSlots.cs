namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>How many batches are read and counted at the same time: the rest of the processors is for pages.</summary>
internal sealed class ReceivingSlots(ObservationOptions options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Slots);

    /// <summary>Dispose of it to let the next one in.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        return new Slot(_free);
    }

    public void Dispose() => _free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        private int _isFree;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isFree, 1) == 0)
            {
                free.Release();
            }
        }
    }
}
