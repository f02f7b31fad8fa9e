namespace Portal.Core.Storage.Jobs;

/// <summary>
/// Says within this process that there is new work, so that nobody waits for the next tick of the clock. Losing a signal loses
/// nothing: the rows are the truth, and the clock asks them again.
/// </summary>
public sealed class WorkSignal
{
    public event EventHandler? Raised;

    public void Raise() => Raised?.Invoke(this, EventArgs.Empty);
}
