using Microsoft.AspNetCore.Components;
using Portal.Core;

namespace Portal.Web.Shell;

/// <summary>Loads a value and shows it, or the state it is in.</summary>
public sealed partial class Loaded<TValue>
{
    private TValue? _value;
    private string? _broken;
    private bool _done;
    private Refusal? _refused;
    private DateTimeOffset _at;
    private object? _loadedKey;
    private bool _started;
    private int _turn;
    private IDisposable? _listening;

    [Inject]
    private ViewerClock Clock { get; set; } = null!;

    [Inject]
    private ILogger<Loaded<TValue>> Logger { get; set; } = null!;

    /// <summary>Null means: there is no such thing here (for this tenant).</summary>
    [Parameter]
    public Func<CancellationToken, Task<TValue?>>? Load { get; set; }

    /// <summary>Instead of <see cref="Load"/>, for a query that can refuse: NotFound is shown as missing, the rest with its sentence.</summary>
    [Parameter]
    public Func<CancellationToken, Task<Outcome<TValue>>>? Ask { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment<TValue> ChildContent { get; set; }

    /// <summary>What the value depends on (the address, a filter): another key loads again.</summary>
    [Parameter]
    public object? Key { get; set; }

    /// <summary>What is loaded, for the sentence when it fails: "The audit trail".</summary>
    [Parameter]
    public string What { get; set; } = "This";

    [Parameter]
    public Func<TValue, bool>? IsEmpty { get; set; }

    [Parameter]
    public RenderFragment? Empty { get; set; }

    [Parameter]
    public RenderFragment? Missing { get; set; }

    /// <summary>The page's own skeleton; without one, some lines of grey.</summary>
    [Parameter]
    public RenderFragment? Skeleton { get; set; }

    [Parameter]
    public int Lines { get; set; } = 4;

    /// <summary>Raised with each value that arrives.</summary>
    [Parameter]
    public EventCallback<TValue> OnLoaded { get; set; }

    /// <summary>What is shown may say times: it is drawn anew when the reader's zone is known, and each minute.</summary>
    protected override void OnInitialized() => _listening = Clock.Changed.Add(() => _ = InvokeAsync(StateHasChanged));

    protected override Task OnParametersSetAsync()
    {
        if (_started && Equals(_loadedKey, Key))
        {
            return Task.CompletedTask;
        }

        if (_started)
        {
            // Another subject: what was there belongs to the former one.
            _value = null;
            _done = false;
        }

        _started = true;
        _loadedKey = Key;
        return ReloadAsync();
    }

    /// <summary>Loads again and keeps what is shown until the new value is there.</summary>
    public async Task ReloadAsync()
    {
        var turn = ++_turn;
        try
        {
            // SQLite answers synchronously: without this, the skeleton would never be drawn.
            await Task.Yield();
            var (value, refused) = await AnswerAsync();
            if (turn != _turn || Gone.IsCancellationRequested)
            {
                return;
            }

            (_value, _refused, _broken, _done, _at) = (value, refused, null, true, Clock.Now);
            if (value is not null)
            {
                await OnLoaded.InvokeAsync(value);
            }
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            return;
        }
        catch (Exception broken)
        {
            if (turn != _turn)
            {
                return;
            }

            Log.LoadBroke(Logger, What, broken);
            _broken = "The cause is in the server's log. Nothing was changed.";
        }

        StateHasChanged();
    }

    protected override void Dispose(bool disposing)
    {
        _listening?.Dispose();
        base.Dispose(disposing);
    }

    private async Task<(TValue? Value, Refusal? Refused)> AnswerAsync()
    {
        if (Ask is null)
        {
            return (await (Load ?? throw new InvalidOperationException("Loaded needs Load or Ask."))(Gone), null);
        }

        var outcome = await Ask(Gone);
        return outcome.IsOk ? (outcome.Value, null) : (null, outcome.Refusal is { Kind: RefusalKind.NotFound } ? null : outcome.Refusal);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3002, Level = LogLevel.Error, Message = "Loading {What} broke")]
        public static partial void LoadBroke(ILogger logger, string what, Exception exception);
    }
}
