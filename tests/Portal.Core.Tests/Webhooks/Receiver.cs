using System.Net;
using System.Text;

namespace Portal.Core.Tests.Webhooks;

/// <summary>What somebody outside got.</summary>
internal sealed record Received(string Path, string? ContentType, string Id, string Timestamp, string Signature, string Body);

/// <summary>A real listener on a loopback port that answers as a test says, several at once.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly List<Received> _got = [];
    private readonly Task _serving;

    /// <param name="at">Null for a free port.</param>
    public Receiver(string? at = null)
    {
        Url = at ?? "";
        if (at is not null)
        {
            _listener.Prefixes.Add(at);
            _listener.Start();
            _serving = ServeAsync();
            return;
        }

        for (var port = Random.Shared.Next(20000, 60000); ; port = Random.Shared.Next(20000, 60000))
        {
            Url = $"http://127.0.0.1:{port}/";
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add(Url);
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException)
            {
                // Somebody else has this port.
            }
        }

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
