using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Portal.Core.Deployments.Waiting;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Deployments;

/// <summary>What is live, over the wire: asked again, waited for, and listened to.</summary>
public sealed class LiveApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waiting_AnswersAtOnceWhenItChanges_And304WhenItDoesNot()
    {
        await LiveRows.AddAsync(server, "long-poll", "polled");
        using var first = await AskAsync("long-poll", "polled", null, null);
        var tag = first.Headers.ETag!.ToString();
        Assert.Equal((HttpStatusCode.OK, 2), (first.StatusCode, await VersionAsync(first)));

        using var quiet = await AskAsync("long-poll", "polled", tag, "1");
        Assert.Equal((HttpStatusCode.NotModified, tag), (quiet.StatusCode, quiet.Headers.ETag!.ToString()));

        var waiting = AskAsync("long-poll", "polled", tag, "60");
        await UntilAsync(() => server.Get<LiveWatch>().WaitingOf(server.Tenant) == 1);
        await RollBackAsync("long-poll", "polled", 1);
        using var changed = await waiting.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        Assert.Equal((HttpStatusCode.OK, 1), (changed.StatusCode, await VersionAsync(changed)));
        Assert.NotEqual(tag, changed.Headers.ETag!.ToString());

        // Who has seen something older is not kept waiting.
        using var late = await AskAsync("long-poll", "polled", tag, "60");
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        await UntilAsync(() => server.Get<LiveWatch>().WaitingOf(server.Tenant) == 0);
    }

    [Fact]
    public async Task Gone_Client_IsReleased()
    {
        await LiveRows.AddAsync(server, "left", "abandoned");
        using var first = await AskAsync("left", "abandoned", null, null);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var waiting = AskAsync("left", "abandoned", first.Headers.ETag!.ToString(), "60", leave.Token);
        await UntilAsync(() => server.Get<LiveWatch>().WaitingOf(server.Tenant) > 0);

        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await UntilAsync(() => server.Get<LiveWatch>().WaitingOf(server.Tenant) == 0);
    }

    [Theory]
    [InlineData("environments/nowhere/deployments/nothing?wait=5", HttpStatusCode.NotFound)]
    [InlineData("environments/nowhere/deployments/nothing?wait=61", HttpStatusCode.BadRequest)]
    [InlineData("environments/nowhere/deployments/nothing?wait=-1", HttpStatusCode.BadRequest)]
    [InlineData("environments/nowhere/deployments/nothing?wait=long", HttpStatusCode.BadRequest)]
    [InlineData("environments/nowhere/deployments/events", HttpStatusCode.NotFound)]
    public async Task Refused(string address, HttpStatusCode status)
    {
        using var answer = await server.Client.GetAsync(new Uri("/api/v1/" + address, UriKind.Relative), Ct);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Events_TellWhatIsLive_ThenEachChange_AndGoOnWhereTheReaderLeft()
    {
        await LiveRows.AddAsync(server, "streamed", "told");
        string seen;
        using (var stream = await ListenAsync("streamed", null))
        {
            var events = Events(stream).GetAsyncEnumerator(Ct);
            Assert.Equal(("told", 2), await NextAsync(events));
            await RollBackAsync("streamed", "told", 1);
            Assert.Equal(("told", 1), await NextAsync(events));
            seen = events.Current.EventId!;
        }

        await UntilAsync(() => server.Get<LiveWatch>().WaitingOf(server.Tenant) == 0);
        using (var nothingNew = await ListenAsync("streamed", seen))
        {
            var events = Events(nothingNew).GetAsyncEnumerator(Ct);
            var next = NextAsync(events);
            await RollBackAsync("streamed", "told", 2);
            Assert.Equal(("told", 2), await next);
            Assert.True(long.Parse(events.Current.EventId!, System.Globalization.CultureInfo.InvariantCulture) > long.Parse(seen, System.Globalization.CultureInfo.InvariantCulture));
        }

        using var missed = await ListenAsync("streamed", seen);
        Assert.Equal(("told", 2), await NextAsync(Events(missed).GetAsyncEnumerator(Ct)));
    }

    private async Task<HttpResponseMessage> AskAsync(string environment, string model, string? tag, string? wait, CancellationToken? ct = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/environments/{environment}/deployments/{model}{(wait is null ? "" : $"?wait={wait}")}");
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        return await server.Client.SendAsync(request, ct ?? Ct);
    }

    private async Task<HttpResponseMessage> ListenAsync(string environment, string? last)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/environments/{environment}/deployments/events");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (last is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        }

        var answer = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return answer;
    }

    private static async IAsyncEnumerable<SseItem<string>> Events(HttpResponseMessage stream)
    {
        await foreach (var item in SseParser.Create(await stream.Content.ReadAsStreamAsync(Ct)).EnumerateAsync(Ct))
        {
            yield return item;
        }
    }

    private static async Task<(string Model, int Version)> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        Assert.True(await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Ct));
        Assert.Equal("live", events.Current.EventType);
        var live = JsonSerializer.Deserialize<JsonElement>(events.Current.Data);
        return (live.GetProperty("model").GetString()!, live.GetProperty("version").GetInt32());
    }

    private async Task RollBackAsync(string environment, string model, int to)
    {
        var (status, body) = await server.SendAsync(HttpMethod.Post, $"environments/{environment}/rollback", $$"""{"model":"{{model}}","reason":"A test.","toVersion":{{to}}}""");
        Assert.True(status == HttpStatusCode.OK, body.ToString());
    }

    private static async Task<int> VersionAsync(HttpResponseMessage answer) => JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Ct)).GetProperty("version").GetInt32();

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var turn = 0; !holds(); turn++)
        {
            Assert.True(turn < 2000, "It never came to that.");
            await Task.Delay(10, Ct);
        }
    }
}
