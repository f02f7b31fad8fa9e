using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Registry;

public sealed class ModelsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Create_NameInOtherLetters_IsTaken(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.CreateModelAsync("Mortgage", null, Ct);

        var outcome = await portal.Get<CreateModel>().RunAsync(portal.As(Role.DataScientist), Request("mortgage"), Ct);

        Assert.Equal("model.taken", outcome.Refusal?.Code);
    }

    [Theory]
    [InlineData("name", "../x", "Lending", "p", "eu")]
    [InlineData("team", "m", "Nobody", "p", "eu")]
    [InlineData("purpose", "m", "Lending", " ", "eu")]
    [InlineData("allowedRegions", "m", "Lending", "p", "e u")]
    public async Task Create_FieldThatIsNotFit_IsNamed(string field, string name, string team, string purpose, string region)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);

        var outcome = await portal.Get<CreateModel>().RunAsync(portal.As(Role.DataScientist), Request(name) with { Team = team, Purpose = purpose, AllowedRegions = [region] }, Ct);

        Assert.Equal([field], outcome.Refusal!.Fields.Keys);
    }

    [Fact]
    public async Task Create_EvaluationDataWithoutALabel_IsRefused()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await portal.ImportAsync("unlabelled", SampleFiles.Table("mortgage", "evaluation"), Ct);

        var outcome = await portal.Get<CreateModel>().RunAsync(portal.As(Role.DataScientist), Request("mortgage") with { EvaluationDataset = new("unlabelled", 1) }, Ct);

        Assert.Contains("no label column", outcome.Refusal!.Fields["evaluationDataset"], StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Edit_WithAnOldRevision_IsRefusedAndKeepsTheFirstChange(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.CreateModelAsync("mortgage", null, Ct);
        var actor = await portal.AddMemberAsync("both", Role.DataScientist, Role.ComplianceOfficer);
        var seen = (await portal.Get<ModelDetail>().FindAsync(actor, "mortgage", Ct)).Value;
        var request = new EditModelRequest("mortgage", seen.Revision, "Better words.", "reviewer@first.example", "Lending", RiskClass.Limited, DataClassification.Personal, ["EU-West", "eu-central"], null);

        var first = await portal.Get<EditModel>().RunAsync(actor, request, Ct);
        var second = await portal.Get<EditModel>().RunAsync(actor, request with { Purpose = "Mine." }, Ct);

        var view = (await portal.Get<ModelDetail>().FindAsync(actor, "mortgage", Ct)).Value;
        Assert.True(first.IsOk);
        Assert.Equal(RefusalKind.Stale, second.Refusal?.Kind);
        Assert.Equal(("Better words.", "Reviewer@first.example", RiskClass.Limited), (view.Purpose, view.Owner, view.RiskClass));
        Assert.Equal(["eu-central", "eu-west"], view.AllowedRegions);
    }

    [Theory, EveryDatabase]
    public async Task List_FiltersAndPages_AgreeWithEachOther(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var (name, task, risk) in new[] { ("loan-a", ModelTask.BinaryClassification, RiskClass.High), ("loan-b", ModelTask.Regression, RiskClass.High), ("churn", ModelTask.BinaryClassification, RiskClass.Minimal) })
        {
            portal.Clock.Advance(TimeSpan.FromSeconds(1));
            await portal.CreateModelAsync(name, null, Ct, task, risk);
        }

        Assert.Equal(["churn", "loan-b", "loan-a"], await NamesAsync(portal, new(new PageRequest())));
        Assert.Equal(["loan-b", "loan-a"], await NamesAsync(portal, new(new PageRequest(), "LOAN")));
        Assert.Equal(["churn", "loan-a"], await NamesAsync(portal, new(new PageRequest(), Task: ModelTask.BinaryClassification)));
        Assert.Equal(["churn"], await NamesAsync(portal, new(new PageRequest(), Risk: RiskClass.Minimal)));
        Assert.Empty(await NamesAsync(portal, new(new PageRequest(), Team: "Claims")));
        Assert.Equal(3, (await NamesAsync(portal, new(new PageRequest(), Team: "lending"))).Count);
    }

    [Theory, EveryDatabase]
    public async Task EditVersion_Tags_AreReplacedUnderOneRevision(DatabaseProviderName provider)
    {
        await using var portal = await RegisteredAsync(provider);
        var actor = portal.As(Role.DataScientist);
        var tags = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" };

        var first = await portal.Get<EditVersion>().RunAsync(actor, new EditVersionRequest("mortgage", 1, 0, "Trees.", tags), Ct);
        var stale = await portal.Get<EditVersion>().RunAsync(actor, new EditVersionRequest("mortgage", 1, 0, "Mine.", tags), Ct);
        var second = await portal.Get<EditVersion>().RunAsync(actor, new EditVersionRequest("mortgage", 1, 1, "Trees.", new Dictionary<string, string> { ["b"] = "3" }), Ct);

        var view = (await portal.Get<VersionDetail>().FindAsync(actor, "mortgage", 1, Ct)).Value;
        Assert.True(first.IsOk && second.IsOk);
        Assert.Equal(RefusalKind.Stale, stale.Refusal?.Kind);
        Assert.Equal([new TagRow("b", "3")], view.Tags);
        Assert.Equal(("Trees.", 2L), (view.Description, view.Revision));
    }

    [Theory, EveryDatabase]
    public async Task MoveAlias_SeenElsewhere_IsStale(DatabaseProviderName provider)
    {
        await using var portal = await RegisteredAsync(provider);
        await portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", "mortgage-gbt-v2"), Ct);
        var actor = portal.As(Role.DataScientist);

        var made = await portal.Get<MoveAlias>().RunAsync(actor, new MoveAliasRequest("mortgage", "Candidate", 1, Seen: 0), Ct);
        var stale = await portal.Get<MoveAlias>().RunAsync(actor, new MoveAliasRequest("mortgage", "candidate", 2, Seen: 0), Ct);
        var moved = await portal.Get<MoveAlias>().RunAsync(actor, new MoveAliasRequest("mortgage", "candidate", 2, Seen: 1), Ct);

        Assert.True(made.IsOk && moved.IsOk);
        Assert.Equal(RefusalKind.Stale, stale.Refusal?.Kind);
        Assert.Equal([new AliasRow("candidate", 2)], (await portal.Get<ModelDetail>().FindAsync(actor, "mortgage", Ct)).Value.Aliases);
        Assert.True((await portal.Get<RemoveAlias>().RunAsync(actor, new RemoveAliasRequest("mortgage", "CANDIDATE"), Ct)).IsOk);
        Assert.Equal(RefusalKind.NotFound, (await portal.Get<RemoveAlias>().RunAsync(actor, new RemoveAliasRequest("mortgage", "candidate"), Ct)).Refusal?.Kind);
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("12")]
    [InlineData("v3")]
    [InlineData("a b")]
    public void RefusesAlias_NamesThatMeanSomethingElse_AreRefused(string alias) => Assert.NotNull(VersionRules.RefusesAlias(alias));

    [Fact]
    public async Task Compare_TreesWithTheUnfairModel_MarksWhatItTakesBesides()
    {
        await using var portal = await RegisteredAsync(DatabaseProviderName.Sqlite, "mortgage-gbt-v2");
        await portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", "mortgage-biased-v3"), Ct);

        var comparison = (await portal.Get<VersionComparison>().FindAsync(portal.As(Role.Reviewer), "mortgage", 1, 2, Ct)).Value;

        Assert.Equal(
            [("insurance", InputConcern.NotAFeature), ("single", InputConcern.Protected), ("afam", InputConcern.Protected)],
            comparison.Inputs.Where(input => !input.Left).Select(input => (input.Name, input.Concern)));
        Assert.Contains(comparison.Facts, fact => fact is { Fact: "Input style", IsSame: false });
        Assert.Contains(comparison.Facts, fact => fact is { Fact: "Positive class", Left: "yes", IsSame: true });
    }

    [Fact]
    public async Task Uses_OfTheTrainingData_NameItsVersions()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await portal.ImportMortgageAsync("evaluation", Ct);
        await portal.ImportMortgageAsync("reference", Ct);
        await portal.CreateModelAsync("mortgage", new("mortgage-evaluation", 1), Ct);
        await portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", "mortgage-gbt-v2"), Ct);

        var trained = await portal.Get<DatasetUses>().FindAsync(portal.As(Role.Auditor), "mortgage-reference", null, Ct);
        var evaluated = await portal.Get<DatasetUses>().FindAsync(portal.As(Role.Auditor), "mortgage-evaluation", 1, Ct);

        Assert.Equal(("mortgage", 1, 1), trained.Trained.Select(row => (row.Model, row.Number, row.DataNumber)).Single());
        Assert.Equal([new EvaluatedModelRow("mortgage", 1)], evaluated.Evaluated);
        Assert.Empty((await portal.Get<DatasetUses>().FindAsync(portal.Outsider, "mortgage-reference", null, Ct)).Trained);
    }

    private static CreateModelRequest Request(string name) =>
        new(name, "Decides.", "Lending", ModelTask.BinaryClassification, RiskClass.High, DataClassification.Internal, ["eu-central"]);

    private static async Task<IReadOnlyList<string>> NamesAsync(TestPortal portal, ModelListRequest request) =>
        [.. (await portal.Get<ModelList>().ReadAsync(portal.As(Role.Auditor), request, Ct)).Value.Items.Select(row => row.Name)];

    private static async Task<TestPortal> RegisteredAsync(DatabaseProviderName provider, string file = "mortgage-logit-v1")
    {
        var portal = await TestPortal.StartAsync(provider);
        await portal.ImportMortgageAsync("evaluation", Ct);
        await portal.CreateModelAsync("mortgage", new("mortgage-evaluation", 1), Ct);
        await portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", file), Ct);
        return portal;
    }
}
