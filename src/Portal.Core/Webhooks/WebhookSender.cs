using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Portal.Core.Storage;

namespace Portal.Core.Webhooks;

/// <summary>What one attempt came to.</summary>
/// <param name="Status">Null where no answer came.</param>
/// <param name="Failure">Null for a delivery.</param>
internal sealed record WebhookAttempt(int? Status, string? Answer, string? Failure, double Milliseconds);

/// <summary>
/// Sends one event. The address is judged when the connection is made, of every address that the name leads to at that moment; nothing
/// is redirected, no proxy or cookie comes between, and what comes back is read only as far as it is kept.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    private const int ReadBytes = 2048;
    private readonly HttpClient _http;
    private readonly WebhookOptions _options;
    private readonly AllowedPlaces _places;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;

    /// <param name="resolve">Where names lead to; null asks the system.</param>
    public WebhookSender(WebhookOptions options, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        (_options, _places, _resolve) = (options, options.Places, resolve ?? Dns.GetHostAddressesAsync);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
            MaxResponseHeadersLength = 16,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = ConnectAsync,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task<WebhookAttempt> SendAsync(string url, WebhookDelivery delivery, string secret, DateTimeOffset at, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        try
        {
            using var request = Request(url, delivery, secret, at);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            var (status, answer) = ((int)response.StatusCode, await BeginningAsync(response, patience.Token));
            return new WebhookAttempt(status, answer, WebhookRules.IsDelivered(status) ? null : $"The receiver answered {status}.", clock.Elapsed.TotalMilliseconds);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new WebhookAttempt(null, null, $"No answer came within {_options.TimeoutSeconds} seconds.", clock.Elapsed.TotalMilliseconds);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or SocketException)
        {
            return new WebhookAttempt(null, null, InWords(broken), clock.Elapsed.TotalMilliseconds);
        }
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(string url, WebhookDelivery delivery, string secret, DateTimeOffset at)
    {
        var id = delivery.Id.ToString();
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(delivery.Body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(CloudEvent.MediaType) { CharSet = "utf-8" };
        request.Headers.UserAgent.ParseAdd("Portal-Webhooks/1.0");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", WebhookSignature.Timestamp(at));
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(secret, id, at, delivery.Body));
        return request;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await _resolve(context.DnsEndPoint.Host, ct);
        if (addresses.Length == 0 || !Array.TrueForAll(addresses, address => AddressRules.IsAllowed(address, _places)))
        {
            throw new InsideAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<string?> BeginningAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var buffer = new byte[ReadBytes];
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        var text = new string([.. Encoding.UTF8.GetString(buffer, 0, read).Where(letter => !char.IsControl(letter) || letter is '\n')]).Trim();
        return text.Length == 0 ? null : Texts.Fit(text, WebhookRules.KeptAnswer);
    }

    private static string InWords(Exception broken) => broken.GetBaseException() switch
    {
        InsideAddressException => "The name leads into the network that the portal stands in; nothing was sent.",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => "The name of the receiver could not be resolved.",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "The receiver refused the connection.",
        System.Security.Authentication.AuthenticationException => "The receiver's certificate could not be trusted.",
        _ => "The connection to the receiver broke.",
    };

    private sealed class InsideAddressException : IOException;
}
