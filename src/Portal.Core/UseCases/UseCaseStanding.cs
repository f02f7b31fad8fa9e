using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.UseCases.AiAct;

namespace Portal.Core.UseCases;

/// <summary>The use case that a model belongs to, as later rooms ask for it.</summary>
/// <param name="Class">Null as long as its questionnaire leaves it open, which no submitted one does.</param>
/// <param name="DecidedAt">When the board decided last.</param>
public sealed record UseCaseFacts(Guid Id, int Number, string Title, UseCaseState State, AiActClass? Class, DateTimeOffset? DecidedAt);

/// <summary>What later rooms ask about use cases.</summary>
public static class UseCaseStanding
{
    /// <summary>Null when the model belongs to none.</summary>
    public static async Task<UseCaseFacts?> OfModelAsync(PortalDbContext db, ModelId model, CancellationToken ct) => await (
        from assigned in db.UseCaseModels.AsNoTracking()
        join row in db.UseCases on assigned.UseCaseId equals row.Id
        where assigned.ModelId == model
        select new UseCaseFacts(row.Id.Value, row.Number, row.Title, row.State, row.Class, row.DecidedAt)).SingleOrDefaultAsync(ct);
}
