using Microsoft.JSInterop;

namespace Portal.Web.Shell;

/// <summary>Time as this circuit's reader sees it: their zone, and a tick a minute so that "4 min ago" stays true.</summary>
public sealed class ViewerClock : IDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public ViewerClock(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Changed.Tell(), state: null, s_tick, s_tick);
    }

    public Listeners Changed { get; } = new();

    /// <summary>UTC until the browser has told.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public DateTimeOffset Now => _time.GetUtcNow();

    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>Asks the browser for its zone. A zone that this machine does not know leaves UTC.</summary>
    public async Task LearnZoneAsync(BrowserModule browser, CancellationToken ct)
    {
        try
        {
            if (TimeZoneInfo.TryFindSystemTimeZoneById(await browser.TimeZoneAsync(ct), out var zone) && !zone.Equals(Zone))
            {
                Zone = zone;
                Changed.Tell();
            }
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The reader left before the page asked.
        }
    }

    public void Dispose() => _timer.Dispose();
}
