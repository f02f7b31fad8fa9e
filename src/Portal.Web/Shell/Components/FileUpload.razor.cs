using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Web.Shell.Components;

/// <summary>What the server answered to an upload that it accepted.</summary>
public sealed record UploadAnswer(string FileName, long Bytes, int Status, string Body);

/// <summary>Sends a file as the body of one request, named in the header <c>X-File-Name</c> (percent-encoded), with the antiforgery header.</summary>
public sealed partial class FileUpload
{
    private readonly string _hintId = Ids.Next("upload");
    private ElementReference _zone;
    private ElementReference _input;
    private IJSObjectReference? _module;
    private IJSObjectReference? _attached;
    private DotNetObjectReference<FileUpload>? _self;
    private Settings? _given;
    private State _state;
    private string _name = "";
    private long _sent;
    private long _total;
    private string? _problem;

    private enum State
    {
        Ready,
        Sending,
    }

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What is accepted, and how large.</summary>
    [Parameter, EditorRequired]
    public required string Hint { get; set; }

    [Parameter, EditorRequired]
    public required string Url { get; set; }

    [Parameter]
    public string Method { get; set; } = "POST";

    /// <summary>For the browser's file window (".csv,text/csv"); the server decides again.</summary>
    [Parameter]
    public string? Accept { get; set; }

    [Parameter]
    public string ContentType { get; set; } = "application/octet-stream";

    [Parameter]
    public IReadOnlyDictionary<string, string>? Headers { get; set; }

    [Parameter]
    public long? MaxBytes { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<UploadAnswer> OnUploaded { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var settings = new Settings(Url, Method, ContentType, MaxBytes, Headers);
        if (firstRender)
        {
            _given = settings;
            await RunAsync(async ct =>
            {
                _self = DotNetObjectReference.Create(this);
                _module = await Js.InvokeAsync<IJSObjectReference>("import", ct, "./js/upload.js");
                _attached = await _module.InvokeAsync<IJSObjectReference>("attach", ct, _zone, _input, _self, settings);
            });
        }
        else if (_attached is not null && settings != _given)
        {
            _given = settings;
            await RunAsync(ct => _attached.InvokeVoidAsync("configure", ct, settings).AsTask());
        }
    }

    [JSInvokable]
    public void Began(string name, long bytes)
    {
        (_state, _name, _sent, _total, _problem) = (State.Sending, name, 0, bytes, null);
        StateHasChanged();
    }

    [JSInvokable]
    public void Progressed(long sent, long total)
    {
        (_sent, _total) = (sent, total);
        StateHasChanged();
    }

    [JSInvokable]
    public async Task Answered(int status, string body)
    {
        _state = State.Ready;
        if (status is >= 200 and < 300)
        {
            StateHasChanged();
            await OnUploaded.InvokeAsync(new UploadAnswer(_name, _total, status, body));
        }
        else
        {
            Stop(Explain(status, body));
        }
    }

    [JSInvokable]
    public void TooLarge(string name, long bytes) =>
        Stop($"{name} has {Figures.Bytes(bytes)}; at most {Figures.Bytes(MaxBytes)} are accepted. Nothing was sent.");

    [JSInvokable]
    public void Broken() => Stop($"The connection broke while {_name} was sent. Nothing was kept; try again.");

    [JSInvokable]
    public void Stopped() => Stop(problem: null);

    private void Stop(string? problem)
    {
        (_state, _problem) = (State.Ready, problem);
        StateHasChanged();
    }

    private Task CancelAsync() => RunAsync(ct => _attached?.InvokeVoidAsync("cancel", ct).AsTask() ?? Task.CompletedTask);

    /// <summary>The sentence of the problem details, where the server sent them.</summary>
    internal static string Explain(int status, string body)
    {
        try
        {
            using var problem = JsonDocument.Parse(body);
            foreach (var name in (ReadOnlySpan<string>)["detail", "title"])
            {
                if (problem.RootElement.ValueKind == JsonValueKind.Object && problem.RootElement.TryGetProperty(name, out var text) && text.GetString() is { Length: > 0 } sentence)
                {
                    return sentence;
                }
            }
        }
        catch (JsonException)
        {
            // Not from the portal itself: a proxy's page, or nothing.
        }

        return status switch
        {
            400 => "The server did not accept the file. Load the page again and try once more.",
            401 or 403 => "You are not signed in any more, or your roles do not allow this.",
            413 => "The file is larger than the server accepts. Nothing was kept.",
            _ => $"The server answered {status}. Nothing was kept.",
        };
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_attached is not null)
            {
                await _attached.InvokeVoidAsync("detach");
                await _attached.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (Exception gone) when (gone is JSDisconnectedException or JSException or OperationCanceledException)
        {
            // The page went first, and its listeners with it.
        }

        _self?.Dispose();
        Dispose();
    }

    private sealed record Settings(string Url, string Method, string ContentType, long? MaxBytes, IReadOnlyDictionary<string, string>? Headers);
}
