using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>Which promotions a list asks for, in the database's words.</summary>
internal static class PromotionFilter
{
    private static readonly TimeSpan s_soon = TimeSpan.FromDays(2);

    /// <param name="tokens">By what stages know the actor.</param>
    /// <param name="place">The environment that is asked for; null for all.</param>
    public static IQueryable<Promotion> Apply(PortalDbContext db, Actor actor, PromotionListRequest request, IReadOnlyList<string> tokens, EnvironmentId? place, DateTimeOffset now)
    {
        var rows = db.Promotions.AsNoTracking();
        rows = request.State is { } state ? rows.Where(row => row.State == state) : rows;
        rows = request.Open || request.Order == PromotionOrder.Deadline
            ? rows.Where(row => row.State == PromotionState.Waiting || row.State == PromotionState.NeedsException || row.State == PromotionState.ChangesRequested)
            : rows;
        rows = request.WaitingForMe ? WaitingFor(db, rows, actor, tokens) : rows;
        rows = Model(db, rows, request);
        rows = Due(rows, request.Due, now);
        rows = place is { } id ? rows.Where(row => row.EnvironmentId == id) : rows;
        if (request.Stage is { Length: > 0 } stage)
        {
            rows = rows.Where(row => row.State == PromotionState.Waiting && row.Stages.Any(one => one.State == StageState.Open && one.Name == stage));
        }

        if (request.RequestedBy is { Length: > 0 } requester)
        {
            var (email, members) = (Names.Normalize(requester), db.Members);
            rows = rows.Where(row => members.Any(one => one.Id == row.RequestedBy && one.NormalizedEmail == email));
        }

        return rows;
    }

    /// <summary>
    /// PromotionRules and DecisionRules in the database's words: what the actor can move now. What was sent back waits for its requester.
    /// </summary>
    public static IQueryable<Promotion> WaitingFor(PortalDbContext db, IQueryable<Promotion> rows, Actor actor, IReadOnlyList<string> tokens)
    {
        var (me, versions) = (actor.Member, db.Versions);
        var excepts = me is not null && RoleRules.Refuses(actor, Permission.GrantException) is null;
        return rows.Where(row =>
            (row.State == PromotionState.ChangesRequested && row.RequestedBy == me)
            || (row.RequestedBy != me
                && !versions.Any(version => version.Id == row.VersionId && version.RegisteredBy == me)
                && ((excepts && row.State == PromotionState.NeedsException)
                    || (row.State == PromotionState.Waiting
                        && row.Stages.Any(stage => stage.State == StageState.Open && stage.Deciders.Any(decider => tokens.Contains(decider.Token))
                            && !row.Decisions.Any(said => (said.MemberId == me || said.Seat == me) && (said.Stage != stage.Stage || said.Round == stage.Round)))))));
    }

    private static IQueryable<Promotion> Model(PortalDbContext db, IQueryable<Promotion> rows, PromotionListRequest request)
    {
        var models = db.Models;
        if (request.Model is { Length: > 0 } model)
        {
            var name = Names.Normalize(model);
            rows = rows.Where(row => models.Any(one => one.Id == row.ModelId && one.NormalizedName == name));
        }

        return request.Risk is { } risk ? rows.Where(row => models.Any(one => one.Id == row.ModelId && one.RiskClass == risk)) : rows;
    }

    private static IQueryable<Promotion> Due(IQueryable<Promotion> rows, DeadlineNearness? due, DateTimeOffset now)
    {
        if (due is null)
        {
            return rows;
        }

        var until = due == DeadlineNearness.Late ? now : now + s_soon;
        return rows.Where(row => row.State == PromotionState.Waiting && row.DecideBy <= until);
    }
}
