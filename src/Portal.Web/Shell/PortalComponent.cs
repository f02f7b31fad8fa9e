using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Portal.Core;
using Portal.Core.Tenancy;

namespace Portal.Web.Shell;

/// <summary>Base of every component that talks to the outside: it cancels its work when it goes, and keeps a failure in place.</summary>
public abstract partial class PortalComponent : ComponentBase, IDisposable
{
    private static readonly Refusal s_signedOut = new(RefusalKind.Forbidden, "session.ended", "You are signed out, so nothing was changed.", "Sign in again, then repeat it.");

    private readonly CancellationTokenSource _gone = new();

    protected PortalComponent() => Gone = _gone.Token;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = null!;

    [Inject]
    private IServiceProvider Circuit { get; set; } = null!;

    /// <summary>Cancelled when the component leaves the page; every load and act passes it on.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>While an act runs: its button waits.</summary>
    protected bool Busy { get; private set; }

    /// <summary>What to show in place when the last act broke; null when it did not.</summary>
    protected string? Failure { get; set; }

    /// <summary>What the last act was refused with; shown in place by <c>RefusalNote</c>.</summary>
    protected Refusal? Refused { get; set; }

    /// <summary>Who acts, with the roles of now.</summary>
    protected ValueTask<Actor> ActorAsync(CancellationToken ct) => Circuit.GetRequiredService<CircuitActor>().GetAsync(ct);

    /// <summary>Before a window opens and after it closed: what something else was refused with is not its business.</summary>
    protected void Forget() => (Refused, Failure) = (null, null);

    /// <summary>Runs an act: its refusal stays in <see cref="Refused"/>, its value goes to <paramref name="then"/>.</summary>
    protected Task RunAsync<T>(Func<Actor, CancellationToken, Task<Outcome<T>>> act, Func<T, Task> then) => RunAsync(async ct =>
    {
        Refused = null;
        if (await Circuit.GetRequiredService<CircuitActor>().GetToActAsync(ct) is not { } actor)
        {
            Refused = s_signedOut;
            return;
        }

        var outcome = await act(actor, ct);
        if (outcome.IsOk)
        {
            await then(outcome.Value);
        }
        else
        {
            Refused = outcome.Refusal;
        }
    });

    /// <summary>
    /// Runs an act of an event handler. A defect is logged and shown in place instead of ending the circuit;
    /// a second click while the first one runs does nothing.
    /// </summary>
    protected async Task RunAsync(Func<CancellationToken, Task> act)
    {
        if (Busy)
        {
            return;
        }

        Busy = true;
        Failure = null;
        StateHasChanged();
        try
        {
            await act(Gone);
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The reader left; nobody waits for the answer.
        }
        catch (JSDisconnectedException)
        {
            // The same, noticed by the browser's side first.
        }
        catch (Exception broken)
        {
            Log.ActBroke(Loggers.CreateLogger(GetType()), GetType().Name, broken);
            Failure = "That did not work, and nothing was changed. The cause is in the server's log; try again.";
        }
        finally
        {
            Busy = false;
            if (!Gone.IsCancellationRequested)
            {
                StateHasChanged();
            }
        }
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gone.Cancel();
            _gone.Dispose();
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3001, Level = LogLevel.Error, Message = "An act of {Component} broke")]
        public static partial void ActBroke(ILogger logger, string component, Exception exception);
    }
}
