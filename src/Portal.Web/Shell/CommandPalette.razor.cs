using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Portal.Web.Shell;

public sealed partial class CommandPalette
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(140);

    private readonly string _listId = Ids.Next("found");
    private ElementReference _dialog;
    private string _text = "";
    private IReadOnlyList<(string Title, IReadOnlyList<SearchHit> Hits)> _found = [];
    private IReadOnlyList<SearchHit> _flat = [];
    private int _at;
    private bool _searching;
    private CancellationTokenSource? _asking;

    [Inject]
    private BrowserModule Browser { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IEnumerable<ISearchSource> Sources { get; set; } = null!;

    [Inject]
    private ILogger<CommandPalette> Logger { get; set; } = null!;

    [Parameter, EditorRequired]
    public required IReadOnlyList<NavigationGroup> Pages { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    protected override void OnInitialized() => Show([], "");

    protected override Task OnAfterRenderAsync(bool firstRender) =>
        firstRender ? RunAsync(ct => Browser.OpenWindowAsync(_dialog, ct).AsTask()) : Task.CompletedTask;

    private string OptionId(int index) => $"{_listId}-{index}";

    /// <summary>Asks the rooms once typing pauses; an answer to an older text is dropped.</summary>
    private async Task TypedAsync(string? typed)
    {
        _text = typed ?? "";
        _asking?.Cancel();
        _asking?.Dispose();
        _asking = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        var asked = _asking.Token;
        var text = _text.Trim();
        if (text.Length == 0)
        {
            Show([], text);
            return;
        }

        _searching = true;
        Show([], text);
        try
        {
            await Task.Delay(s_pause, asked);
            var found = new List<(string, IReadOnlyList<SearchHit>)>();
            foreach (var source in Sources)
            {
                if (await source.FindAsync(text, asked) is { Count: > 0 } hits)
                {
                    found.Add((source.Title, hits));
                }
            }

            if (!asked.IsCancellationRequested)
            {
                _searching = false;
                Failure = null;
                Show(found, text);
            }
        }
        catch (OperationCanceledException) when (asked.IsCancellationRequested)
        {
            // A newer text is being asked for.
        }
        catch (Exception broken)
        {
            Log.SearchBroke(Logger, broken);
            (_searching, Failure) = (false, "The search did not work. The cause is in the server's log; try again.");
        }
    }

    private void Show(IReadOnlyList<(string Title, IReadOnlyList<SearchHit> Hits)> found, string text)
    {
        var pages = Pages.SelectMany(group => group.Entries)
            .Where(entry => entry.Label.Contains(text, StringComparison.OrdinalIgnoreCase))
            .Select(entry => new SearchHit(entry.Icon, entry.Label, "page", entry.Href))
            .ToList();
        _found = pages.Count == 0 ? found : [.. found, ("Pages", pages)];
        _flat = [.. _found.SelectMany(group => group.Hits)];
        _at = 0;
    }

    private async Task PressedAsync(KeyboardEventArgs pressed)
    {
        switch (pressed.Key)
        {
            case "ArrowDown" or "ArrowUp" when _flat.Count > 0:
                _at = (_at + (pressed.Key == "ArrowDown" ? 1 : _flat.Count - 1)) % _flat.Count;
                await RunAsync(ct => Browser.ScrollIntoViewAsync(OptionId(_at), ct).AsTask());
                break;
            case "Enter" when _flat.Count > 0:
                Open(_flat[_at]);
                break;
        }
    }

    private void Open(SearchHit hit)
    {
        Navigation.NavigateTo(hit.Href);
        _ = OnClose.InvokeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        _asking?.Dispose();
        _asking = null;
        base.Dispose(disposing);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3005, Level = LogLevel.Error, Message = "The palette's search broke")]
        public static partial void SearchBroke(ILogger logger, Exception exception);
    }
}
