using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Portal.Core;
using Portal.Core.Evaluations.Runners;
using Portal.Scoring.Contract;

namespace Portal.Web.Evaluations.Runners;

/// <summary>A form of two or three parts, in this order: the report as JSON, the file of scores and, where what-if questions were asked, that
/// of their answers. Files are read as they come in.</summary>
/// <param name="Report">What the scoring process wrote.</param>
/// <param name="Scores">As the report describes them.</param>
/// <param name="Probes">As the report's probes describe them; absent without any.</param>
public sealed record RunnerResult(ScoringReport Report, IFormFile Scores, IFormFile? Probes = null)
{
    private const int LongestBoundary = 100;
    private const int LongestReport = 8 * 1024 * 1024;

    /// <summary>Nothing may be missing: the report comes from another machine.</summary>
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    internal static async Task<Outcome<BroughtScores>> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= LongestBoundary } boundary)
        {
            return Wrong("Send a form of two parts, report and scores.");
        }

        try
        {
            var parts = new MultipartReader(boundary.ToString(), request.Body);
            if (await ReportAsync(await parts.ReadNextSectionAsync(ct), ct) is not { } report)
            {
                return Wrong("The first part has to be the report, complete, as JSON.");
            }

            return await parts.ReadNextSectionAsync(ct) is { } scores
                ? new BroughtScores(report, scores.Body, async stop => (await parts.ReadNextSectionAsync(stop))?.Body)
                : Wrong("The second part, the scores, is missing.");
        }
        catch (IOException)
        {
            return Wrong("The form broke off.");
        }
        catch (InvalidDataException)
        {
            return Wrong("The form is malformed.");
        }
    }

    private static async Task<ScoringReport?> ReportAsync(MultipartSection? part, CancellationToken ct)
    {
        if (part is null)
        {
            return null;
        }

        try
        {
            using var bytes = new MemoryStream();
            var buffer = new byte[16 * 1024];
            int read;
            while ((read = await part.Body.ReadAsync(buffer, ct)) > 0)
            {
                if (bytes.Length + read > LongestReport)
                {
                    return null;
                }

                bytes.Write(buffer, 0, read);
            }

            return JsonSerializer.Deserialize<ScoringReport>(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), s_json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Refusal Wrong(string sentence) => Refusal.Invalid("body", sentence);
}
