namespace Portal.Web.Shell;

/// <summary>Short news of this circuit ("Copied the digest", "Version 5 is evaluated"), shown for some seconds.</summary>
public sealed class News(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_stays = TimeSpan.FromSeconds(8);

    private readonly Lock _lock = new();
    private readonly List<(NewsItem Item, ITimer Timer)> _shown = [];

    public Listeners Changed { get; } = new();

    public IReadOnlyList<NewsItem> Shown
    {
        get
        {
            lock (_lock)
            {
                return [.. _shown.Select(entry => entry.Item)];
            }
        }
    }

    public void Tell(string text, string? href = null)
    {
        var item = new NewsItem(text, href);
        lock (_lock)
        {
            _shown.Add((item, time.CreateTimer(_ => Dismiss(item), state: null, s_stays, Timeout.InfiniteTimeSpan)));
        }

        Changed.Tell();
    }

    public void Dismiss(NewsItem item)
    {
        lock (_lock)
        {
            foreach (var (_, timer) in _shown.Where(entry => ReferenceEquals(entry.Item, item)))
            {
                timer.Dispose();
            }

            _shown.RemoveAll(entry => ReferenceEquals(entry.Item, item));
        }

        Changed.Tell();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _shown.ForEach(entry => entry.Timer.Dispose());
            _shown.Clear();
        }
    }
}

public sealed record NewsItem(string Text, string? Href);
