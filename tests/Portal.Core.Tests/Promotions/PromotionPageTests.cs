using System.Text;
using Portal.Core.Datasets;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Statistics.Drift;

namespace Portal.Core.Tests.Promotions;

/// <summary>What the decision page asks beside the promotion itself: comments, the story, the preview of an answer, seats, drift, the way back.</summary>
public sealed class PromotionPageTests
{
    private static readonly PolicyRules s_bank = new()
    {
        Gates = [],
        Stages =
        [
            new Stage("Model review", Deciders.OfRoles(Role.Reviewer), LooksAt: [RequestPart.Version, RequestPart.Evidence]),
            new Stage("Compliance", Deciders.OfRoles(Role.ComplianceOfficer), Step: 2),
        ],
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Comment_ByAnybody_StandsInListTrailAndStory(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        var comment = data.Portal.Get<CommentOnPromotion>();
        var auditor = data.Portal.As(Role.Auditor);

        Assert.Equal(RefusalKind.NotFound, (await comment.RunAsync(auditor, new CommentOnPromotionRequest(99, "Hello."), Stop)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await comment.RunAsync(auditor, new CommentOnPromotionRequest(1, "  "), Stop)).Refusal?.Kind);
        Assert.True((await comment.RunAsync(auditor, new CommentOnPromotionRequest(1, " Who owns this model? "), Stop)).IsOk);
        await data.DecideAsync(1);

        var rows = (await data.Portal.Get<PromotionCommentList>().ReadAsync(data.Scientist, 1, new PageRequest(), Stop)).Value.Items;
        Assert.Equal((auditor.Name, "Who owns this model?"), (Assert.Single(rows).By, rows[0].Text));
        var view = await data.ViewAsync(1);
        var story = await data.Portal.Get<PromotionHistory>().ReadAsync(data.Scientist, view.Id, Stop);
        Assert.Equal(["promotion.requested", "promotion.commented", "promotion.decided"], story.Select(fact => fact.Action));
        Assert.Equal(("Approve", "Model review", view.EvidenceDigest), (story[2].Said("verdict"), story[2].Said("stage"), story[2].Said("evidence")));
    }

    [Theory, EveryDatabase]
    public async Task Preview_OfAnAnswer_SaysWhatTheAnswerThenDoes(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        await data.DecideAsync(1);
        await data.DecideAsync(1, DecisionVerdict.RequestChanges, data.Officer);
        var better = await data.AddVersionAsync("mortgage-gbt-v2");
        var previews = data.Portal.Get<AnswerPreviews>();

        Assert.Equal("promotion.not-yours", (await previews.FindAsync(data.Reviewer, 1, null, Stop)).Refusal?.Code);
        var same = (await previews.FindAsync(data.Scientist, 1, null, Stop)).Value;
        Assert.Equal([("Model review", false), ("Compliance", true)], same.Stages.Select(stage => (stage.Name, stage.StartsAgain)));
        Assert.Equal([RequestPart.Note], same.Changed);
        var other = (await previews.FindAsync(data.Scientist, 1, better, Stop)).Value;
        Assert.Equal([RequestPart.Version, RequestPart.Evidence, RequestPart.Note], other.Changed);
        Assert.Equal((PromotionState.ChangesRequested, 1), ((await data.ViewAsync(1)).State, (await data.ViewAsync(1)).VersionNumber));

        var answered = (await data.Portal.Get<AnswerChanges>().RunAsync(data.Scientist, new AnswerChangesRequest(1, "Trained again.", better), Stop)).Value;
        Assert.Equal(other.Stages.Where(stage => stage.StartsAgain).Select(stage => stage.Name), answered.Restarted);
        Assert.Equal(other.State, answered.State);
        Assert.Equal(other.Changed, answered.Changed);
    }

    [Theory, EveryDatabase]
    public async Task Answer_StartsAgainWhatHadBegun_AndWhoeverAskedForChangesMayDecideAnew(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        await data.DecideAsync(1, DecisionVerdict.RequestChanges);

        var answered = (await data.Portal.Get<AnswerChanges>().RunAsync(data.Scientist, new AnswerChangesRequest(1, "Written down now."), Stop)).Value;

        Assert.Equal(["Model review"], answered.Restarted);
        var view = await data.ViewAsync(1);
        Assert.Equal([2, 1], view.Stages.Select(stage => stage.Round));
        Assert.All(view.Deciders, decider => Assert.Null(decider.WhyNot));
        Assert.Equal(PromotionState.Waiting, (await data.DecideAsync(1)).Value);
    }

    [Theory, EveryDatabase]
    public async Task Seats_OfADeputy_NameInWhosePlace(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);
        var deputy = await data.Portal.AddMemberAsync("deputy", Role.Auditor);
        Assert.Empty((await data.ViewAsync(1, deputy)).Seats);
        Assert.True((await data.Portal.Get<Core.Promotions.Stages.Delegate>().RunAsync(
            data.Reviewer, new DelegateRequest("deputy@first.example", data.Portal.Clock.GetUtcNow().AddDays(2), "Holiday."), Stop)).IsOk);

        Assert.Equal(new OpenSeat(0, "Model review", "Reviewer"), Assert.Single((await data.ViewAsync(1, deputy)).Seats));
        Assert.Equal(new OpenSeat(0, "Model review", null), Assert.Single((await data.ViewAsync(1)).Seats));
        Assert.Null((await data.Portal.Get<PromotionRollback>().FindAsync(data.Reviewer, 1, Stop)).Value.Version);
    }

    [Theory]
    [InlineData(0, Severity.None)]
    [InlineData(40, Severity.Alarm)]
    public async Task DriftOfDatasets_ShiftedColumn_Alarms(int shift, Severity expected)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var drift = portal.Get<DatasetDrift>();
        var before = await SnapshotAsync(portal, 0, "age");
        var after = await SnapshotAsync(portal, shift, "score");

        var distance = await drift.MeasureAsync(portal.Tenant, before, after, Stop);

        Assert.Equal(expected, distance.Columns.Single(column => column.Name == "income").Severity);
        Assert.Equal(Severity.None, distance.Columns.Single(column => column.Name == "kind").Severity);
        Assert.Equal(("age", "score", 400), (Assert.Single(distance.Missing), Assert.Single(distance.New), distance.RowsRead));
        Assert.Same(distance, await drift.MeasureAsync(portal.Tenant, before, after, Stop));
    }

    [Theory, EveryDatabase]
    public async Task TrainingDrift_WithoutKnownData_SaysSo(DatabaseProviderName provider)
    {
        await using var data = await StartAsync(provider);

        var view = (await data.Portal.Get<TrainingDrift>().FindAsync(data.Reviewer, 1, Stop)).Value;

        Assert.Null(view.Distance);
        Assert.Contains("name no training data", view.Why, StringComparison.Ordinal);
    }

    private static async Task<GovernanceData> StartAsync(DatabaseProviderName provider)
    {
        var data = await GovernanceData.StartAsync(provider);
        await data.SetPolicyAsync(s_bank);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        return data;
    }

    /// <summary>400 rows: an income from 0 to 99, a kind that alternates, and a column that the other side lacks.</summary>
    private static async Task<DatasetVersion> SnapshotAsync(TestPortal portal, int shift, string own)
    {
        var rows = string.Join('\n', Enumerable.Range(0, 400).Select(row => FormattableString.Invariant($"{(row * 37 % 100) + shift},{(row % 2 == 0 ? "a" : "b")},1")));
        using var content = new MemoryStream(Encoding.UTF8.GetBytes($"income,kind,{own}\n{rows}\n"));
        var stored = (await portal.Get<ArtifactStore>().WriteAsync(portal.Tenant, content, long.MaxValue, Stop)).Value;
        return new DatasetVersion
        {
            TenantId = portal.Tenant, Id = DatasetVersionId.New(), DatasetId = DatasetId.New(), Number = 1, Digest = stored.Digest, Length = stored.Length, FileName = "rows.csv", RowCount = 400,
            Columns = [new("income", ColumnType.Integer, ColumnRole.Feature), new("kind", ColumnType.Text, ColumnRole.Feature), new(own, ColumnType.Integer, ColumnRole.Feature)],
            Profile = [], CreatedBy = portal.As(Role.DataScientist).Member!.Value, CreatedAt = portal.Clock.GetUtcNow(),
        };
    }
}
