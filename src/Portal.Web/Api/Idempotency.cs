using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Tenancy;

namespace Portal.Web.Api;

/// <summary>The endpoint answers with a secret that exists in its first answer only, so that answer is never kept.</summary>
public sealed class ShownOnce;

/// <summary>The endpoint's act keeps its own first answers by key, beside what it did, so that no crash comes between the two.</summary>
public sealed class KeepsItsKeys;

/// <summary>
/// A POST with an <c>Idempotency-Key</c> is done once: the same request again gets the first answer again, word for word.
/// Answers of refusals are not kept, so that a corrected state can be tried with the same key.
/// </summary>
public sealed class Idempotency(RequestDelegate next, PortalDatabase database, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";
    private const int LongestKey = 200;
    private const long LargestHashedBody = 1024 * 1024;

    /// <summary>A first request that has not answered by then died with its process.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    /// <summary>How long an answer is kept; after that its key is as good as new.</summary>
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(24);

    public async Task InvokeAsync(HttpContext context)
    {
        var key = context.Request.Headers[Header].ToString();
        if (!HttpMethods.IsPost(context.Request.Method) || key.Length == 0 || context.GetEndpoint()?.Metadata.GetMetadata<KeepsItsKeys>() is not null || ActorClaims.ToActor(context.User, ActorOrigin.Api) is not { Member: { } member } actor)
        {
            await next(context);
            return;
        }

        if (key.Length > LongestKey)
        {
            await Problems.Of(400, "invalid", "The request is not right", $"An {Header} has at most {LongestKey} characters.").ExecuteAsync(context);
            return;
        }

        var record = new IdempotencyRecord { TenantId = actor.Tenant, MemberId = member.Value, Key = key, RequestDigest = await DigestAsync(context.Request), CreatedAt = clock.GetUtcNow() };
        if (await EarlierAsync(record, context.RequestAborted) is { } earlier)
        {
            await RepeatAsync(context, record, earlier);
            return;
        }

        await AnswerAndKeepAsync(context, record);
    }

    /// <summary>Claims the key, or finds who has it.</summary>
    private async Task<IdempotencyRecord?> EarlierAsync(IdempotencyRecord record, CancellationToken ct)
    {
        await using var db = database.Open(record.TenantId);
        var (expired, forgotten) = (record.CreatedAt - s_patience, record.CreatedAt - s_kept);
        await db.IdempotencyRecords.Where(row => row.CreatedAt < forgotten).ExecuteDeleteAsync(ct);
        await db.IdempotencyRecords.Where(row => row.MemberId == record.MemberId && row.Key == record.Key && row.Status == null && row.CreatedAt < expired).ExecuteDeleteAsync(ct);
        db.IdempotencyRecords.Add(record);
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateException exception) when (database.IsDuplicateKey(exception))
        {
            await using var again = database.Open(record.TenantId);
            return await again.IdempotencyRecords.AsNoTracking().SingleAsync(row => row.MemberId == record.MemberId && row.Key == record.Key, ct);
        }
    }

    private static async Task RepeatAsync(HttpContext context, IdempotencyRecord record, IdempotencyRecord earlier)
    {
        if (earlier.RequestDigest != record.RequestDigest)
        {
            await Problems.Of(422, "idempotency.reused", "Key used for something else", $"This {Header} belongs to another request. Use a new key for each new request.").ExecuteAsync(context);
        }
        else if (earlier.Status is not null && IsShownOnce(context))
        {
            await Problems.Of(409, "idempotency.shown-once", "Done already, and shown once", "The first request with this key was done. Its answer held a secret, so it was not kept: make a new one, and revoke the first.").ExecuteAsync(context);
        }
        else if (earlier.Status is not { } status)
        {
            await Problems.Of(409, "idempotency.running", "Still being done", "The first request with this key is still running. Ask again in a moment.").ExecuteAsync(context);
        }
        else
        {
            context.Response.StatusCode = status;
            context.Response.Headers[ReplayedHeader] = "true";
            context.Response.Headers.Location = earlier.Location;
            context.Response.ContentType = earlier.ContentType;
            await context.Response.WriteAsync(earlier.Body ?? "", context.RequestAborted);
        }
    }

    private async Task AnswerAndKeepAsync(HttpContext context, IdempotencyRecord record)
    {
        var outer = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        var kept = false;
        try
        {
            await next(context);
            if (context.Response.StatusCode is >= 200 and < 300)
            {
                await KeepAsync(context, record, Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length));
                kept = true;
            }
        }
        finally
        {
            context.Response.Body = outer;
            if (!kept)
            {
                await using var db = database.Open(record.TenantId);
                await db.IdempotencyRecords.Where(row => row.MemberId == record.MemberId && row.Key == record.Key).ExecuteDeleteAsync(CancellationToken.None);
            }
        }

        answer.Position = 0;
        await answer.CopyToAsync(outer, context.RequestAborted);
    }

    private async Task KeepAsync(HttpContext context, IdempotencyRecord record, string body)
    {
        // The act is done: its answer is kept even when the caller has gone.
        await using var db = database.Open(record.TenantId);
        await db.IdempotencyRecords.Where(row => row.MemberId == record.MemberId && row.Key == record.Key).ExecuteUpdateAsync(
            row => row.SetProperty(kept => kept.Status, context.Response.StatusCode)
                .SetProperty(kept => kept.Location, context.Response.Headers.Location.ToString())
                .SetProperty(kept => kept.ContentType, context.Response.ContentType)
                .SetProperty(kept => kept.Body, IsShownOnce(context) ? null : body),
            CancellationToken.None);
    }

    private static bool IsShownOnce(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ShownOnce>() is not null;

    private static async Task<string> DigestAsync(HttpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString} {request.ContentType}\n"));
        if (request.HasJsonContentType() || request.ContentLength is > 0 and <= LargestHashedBody)
        {
            await AppendBodyAsync(hash, request);
        }
        else
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{request.ContentLength}"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Whatever length it says it has, or none when it is chunked; of a very long one, its beginning.</summary>
    private static async Task AppendBodyAsync(IncrementalHash hash, HttpRequest request)
    {
        request.EnableBuffering();
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        var left = LargestHashedBody;
        int read;
        while (left > 0 && (read = await request.Body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), request.HttpContext.RequestAborted)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        request.Body.Position = 0;
    }
}
