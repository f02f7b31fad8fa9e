using System.Globalization;
using System.Text;
using System.Text.Json;
using Portal.Core.Deployments.Waiting;
using Portal.Core.Storage;

namespace Portal.Web.Deployments.Waiting;

/// <summary>
/// Server-sent events of one environment: for each model the whole of what is live, at first and whenever it changes. An event's id says
/// up to which state its reader has seen everything; who comes back with it is told again only when something changed meanwhile.
/// </summary>
internal sealed class LiveEvents(TenantId tenant, LiveWaiter waiter, LiveAnswers answers, JsonSerializerOptions json, CancellationToken stopping) : IResult
{
    public const string MediaType = "text/event-stream";

    /// <summary>After so long the reader comes back, and is asked again who it is.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    /// <summary>A line now and then keeps proxies from cutting the connection, and shows that the reader is gone.</summary>
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(15);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (waiter)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
            end.CancelAfter(s_longest);
            var response = httpContext.Response;
            response.ContentType = MediaType;
            response.Headers.CacheControl = "no-cache, no-store";
            response.Headers["X-Accel-Buffering"] = "no";
            try
            {
                await response.WriteAsync("retry: 1000\n\n", end.Token);
                await response.Body.FlushAsync(end.Token);
                await TellAsync(response, LastSeen(httpContext.Request), end.Token);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // The reader went, the host stops, or it is time to ask again who reads.
            }
        }
    }

    private static long? LastSeen(HttpRequest request) =>
        long.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private async Task TellAsync(HttpResponse response, long? last, CancellationToken ct)
    {
        var seen = await waiter.NextAsync(_ => true, ct);
        if (last != seen.Number)
        {
            await WriteAsync(response, LiveRevisions.None, seen, ct);
        }

        while (true)
        {
            var next = waiter.NextAsync(now => now.Since(seen).Count > 0, ct);
            while (await Task.WhenAny(next, Task.Delay(s_beat, ct)) != next)
            {
                await response.WriteAsync(": still here\n\n", ct);
                await response.Body.FlushAsync(ct);
            }

            var now = await next;
            await WriteAsync(response, seen, now, ct);
            seen = now;
        }
    }

    /// <summary>Only the last event of a change says that all of it was told.</summary>
    private async Task WriteAsync(HttpResponse response, LiveRevisions before, LiveRevisions now, CancellationToken ct)
    {
        var changed = now.Since(before);
        var text = new StringBuilder();
        for (var index = 0; index < changed.Count; index++)
        {
            var answer = await answers.ReadAsync(tenant, changed[index], ct);
            var number = index == changed.Count - 1 ? now.Number : before.Number;
            text.Append(CultureInfo.InvariantCulture, $"event: live\nid: {number}\ndata: {JsonSerializer.Serialize(LiveResponse.Of(answer.Row), json)}\n\n");
            await response.WriteAsync(text.ToString(), ct);
            text.Clear();
        }

        await response.Body.FlushAsync(ct);
    }
}
