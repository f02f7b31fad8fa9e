using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Portal.Core.Costs.Usage.Reading;

namespace Portal.Web.Demo;

/// <summary>One request of an invented service to an invented model.</summary>
/// <param name="Question">What was asked: the same question has the same text.</param>
/// <param name="IsReported">Some are billed and were never reported.</param>
internal sealed record DemoRequest(string Key, DateTimeOffset At, string Question, TokenReading Tokens, bool IsReported);

/// <summary>The requests of a day: the same ones for the same day. The provider's bill and the usage that a service reports are both made of them.</summary>
internal sealed class DemoRequests(DemoUsage plan, DateOnly today)
{
    private const int OpensAt = 7;
    private const int MinutesOpen = 11 * 60;
    private const int CachedPrefix = 1024;

    public DateOnly First => today.AddDays(-plan.Days);

    public IEnumerable<DemoRequest> Of(DateOnly day)
    {
        var count = day < First || day > today ? 0 : (int)(plan.ADay * (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? plan.Weekend : 1) * (0.9m + (Draw($"{day:O}").Next(2001) / 10_000m)));
        for (var number = 0; number < count; number++)
        {
            yield return Request(day, number);
        }
    }

    /// <summary>Of one kind, as a provider counts them on its bill.</summary>
    public long Tokens(DateOnly day, DemoTokens kind) => Of(day).Sum(request => kind switch
    {
        DemoTokens.Input => request.Tokens.Input!.Value - request.Tokens.CacheRead,
        DemoTokens.CacheRead => request.Tokens.CacheRead,
        _ => request.Tokens.Output!.Value,
    });

    private DemoRequest Request(DateOnly day, int number)
    {
        var key = $"{plan.Source}|{day:yyyy-MM-dd}|{number}";
        var draw = Draw(key);
        var at = new DateTimeOffset(day.ToDateTime(new TimeOnly(OpensAt, 0)), TimeSpan.Zero).AddMinutes(draw.Next(MinutesOpen)).AddMilliseconds(draw.Next(60_000));
        var question = draw.Next(1000) < plan.RepeatedShare * 1000 ? $"{plan.Source} question {draw.Next(plan.KnownQuestions)}" : key;
        var isReported = day != today.AddDays(-plan.LostDaysAgo) || draw.Next(1000) >= plan.LostShare * 1000;

        // The size of a request is that of its question, so that the same question costs the same.
        return new(key, at, question, Size(Draw(question)), isReported);
    }

    private TokenReading Size(Draws draw) => draw.Next(1000) < plan.SimpleShare * 1000
        ? TokenReading.Of(600 + draw.Next(800), 100 + draw.Next(180), null, null, null)
        : TokenReading.Of(CachedPrefix + 800 + draw.Next(2400), 250 + draw.Next(500), CachedPrefix, null, draw.Next(4) == 0 ? 60 + draw.Next(120) : null);

    private static Draws Draw(string seed) => new(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));

    /// <summary>Numbers out of a digest, four bytes each.</summary>
    private sealed class Draws(byte[] digest)
    {
        private int _at;

        public int Next(int below)
        {
            var number = BinaryPrimitives.ReadUInt32LittleEndian(digest.AsSpan(_at));
            _at += sizeof(uint);
            return (int)(number % (uint)below);
        }
    }
}
