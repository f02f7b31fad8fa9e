using System.Text.Json;
using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Registry;

public sealed class RegisterVersionTests
{
    [Fact]
    public async Task Draft_WithoutTheRole_IsRefusedBeforeTheFileIsRead()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await portal.CreateModelAsync("mortgage", null, Ct);
        var upload = await portal.UploadAsync(SampleFiles.Model("mortgage", "mortgage-logit-v1"), Ct);

        Assert.Equal(RefusalKind.Forbidden, (await portal.Get<VersionDraft>().FindAsync(portal.As(Role.Reviewer), "mortgage", upload, null, Ct)).Refusal?.Kind);
    }

    [Fact]
    public async Task Draft_ManyAtOnce_AllAnswerAndAWaitingOneCanBeCancelled()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await portal.CreateModelAsync("mortgage", null, Ct);
        var upload = await portal.UploadAsync(SampleFiles.Model("mortgage", "mortgage-logit-v1"), Ct);
        var query = portal.Get<VersionDraft>();
        using var impatient = new CancellationTokenSource();

        var many = Enumerable.Range(0, 3 * ModelInspection.AtOnce).Select(_ => query.FindAsync(portal.As(Role.DataScientist), "mortgage", upload, null, Ct)).ToList();
        var last = query.FindAsync(portal.As(Role.DataScientist), "mortgage", upload, null, impatient.Token);
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => last);
        Assert.All(await Task.WhenAll(many), draft => Assert.True(draft.IsOk));
    }

    private static readonly DatasetVersionName s_evaluation = new("mortgage-evaluation", 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Run_MortgageTrees_TakesRulesAndLineageFromTheFile(DatabaseProviderName provider)
    {
        await using var portal = await MortgageAsync(provider);
        await portal.ImportMortgageAsync("reference", Ct);

        var registered = (await portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", "mortgage-gbt-v2"), Ct)).Value;

        var view = (await portal.Get<VersionDetail>().FindAsync(portal.As(Role.Auditor), "mortgage", 1, Ct)).Value;
        Assert.Equal(1, registered.Number);
        Assert.Equal("8c6bb6cc162d24af6c8b212c2ffe3be30640fb0629d77ccc2b543ebb6791ca9a", view.Digest.Hex);
        Assert.Equal(("deny", "yes", "no", 0.5), (view.Scoring.LabelColumn, view.Scoring.PositiveClass, view.Scoring.FavourableClass, view.Scoring.DecisionThreshold));
        Assert.Equal(["no", "yes"], view.Scoring.ClassLabels);
        Assert.Equal(["pirat", "hirat", "lvrat", "chist", "mhist", "phist", "unemp", "selfemp", "condomin", "hschool"], view.Inputs);
        Assert.Equal(new DatasetVersionName("mortgage-reference", 1), view.TrainingData?.Name);
        Assert.Equal("features: float [N, 10]", view.Signature.Inputs[0].ToString());
        Assert.Contains(view.Signature.Opsets, opset => opset is { Domain: "ai.onnx", Version: 17 });
    }

    [Theory, EveryDatabase]
    public async Task Run_EachVersion_GetsTheNextNumberAndTellsLaterRooms(DatabaseProviderName provider)
    {
        await using var portal = await MortgageAsync(provider);

        var first = (await portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", "mortgage-logit-v1"), Ct)).Value;
        var second = (await portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", "mortgage-gbt-v2"), Ct)).Value;

        await using var db = portal.Open();
        var told = await db.Outbox.Where(message => message.Kind == RegisterVersion.Registered).OrderBy(message => message.CreatedAt).Select(message => message.Body).ToListAsync(Ct);
        Assert.Equal((1, 2), (first.Number, second.Number));
        Assert.Equal(
            new[] { first, second }.Select(version => (version.Id.ToString(), version.Model.ToString())).Order(),
            told.Select(body => JsonSerializer.Deserialize<JsonElement>(body)).Select(body => (body.GetProperty("versionId").GetString()!, body.GetProperty("modelId").GetString()!)).Order());
        Assert.Equal(2, await db.AuditEntries.CountAsync(entry => entry.Action == "version.registered", Ct));
    }

    [Theory, EveryDatabase]
    public async Task Run_ManyAtOnce_NeverShareANumber(DatabaseProviderName provider)
    {
        await using var portal = await MortgageAsync(provider);
        string[] files = ["mortgage-logit-v1", "mortgage-gbt-v2", "mortgage-biased-v3", "mortgage-regressed-v4"];

        var outcomes = await Task.WhenAll(files.Select(file => portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", file), Ct)));

        Assert.Equal([1, 2, 3, 4], outcomes.Select(outcome => outcome.Value.Number).Order());
    }

    [Theory, EveryDatabase]
    public async Task Run_SameBytesInOneModel_AreRefusedNamingTheNumber(DatabaseProviderName provider)
    {
        await using var portal = await MortgageAsync(provider);
        await portal.CreateModelAsync("other", s_evaluation, Ct);
        await portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", "mortgage-gbt-v2"), Ct);

        var again = await portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", "mortgage-gbt-v2"), Ct);
        var elsewhere = await portal.RegisterAsync("other", SampleFiles.Model("mortgage", "mortgage-gbt-v2"), Ct);

        Assert.Equal(("version.duplicate", "These bytes are version 1 of mortgage already."), (again.Refusal?.Code, again.Refusal?.Sentence));
        Assert.True(elsewhere.IsOk);
    }

    [Theory]
    [InlineData("empty", "version.file.empty", "empty")]
    [InlineData("not-onnx", "version.file.not-onnx", "not an ONNX file")]
    [InlineData("corrupt", "version.file.corrupt", "not a readable ONNX file")]
    [InlineData("external-data", "version.file.external-data-escapes", "outside its own folder")]
    [InlineData("custom-op", "version.file.unknown-operator-domain", "com.example.custom")]
    public async Task Run_FileThatCannotBeAModel_IsRefusedInWords(string file, string code, string because)
    {
        await using var portal = await MortgageAsync(DatabaseProviderName.Sqlite);

        var outcome = await portal.RegisterAsync("mortgage", SampleFiles.Bad(file), Ct);

        Assert.Equal(code, outcome.Refusal?.Code);
        Assert.Contains(because, outcome.Refusal!.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("/tmp", outcome.Refusal.Sentence, StringComparison.Ordinal);
        Assert.Empty((await portal.Get<VersionList>().ReadAsync(portal.As(Role.Auditor), "mortgage", new PageRequest(), Ct)).Value.Items);
    }

    [Theory]
    [InlineData("endless-loop")]
    [InlineData("memory-bomb-6gb")]
    [InlineData("nan-output")]
    [InlineData("wrong-input")]
    public async Task Run_HostileFileThatParses_IsRegisteredWithoutRunningIt(string file)
    {
        await using var portal = await MortgageAsync(DatabaseProviderName.Sqlite);

        Assert.True((await portal.RegisterAsync("mortgage", SampleFiles.Bad(file), Ct)).IsOk);
    }

    [Fact]
    public async Task Run_FileWithoutMetadata_AsksFieldByFieldAndTakesTheAnswers()
    {
        await using var portal = await MortgageAsync(DatabaseProviderName.Sqlite);

        var refused = (await portal.RegisterAsync("mortgage", SampleFiles.Odd("no-metadata"), Ct)).Refusal!;
        var accepted = await portal.RegisterAsync("mortgage", SampleFiles.Odd("no-metadata"), Ct, new ScoringStatement(
            FeatureOrder: ["pirat", "hirat", "lvrat", "chist", "mhist", "phist", "unemp", "selfemp", "condomin", "hschool"],
            FeatureEncoding: new[] { "phist", "selfemp", "condomin", "hschool" }.ToDictionary(column => column, _ => (IReadOnlyDictionary<string, double>)new Dictionary<string, double> { ["no"] = 0, ["yes"] = 1 }),
            LabelColumn: "deny", ClassLabels: ["0", "1"], ClassValues: new Dictionary<string, string> { ["0"] = "no", ["1"] = "yes" },
            PositiveClass: "yes", FavourableClass: "no", DecisionThreshold: 0.5));

        Assert.Equal("version.scoring", refused.Code);
        Assert.Equal([ScoringFields.ClassLabels, ScoringFields.DecisionThreshold, ScoringFields.FeatureOrder, ScoringFields.LabelColumn], refused.Fields.Keys.Order(StringComparer.Ordinal));
        Assert.True(accepted.IsOk, accepted.Refusal?.Sentence);
    }

    [Fact]
    public async Task Run_TrainingDataThatTheFileContradicts_IsRefused()
    {
        await using var portal = await MortgageAsync(DatabaseProviderName.Sqlite);
        var upload = await portal.UploadAsync(SampleFiles.Model("mortgage", "mortgage-gbt-v2"), Ct);

        var outcome = await portal.Get<RegisterVersion>().RunAsync(portal.As(Role.DataScientist), new RegisterVersionRequest("mortgage", upload, TrainingData: s_evaluation), Ct);

        Assert.Contains("ab3c6b8b…add8", outcome.Refusal!.Fields["trainingData"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithAParent_ShowsLineageUpAndDown()
    {
        await using var portal = await MortgageAsync(DatabaseProviderName.Sqlite);
        await portal.RegisterAsync("mortgage", SampleFiles.Model("mortgage", "mortgage-logit-v1"), Ct);
        var upload = await portal.UploadAsync(SampleFiles.Model("mortgage", "mortgage-gbt-v2"), Ct);

        var unknown = await portal.Get<RegisterVersion>().RunAsync(portal.As(Role.DataScientist), new RegisterVersionRequest("mortgage", upload, ParentVersion: 7), Ct);
        await portal.Get<RegisterVersion>().RunAsync(portal.As(Role.DataScientist), new RegisterVersionRequest("mortgage", upload, ParentVersion: 1), Ct);

        Assert.Equal("mortgage has no version 7.", unknown.Refusal?.Sentence);
        Assert.Equal(1, (await portal.Get<VersionDetail>().FindAsync(portal.As(Role.Auditor), "mortgage", 2, Ct)).Value.Parent);
        Assert.Equal([2], (await portal.Get<VersionDetail>().FindAsync(portal.As(Role.Auditor), "mortgage", 1, Ct)).Value.Children);
    }

    [Theory]
    [InlineData("credit-logit-v1", "bad,good")]
    [InlineData("credit-gbt-v2", "good,bad")]
    public async Task Run_CreditModels_KnowTheirClassesByName(string file, string classes)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await portal.ImportAsync("credit-evaluation", SampleFiles.Table("credit", "evaluation"), Ct, new DatasetColumn("class", ColumnType.Text, ColumnRole.Label));
        await portal.CreateModelAsync("credit", new("credit-evaluation", 1), Ct);

        await portal.RegisterAsync("credit", SampleFiles.Model("credit", file), Ct);

        var rules = (await portal.Get<VersionDetail>().FindAsync(portal.As(Role.Auditor), "credit", 1, Ct)).Value.Scoring;
        Assert.Equal(classes.Split(','), rules.ClassLabels);
        Assert.Equal(("class", "bad", "good"), (rules.LabelColumn, rules.PositiveClass, rules.FavourableClass));
    }

    [Theory, EveryDatabase]
    public async Task Run_WithoutTheRoleOrFromAnotherTenant_IsRefused(DatabaseProviderName provider)
    {
        await using var portal = await MortgageAsync(provider);
        var upload = await portal.UploadAsync(SampleFiles.Model("mortgage", "mortgage-gbt-v2"), Ct);

        var reviewer = await portal.Get<RegisterVersion>().RunAsync(portal.As(Role.Reviewer), new RegisterVersionRequest("mortgage", upload), Ct);
        var outsider = await portal.Get<RegisterVersion>().RunAsync(portal.Outsider, new RegisterVersionRequest("mortgage", upload), Ct);
        var draft = await portal.Get<VersionDraft>().FindAsync(portal.Outsider, "mortgage", upload, null, Ct);

        Assert.Equal(RefusalKind.Forbidden, reviewer.Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, outsider.Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, draft.Refusal?.Kind);
        await using var db = portal.Open();
        Assert.Equal(1, await db.AuditEntries.CountAsync(entry => entry.Action == "version.register.refused", Ct));
    }

    private static async Task<TestPortal> MortgageAsync(DatabaseProviderName provider)
    {
        var portal = await TestPortal.StartAsync(provider);
        await portal.ImportMortgageAsync("evaluation", Ct);
        await portal.CreateModelAsync("mortgage", s_evaluation, Ct);
        return portal;
    }
}
