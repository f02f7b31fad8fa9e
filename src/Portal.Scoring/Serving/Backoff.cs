namespace Portal.Scoring.Serving;

/// <summary>How long to wait before trying again: twice as long each time, up to a bound, and never two runners in step.</summary>
internal sealed class Backoff(TimeSpan longest)
{
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(250);

    private int _failures;

    public void Reset() => _failures = 0;

    public TimeSpan Next(double random)
    {
        var doubled = s_first * Math.Pow(2, Math.Min(_failures++, 16));
        return (doubled < longest ? doubled : longest) * (0.5 + (random / 2));
    }

    public Task WaitAsync(CancellationToken ct) => Task.Delay(Next(Random.Shared.NextDouble()), ct);
}
