using System.Net;
using System.Text;

namespace Portal.Core.Tests.Webhooks;

/// <summary>What somebody outside got.</summary>
internal sealed record Received(string Path, string? ContentType, string Id, string Timestamp, string Signature, string Body);

/// <summary>A real listener on a loopback port that answers as a test says, several at once.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly List<Received> _got = [];
    private readonly Task _serving;

    /// <param name="at">Null for a free port.</param>
    public Receiver(string? at = null)
    {
        (_listener, Url) = at is null ? StartAnywhere() : (Start(at), at);
        _serving = ServeAsync();
    }

    public string Url { get; }

    public IReadOnlyList<Received> Got
    {
        get
        {
            lock (_got)
            {
                return [.. _got];
            }
        }
    }

    public Func<HttpListenerResponse, Task> Answer { get; set; } = response => WriteAsync(response, 204, "");

    /// <summary>Where the answer depends on what was got.</summary>
    public Func<Received, HttpListenerResponse, Task>? AnswerTo { get; set; }

    public static async Task WriteAsync(HttpListenerResponse response, int status, string text)
    {
        response.StatusCode = status;
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        try
        {
            _listener.Close();
        }
        catch (HttpListenerException)
        {
            // Closing what was stopped asks for its port once more, which somebody else may have by now.
        }
    }

    private static (HttpListener Listener, string Url) StartAnywhere()
    {
        while (true)
        {
            // Below the ports that the system gives to whoever connects.
            var url = $"http://127.0.0.1:{Random.Shared.Next(10000, 32000)}/";
            try
            {
                return (Start(url), url);
            }
            catch (HttpListenerException)
            {
                // Somebody else has this port. A listener that could not start is disposed, so the next try takes another.
            }
        }
    }

    private static HttpListener Start(string url)
    {
        var listener = new HttpListener();
        listener.Prefixes.Add(url);
        listener.Start();
        return listener;
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var headers = context.Request.Headers;
            var got = new Received(
                context.Request.RawUrl!, context.Request.ContentType, headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!, await reader.ReadToEndAsync());
            lock (_got)
            {
                _got.Add(got);
            }

            await (AnswerTo?.Invoke(got, context.Response) ?? Answer(context.Response));
            context.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The sender went first, or the test has ended.
        }
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                _ = AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The test has ended, or the sender went first.
            }
        }
    }
}
