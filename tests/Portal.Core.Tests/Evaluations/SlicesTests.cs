using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Evaluations;

/// <summary>Slices that members name, and the worst ones that are found, in whole evaluations.</summary>
public sealed class SlicesTests
{
    private static readonly NamedSlice[] s_slices =
    [
        new("Black applicants", "afam=yes"),
        new("High debt", "pirat >= 0.4 and not selfemp = yes"),
        new("Nobody", "pirat > 1e9"),
        new("Of old", "purpose in (car, repairs)"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Run_NamedSlices_AreMeasuredAsFrozenInTheEvidence(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await ModelAsync(portal, s_slices);
        var view = await EvaluateAsync(portal, "mortgage-gbt-v2");

        var results = view.Row.Results!;
        var lines = File.ReadLines(SampleFiles.Table("mortgage", "evaluation")).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.Equal(["Black applicants", "High debt", "Nobody"], results.NamedSlices.Select(slice => slice.Name));
        Assert.Equal(["afam = yes", "pirat >= 0.4 and not selfemp = yes", "pirat > 1000000000"], results.NamedSlices.Select(slice => slice.Filter));
        Assert.Equal([lines.Count(cells => cells[13] == "yes"), lines.Count(cells => double.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture) >= 0.4 && cells[8] != "yes"), 0], results.NamedSlices.Select(slice => slice.Rows));
        Assert.Equal(results.Slices.Single(slice => slice.Filter == "afam = yes").Metrics, results.NamedSlices[0].Metrics);
        Assert.Equal((false, 0), (results.NamedSlices[2].EnoughRows, results.NamedSlices[2].Metrics.Count));
        Assert.Contains("The slice ‘Of old’ was not measured: the data has no column `purpose`.", results.Findings);

        await EditAsync(portal, [new("Later", "afam = no")]);
        var evidence = (await portal.Get<EvaluationDetail>().EvidenceAsync(portal.As(Role.Auditor), view.Row.Id, Ct)).Value;
        Assert.Equal(results.NamedSlices.Select(slice => slice.Filter), evidence.Results.NamedSlices.Select(slice => slice.Filter));
    }

    [Theory]
    [InlineData("mortgage-regressed-v4")]
    [InlineData("mortgage-biased-v3")]
    public async Task Run_WorstSlices_AreReproducibleAndAddUp(string model)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await ModelAsync(portal, []);
        var first = await EvaluateAsync(portal, model);
        var again = (await portal.Get<StartEvaluation>().RunAsync(portal.As(Role.DataScientist), new StartEvaluationRequest(first.Row.VersionId, null, "again"), Ct)).Value;
        await portal.Get<EvaluationRunner>().DrainAsync(Ct);
        var second = (await portal.Get<EvaluationDetail>().RunAsync(portal.As(Role.Auditor), again, Ct)).Value;

        Assert.Equal(first.EvidenceDigest, second.EvidenceDigest);
        var results = first.Row.Results!;
        var worst = results.WorstSlices!;
        Assert.Equal((MetricNames.LogLoss, 714L, 714L, "Welch's t test"), (worst.Loss, worst.RowsSearched, worst.Rows, worst.Test));
        Assert.Equal(12, worst.Columns.Count);
        Assert.Equal(["single", "afam"], worst.Columns.Take(2));
        Assert.Equal(["identifier: application_id", "ignored: insurance", "label: deny"], worst.LeftOut.Select(left => $"{left.Why}: {string.Join(", ", left.Columns)}").Order(StringComparer.Ordinal));
        Assert.InRange(worst.Slices.Count, 1, 8);
        Assert.Contains(worst.Slices, slice => slice.Significant);
        Assert.All(worst.Slices, slice =>
        {
            Assert.InRange(slice.Rows, worst.MinimumRows, worst.Rows - worst.MinimumRows);
            Assert.Equal(results.Metrics[MetricNames.LogLoss] * worst.Rows, (slice.Loss * slice.Rows) + (slice.LossOfRest * (worst.Rows - slice.Rows)), 1e-6);
            Assert.Equal(slice.Loss - slice.LossOfRest, slice.Gap, 1e-12);
            Assert.InRange(slice.Gap, slice.GapLow!.Value, slice.GapHigh!.Value);
            Assert.Equal(slice.AdjustedPValue <= worst.Level, slice.Significant);
        });
    }

    [Theory, EveryDatabase]
    public async Task Edit_Slices_AreKeptInOneWritingAndInTheTrail(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await ModelAsync(portal, [new("Old", "afam=no")]);

        var refused = await EditAsync(portal, [new("High debt", "pirat >= high")]);
        var edited = await EditAsync(portal, [new(" High debt ", "pirat>=0.40")]);

        Assert.Equal("At character 10: a number is expected after >=, not high.", refused.Refusal!.Fields["slices[0].filter"]);
        Assert.True(edited.IsOk);
        Assert.Equal([new NamedSlice("High debt", "pirat >= 0.4")], (await portal.Get<ModelDetail>().FindAsync(portal.As(Role.Auditor), "mortgage", Ct)).Value.Slices);
        await using var db = portal.Get<PortalDatabase>().Open(portal.Tenant);
        var entry = await db.AuditEntries.SingleAsync(row => row.Action == "model.edited", Ct);
        Assert.Contains("\"slices\":[{\"filter\":\"afam = no\",\"name\":\"Old\"}]", entry.Body, StringComparison.Ordinal);
        Assert.Contains("\"slices\":[{\"filter\":\"pirat >= 0.4\",\"name\":\"High debt\"}]", entry.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("afam=yes", "afam = yes", null)]
    [InlineData("pirat >= 0.4 or missing(lvrat)", "pirat >= 0.4 or missing(lvrat)", null)]
    [InlineData("age > 60", null, "slice.column")]
    [InlineData("age >", null, "slice.filter")]
    public async Task Preview_SaysHowManyRowsMatchOrWhyNot(string filter, string? canonical, string? code)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await portal.ImportMortgageAsync("evaluation", Ct);

        var preview = await portal.Get<SlicePreview>().FindAsync(portal.As(Role.DataScientist), filter, new DatasetVersionName("mortgage-evaluation", 1), Ct);

        Assert.Equal((canonical, code), (preview.IsOk ? preview.Value.Filter : null, preview.Refusal?.Code));
        Assert.True(preview.Refusal is not null || (preview.Value.Rows == 714 && preview.Value.Matching is > 0 and < 714));
        Assert.Equal(RefusalKind.NotFound, (await portal.Get<SlicePreview>().FindAsync(portal.Outsider, "afam = yes", new DatasetVersionName("mortgage-evaluation", 1), Ct)).Refusal!.Kind);
    }

    private static async Task ModelAsync(TestPortal portal, NamedSlice[] slices)
    {
        await portal.ImportMortgageAsync("evaluation", Ct);
        await portal.CreateModelAsync("mortgage", new DatasetVersionName("mortgage-evaluation", 1), Ct);
        if (slices.Length > 0)
        {
            await using var db = portal.Get<PortalDatabase>().Open(portal.Tenant);
            (await db.Models.SingleAsync(Ct)).Slices = SliceRules.Read(slices).Value;
            await db.SaveChangesAsync(Ct);
        }
    }

    private static async Task<Outcome<Done>> EditAsync(TestPortal portal, NamedSlice[] slices)
    {
        var actor = portal.As(Role.DataScientist);
        var seen = (await portal.Get<ModelDetail>().FindAsync(actor, "mortgage", Ct)).Value;
        return await portal.Get<EditModel>().RunAsync(
            actor,
            new EditModelRequest("mortgage", seen.Revision, seen.Purpose, seen.Owner, seen.Team, seen.RiskClass, seen.DataClassification, seen.AllowedRegions, seen.EvaluationDataset, Slices: slices),
            Ct);
    }

    private static async Task<EvaluationView> EvaluateAsync(TestPortal portal, string file)
    {
        Assert.Null((await portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", file), Ct)).Refusal);
        await portal.Get<OutboxDispatcher>().RunAsync(Ct);
        await portal.Get<EvaluationRunner>().DrainAsync(Ct);
        var row = Assert.Single((await portal.Get<EvaluationList>().RunAsync(portal.As(Role.Auditor), new EvaluationListRequest(Model: "mortgage"), new(), Ct)).Value.Items);
        Assert.True(row.State == EvaluationState.Completed, row.FailureSentence);
        return (await portal.Get<EvaluationDetail>().RunAsync(portal.As(Role.Auditor), row.Id, Ct)).Value;
    }
}
