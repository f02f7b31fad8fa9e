using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Serving;

/// <summary>Everything that is said to the portal. It never throws because of the portal or the network: their answers are values.</summary>
internal sealed class PortalWire : IDisposable
{
    private const string ProblemPrefix = "urn:portal:problem:";
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(15);

    private readonly HttpClient _client;

    public PortalWire(Uri portal, string token)
    {
        // Following a redirect would carry data where nobody said it may go.
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = new Uri(portal, "api/v1/runners/me/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("Portal.Scoring");
    }

    public Task<WireAnswer<RunnerWelcome>> AnnounceAsync(RunnerAnnouncement announcement, CancellationToken ct) =>
        AskAsync(HttpMethod.Put, "../me", Json(announcement, ServingJson.Default.RunnerAnnouncement), ServingJson.Default.RunnerWelcome, s_short, ct);

    /// <returns>No value when nothing turned up.</returns>
    public Task<WireAnswer<EvaluationLease>> LeaseAsync(LeaseRequest request, CancellationToken ct) => AskAsync(
        HttpMethod.Post, "leases", Json(request, ServingJson.Default.LeaseRequest), ServingJson.Default.EvaluationLease, TimeSpan.FromSeconds(request.WaitSeconds) + s_short, ct);

    public Task<WireAnswer<LeaseRenewed>> RenewAsync(Guid lease, ScoringProgress progress, TimeSpan longest, CancellationToken ct) =>
        AskAsync(HttpMethod.Post, $"leases/{lease}/progress", Json(progress, ServingJson.Default.ScoringProgress), ServingJson.Default.LeaseRenewed, longest < s_short ? longest : s_short, ct);

    public async Task<WireAnswer<WireDone>> FailAsync(Guid lease, ScoringFailure failure, CancellationToken ct) =>
        Done(await AskAsync(HttpMethod.Post, $"leases/{lease}/failure", Json(failure, ServingJson.Default.ScoringFailure), ServingJson.Default.LeaseRenewed, s_short, ct));

    /// <summary>The answer comes when the portal has measured the scores; how long that may take is the caller's to say.</summary>
    public async Task<WireAnswer<WireDone>> CompleteAsync(Guid lease, ScoringReport report, string scoresPath, string probesPath, CancellationToken ct)
    {
        using var form = new MultipartFormDataContent { { Json(report, ServingJson.Default.ScoringReport), "report" }, { Numbers(scoresPath), "scores", "scores" } };
        if (report.Probes is { Failure: null } && File.Exists(probesPath))
        {
            form.Add(Numbers(probesPath), "probes", "probes");
        }

        return Done(await AskAsync(HttpMethod.Post, $"leases/{lease}/result", form, ServingJson.Default.LeaseRenewed, Timeout.InfiniteTimeSpan, ct));
    }

    /// <summary>Hands the bytes of a file to <paramref name="takeAsync"/> as they come.</summary>
    public async Task<WireAnswer<WireDone>> FetchAsync(Guid lease, string sha256, Func<Stream, CancellationToken, Task> takeAsync, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"leases/{lease}/files/{sha256}", UriKind.Relative));
        return await TryAsync(request, s_short, async (response, stop) =>
        {
            await using var content = await response.Content.ReadAsStreamAsync(stop.Token);
            await takeAsync(new StallWatch(content, stop, s_short), stop.Token);
            return WireDone.Instance;
        }, ct);
    }

    public void Dispose() => _client.Dispose();

    private async Task<WireAnswer<T>> AskAsync<T>(HttpMethod method, string address, HttpContent content, JsonTypeInfo<T> answer, TimeSpan longest, CancellationToken ct)
        where T : class
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative)) { Content = content };
        return await TryAsync(
            request, longest, async (response, stop) => response.StatusCode == HttpStatusCode.NoContent ? null : await ReadAsync(response, answer, stop.Token), ct);
    }

    private async Task<WireAnswer<T>> TryAsync<T>(
        HttpRequestMessage request, TimeSpan longest, Func<HttpResponseMessage, CancellationTokenSource, Task<T?>> readAsync, CancellationToken ct)
        where T : class
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(longest);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            return response.IsSuccessStatusCode ? WireAnswer<T>.Of(await readAsync(response, stop))
                : (int)response.StatusCode is >= 500 or 408 or 429 ? WireAnswer<T>.Nobody($"the portal answers {(int)response.StatusCode}")
                : WireAnswer<T>.Refused(await RefusalAsync(response, stop.Token));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return WireAnswer<T>.Nobody("the portal does not answer in time");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or JsonException)
        {
            return WireAnswer<T>.Nobody(broken.Message);
        }
    }

    private static async Task<WireRefusal> RefusalAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            return new WireRefusal(status, "", "Its token is unknown, expired or revoked. Take a new one from the page Runners.");
        }

        try
        {
            var problem = await ReadAsync(response, ServingJson.Default.ProblemAnswer, ct);
            var code = problem?.Type is { } type && type.StartsWith(ProblemPrefix, StringComparison.Ordinal) ? type[ProblemPrefix.Length..] : "";
            return new WireRefusal(status, code, string.Join(' ', new[] { problem?.Detail, problem?.NextStep }.Where(text => !string.IsNullOrEmpty(text))));
        }
        catch (JsonException)
        {
            return new WireRefusal(status, "", $"What answers there is no portal (status {status}).");
        }
    }

    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        await using var content = await response.Content.ReadAsStreamAsync(ct);
        return await JsonSerializer.DeserializeAsync(content, type, ct);
    }

    private static WireAnswer<WireDone> Done<T>(WireAnswer<T> answer)
        where T : class => new(answer.IsOk ? WireDone.Instance : null, answer.Refusal, answer.Unreachable);

    /// <summary>A file of numbers; closed with the form that it is put into.</summary>
    private static StreamContent Numbers(string path)
    {
        var file = new StreamContent(File.OpenRead(path));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return file;
    }

    private static ByteArrayContent Json<T>(T value, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
