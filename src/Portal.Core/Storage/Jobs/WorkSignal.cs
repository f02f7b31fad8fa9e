namespace Portal.Core.Storage.Jobs;

/// <summary>Which messages a unit of work left when it was committed.</summary>
public sealed class ToldEventArgs(TenantId tenant, IReadOnlyList<string> kinds) : EventArgs
{
    public TenantId Tenant => tenant;

    public IReadOnlyList<string> Kinds => kinds;
}

/// <summary>
/// Says within this process that there is new work, so that nobody waits for the next tick of the clock. Losing a signal loses
/// nothing: the rows are the truth, and the clock asks them again.
/// </summary>
public sealed class WorkSignal
{
    public event EventHandler? Raised;

    /// <summary>After each commit that told something.</summary>
    public event EventHandler<ToldEventArgs>? Told;

    public void Raise() => Raised?.Invoke(this, EventArgs.Empty);

    public void Raise(ToldEventArgs told)
    {
        Told?.Invoke(this, told);
        Raise();
    }
}
