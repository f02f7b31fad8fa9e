using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Promotions.Stages;

/// <summary>Begins stages and opens them: who may decide, until when, and who hears of it.</summary>
internal static class StageOpening
{
    /// <summary>Gives a promotion the rows of its stages; they open once no gate blocks it.</summary>
    public static void Add(UnitOfWork unit, Promotion promotion, IReadOnlyList<Stage> stages)
    {
        foreach (var (stage, index) in stages.Select((stage, index) => (stage, index)))
        {
            var row = new PromotionStage { TenantId = promotion.TenantId, PromotionId = promotion.Id, Stage = index, Name = stage.Name, Round = 1, State = StageState.Coming };
            foreach (var token in DeciderTokens.Of(stage.Deciders).Distinct(StringComparer.Ordinal))
            {
                Let(row, token);
            }

            promotion.Stages.Add(row);
            unit.Db.PromotionStages.Add(row);
        }
    }

    public static void Open(UnitOfWork unit, Promotion promotion, PromotionStage row, Stage stage)
    {
        var own = DeciderTokens.Of(stage.Deciders);
        row.Deciders.RemoveAll(one => !own.Contains(one.Token, StringComparer.Ordinal));
        (row.State, row.OpenedAt, row.ApprovedAt) = (StageState.Open, unit.Now, null);
        row.DueAt = stage.Deadline is { } deadline ? unit.Now.AddHours(deadline.Hours) : null;
        row.RemindAt = stage.Deadline?.RemindHours is { } hours ? row.DueAt!.Value.AddHours(-hours) : null;
        unit.Tell("promotion.stage-opened", new JsonObject
        {
            ["promotionId"] = promotion.Id.ToString(),
            ["number"] = promotion.Number,
            ["stage"] = row.Stage,
            ["name"] = stage.Name,
            ["round"] = row.Round,
            ["dueAt"] = row.DueAt,
        });
    }

    public static void Let(PromotionStage row, string token)
    {
        if (!row.Deciders.Exists(one => one.Token == token))
        {
            row.Deciders.Add(new StageDecider { TenantId = row.TenantId, PromotionId = row.PromotionId, Stage = row.Stage, Token = token });
        }
    }

    /// <summary>Nobody decides on it until the steps before it have approved.</summary>
    public static void ToComing(this PromotionStage row, int round) =>
        (row.Round, row.State, row.OpenedAt, row.DueAt, row.RemindAt, row.RemindedAt, row.EscalatedAt, row.ApprovedAt) = (round, StageState.Coming, null, null, null, null, null, null);
}
