using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.UseCases;

/// <summary>A use case with its newest session, as its acts need them. Tracked.</summary>
internal sealed record FoundUseCase(UseCase Case, BoardSession? Session)
{
    public AuditSubject Subject => SubjectOf(Case.Id, Case.Number);

    public static AuditSubject SubjectOf(UseCaseId id, int number) => new("use-case", id.ToString(), $"U-{number}");

    public static Refusal NotFound(int number) => Refusal.NotFound($"The use case U-{number}");

    public static async Task<FoundUseCase?> FindAsync(PortalDbContext db, int number, CancellationToken ct)
    {
        if (await db.UseCases.Include(row => row.Datasets).SingleOrDefaultAsync(row => row.Number == number, ct) is not { } found)
        {
            return null;
        }

        var session = await db.BoardSessions.Include(row => row.Votes).Include(row => row.Present).Where(row => row.UseCaseId == found.Id).OrderByDescending(row => row.Number).FirstOrDefaultAsync(ct);
        return new FoundUseCase(found, session);
    }

    public static SessionStanding StandingOf(UseCase row, BoardSession session) =>
        new(row.Number, row.State, row.Class, row.CreatedBy, session.SubmittedBy, [.. session.Votes.Select(vote => vote.MemberId)]);

    /// <summary>What is said of it, for the trail and for the board, which votes on exactly that.</summary>
    public async Task<JsonObject> DescribeAsync(PortalDbContext db, CancellationToken ct)
    {
        DatasetId[] ids = [.. Case.Datasets.Select(data => data.DatasetId)];
        var datasets = await db.Datasets.Where(row => ids.Contains(row.Id)).OrderBy(row => row.NormalizedName).Select(row => row.Name).ToListAsync(ct);
        return new JsonObject
        {
            ["number"] = Case.Number,
            ["title"] = Case.Title,
            ["purpose"] = Case.Purpose,
            ["team"] = await db.Teams.Where(row => row.Id == Case.TeamId).Select(row => row.Name).SingleAsync(ct),
            ["requestsAMonth"] = Case.RequestsAMonth,
            ["valueAMonth"] = MoneyText(Case.ValueAMonth),
            ["costAMonth"] = MoneyText(Case.CostAMonth),
            ["currency"] = Case.Currency,
            ["dataClassification"] = Case.DataClassification.ToString(),
            ["datasets"] = new JsonArray([.. datasets.Select(name => (JsonNode)JsonValue.Create(name))]),
            ["otherData"] = Case.OtherData,
            ["affectedPeople"] = Case.AffectedPeople,
            ["answers"] = JsonSerializer.SerializeToNode(Case.Answers, JsonText.Options),
            ["class"] = Case.Class?.ToString(),
        };
    }

    public static string Canonical(JsonObject described) => Encoding.UTF8.GetString(CanonicalJson.Write(described));

    /// <summary>An amount is a text in what is hashed: a double has no hundredths.</summary>
    private static string MoneyText(decimal amount) => amount.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
}
