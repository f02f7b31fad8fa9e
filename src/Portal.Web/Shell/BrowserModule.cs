using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Web.Shell;

/// <summary>The few things only the browser can do, as one imported script per circuit.</summary>
/// <remarks>
/// Calls go through functions of our own module: the served blazor.web.js is older than the server and does not know
/// the property and constructor calls of newer clients.
/// </remarks>
public sealed class BrowserModule(IJSRuntime js) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>The reader's IANA time zone.</summary>
    public ValueTask<string> TimeZoneAsync(CancellationToken ct) => CallAsync<string>("timeZone", ct);

    /// <summary><c>light</c>, <c>dark</c>, or <c>system</c> where the reader chose nothing.</summary>
    public ValueTask<string> ThemeAsync(CancellationToken ct) => CallAsync<string>("theme", ct);

    public ValueTask SetThemeAsync(string choice, CancellationToken ct) => CallAsync("setTheme", ct, choice);

    /// <summary>Puts text on the clipboard; false where the browser refuses.</summary>
    public ValueTask<bool> CopyAsync(string text, CancellationToken ct) => CallAsync<bool>("copy", ct, text);

    /// <summary>Reads the text file that is chosen in a field.</summary>
    /// <returns>Null for a file of more bytes than that.</returns>
    public async ValueTask<string?> ReadFileAsync(ElementReference input, long mostBytes, CancellationToken ct)
    {
        // In pieces: one message of the page's connection holds only so much.
        var pieces = await CallAsync<int>("readFile", ct, input, mostBytes);
        if (pieces < 0)
        {
            return null;
        }

        var text = new StringBuilder();
        for (var piece = 0; piece < pieces; piece++)
        {
            text.Append(await CallAsync<string>("filePiece", ct, input, piece));
        }

        return text.ToString();
    }

    public ValueTask OpenWindowAsync(ElementReference dialog, CancellationToken ct) => CallAsync("openWindow", ct, dialog);

    public ValueTask CloseWindowAsync(ElementReference dialog, CancellationToken ct) => CallAsync("closeWindow", ct, dialog);

    public ValueTask FocusOnAsync(ElementReference element, CancellationToken ct) => CallAsync("focusOn", ct, element);

    /// <summary>Keeps what is written into a form's text area in this browser tab; gives back what was kept before.</summary>
    /// <returns>What was written there before, and which choice was made; either may be null.</returns>
    public ValueTask<string?[]?> KeepDraftAsync(ElementReference form, string key, CancellationToken ct) => CallAsync<string?[]?>("keepDraft", ct, form, key);

    public ValueTask ForgetDraftAsync(string key, CancellationToken ct) => CallAsync("forgetDraft", ct, key);

    public ValueTask ScrollIntoViewAsync(string id, CancellationToken ct) => CallAsync("scrollIntoView", ct, id);

    private async ValueTask<T> CallAsync<T>(string function, CancellationToken ct, params object?[] arguments) =>
        await (await ModuleAsync()).InvokeAsync<T>(function, ct, arguments);

    private async ValueTask CallAsync(string function, CancellationToken ct, params object?[] arguments) =>
        await (await ModuleAsync()).InvokeVoidAsync(function, ct, arguments);

    private Task<IJSObjectReference> ModuleAsync() =>
        _module is { IsFaulted: false, IsCanceled: false }
            ? _module
            : _module = js.InvokeAsync<IJSObjectReference>("import", "./js/portal.js").AsTask();

    public async ValueTask DisposeAsync()
    {
        if (_module is not { IsCompletedSuccessfully: true })
        {
            return;
        }

        try
        {
            await (await _module).DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the script with it.
        }
    }
}
