namespace Portal.Web.Shell;

/// <summary>Who wants to hear of a change; whoever listens keeps the <see cref="IDisposable"/> and ends it with itself.</summary>
/// <remarks>Called outside any circuit's dispatcher: listeners do all of their work in <c>InvokeAsync</c>.</remarks>
public sealed class Listeners
{
    private readonly Lock _lock = new();
    private readonly List<Action> _listening = [];

    public IDisposable Add(Action listener)
    {
        lock (_lock)
        {
            _listening.Add(listener);
        }

        return new Listening(this, listener);
    }

    public void Tell()
    {
        Action[] now;
        lock (_lock)
        {
            now = [.. _listening];
        }

        foreach (var listener in now)
        {
            listener();
        }
    }

    private sealed class Listening(Listeners owner, Action listener) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._lock)
            {
                owner._listening.Remove(listener);
            }
        }
    }
}
