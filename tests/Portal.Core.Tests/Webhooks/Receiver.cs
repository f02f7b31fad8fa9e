using System.Net;
using System.Text;

namespace Portal.Core.Tests.Webhooks;

/// <summary>What somebody outside got.</summary>
internal sealed record Received(string Path, string? ContentType, string Id, string Timestamp, string Signature, string Body);

/// <summary>A real listener on a free loopback port that answers as a test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public Receiver()
    {
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

    public List<Received> Got { get; } = [];

    public Func<HttpListenerResponse, Task> Answer { get; set; } = response => WriteAsync(response, 204, "");

    public static async Task WriteAsync(HttpListenerResponse response, int status, string text)
    {
        response.StatusCode = status;
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                var headers = context.Request.Headers;
                Got.Add(new Received(
                    context.Request.RawUrl!, context.Request.ContentType, headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!, await reader.ReadToEndAsync()));
                await Answer(context.Response);
                context.Response.Close();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The test has ended, or the sender went first.
            }
        }
    }
}
