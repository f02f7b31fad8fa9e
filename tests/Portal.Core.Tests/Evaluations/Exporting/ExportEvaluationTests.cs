using System.IO.Compression;
using System.Text;
using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Exporting;
using Portal.Core.Evaluations.Repeating;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Evaluations.Exporting;

/// <summary>What is exported makes the same evidence again elsewhere, without a database; what was changed is found.</summary>
public sealed class ExportEvaluationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<ModelTask> Tasks { get; } = [ModelTask.BinaryClassification, ModelTask.MulticlassClassification, ModelTask.Regression, ModelTask.MultilabelClassification];

    [Theory, MemberData(nameof(Tasks))]
    public async Task Verify_WhatWasExported_GivesTheSameDigest(ModelTask task)
    {
        var (row, export) = await ExportAsync(task);

        var verified = (await export.VerifyAsync(row.Digest)).Value;

        Assert.Equal((RepetitionVerdict.Same, "model version 1"), (verified.Comparison.Verdict, verified.Subject));
        Assert.Equal(row.Digest, verified.Comparison.After);
        Assert.Equal(["README.txt", "evidence.json", "scoring-spec.json", "model.onnx", "dataset.csv", "SHA256SUMS"], export.Files.Select(file => file.Name));
        Assert.Equal($"model-1-{row.Digest[..12]}.zip", export.Name);
        Assert.Contains(row.Digest, Encoding.UTF8.GetString(export["README.txt"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_TextsThatWereExported_GivesTheSameDigest()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var data = await portal.UploadTextAsync("questions.csv", "id,answer\nq1,the cat sat on the mat\nq2,Berlin\nq3,Rome\n", Ct);
        await portal.Get<ImportDataset>().RunAsync(
            portal.As(Role.DataScientist),
            new ImportDatasetRequest(data, "data", new NewDataset("For a test.", DataClassification.Internal, "eu-central"), [new("id", ColumnType.Text, ColumnRole.Identifier), new("answer", ColumnType.Text, ColumnRole.Label)]),
            Ct);
        await portal.CreateModelAsync("model", new DatasetVersionName("data", 1), Ct, ModelTask.TextGeneration, RiskClass.Limited);
        await portal.Get<RegisterVersion>().RunAsync(
            portal.As(Role.DataScientist),
            new RegisterVersionRequest("model", await portal.UploadTextAsync("texts.csv", "id,text\nq1,the cat is on the mat\nq2,Paris\nq3,Rome\n", Ct), Scoring: new(LabelColumn: "answer", IdentifierColumn: "id")),
            Ct);
        var row = (await EvaluatedTask.EvaluateAsync(portal)).Row;
        var export = await ExportedFile.OfAsync(portal, portal.As(Role.DataScientist), row.Id);

        Assert.Equal(RepetitionVerdict.Same, (await export.VerifyAsync()).Value.Comparison.Verdict);

        export.Change("texts.csv", bytes => bytes[^2] ^= 1, hidden: false);
        Assert.StartsWith("texts.csv is not as it was exported", (await export.VerifyAsync()).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_Twice_GivesTheSameBytes()
    {
        await using var portal = await EvaluatedTask.StartAsync(ModelTask.BinaryClassification);
        var row = (await EvaluatedTask.EvaluateAsync(portal)).Row;
        var export = portal.Get<ExportEvaluation>();
        using var one = new MemoryStream();
        using var two = new MemoryStream();

        await (await export.RunAsync(portal.As(Role.DataScientist), row.Id, Ct)).Value.WriteAsync(one, Ct);
        portal.Clock.Advance(TimeSpan.FromDays(3));
        await (await export.RunAsync(portal.As(Role.Auditor), row.Id, Ct)).Value.WriteAsync(two, Ct);

        Assert.Equal(one.ToArray(), two.ToArray());
    }

    /// <summary>Twenty megabytes that cannot be compressed, over a stream that holds one at most.</summary>
    [Fact]
    public async Task Zip_LargeFile_IsPassedOnAsItIsWritten()
    {
        using var written = new MemoryStream();
        await using (var patient = new PatientStream(written))
        {
            await using (var zip = await ZipArchive.CreateAsync(patient, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, Ct))
            {
                await using var entry = await zip.CreateEntry("large", CompressionLevel.Fastest).OpenAsync(Ct);
                await new MemoryStream(System.Security.Cryptography.RandomNumberGenerator.GetBytes(20_000_000)).CopyToAsync(entry, Ct);
            }

            await patient.FlushAsync(Ct);
        }

        Assert.True(written.Length > 20_000_000);
        Assert.Equal(20_000_000, Assert.Single(new ZipArchive(written, ZipArchiveMode.Read).Entries).Length);
    }

    [Theory]
    [InlineData("model.onnx", false, "model.onnx is not as it was exported: its SHA-256 is ")]
    [InlineData("model.onnx", true, "The model file is not the one that the evidence names: its SHA-256 is ")]
    [InlineData("dataset.csv", false, "dataset.csv is not as it was exported: its SHA-256 is ")]
    [InlineData("dataset.csv", true, "The dataset is not the one that the evidence names: its SHA-256 is ")]
    [InlineData("evidence.json", false, "evidence.json is not as it was exported: its SHA-256 is ")]
    [InlineData("scoring-spec.json", false, "scoring-spec.json is not as it was exported: its SHA-256 is ")]
    public async Task Verify_OneByteChanged_SaysWhere(string file, bool hidden, string sentence)
    {
        var (_, export) = await ExportAsync(ModelTask.BinaryClassification);

        export.Change(file, bytes => bytes[bytes.Length / 2] ^= 1, hidden);

        Assert.StartsWith(sentence, (await export.VerifyAsync()).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ThresholdChangedAndHidden_IsFoundByMeasuringAgain()
    {
        var (row, export) = await ExportAsync(ModelTask.BinaryClassification);
        export["evidence.json"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(export["evidence.json"]).Replace("\"decisionThreshold\":0.5", "\"decisionThreshold\":0.4", StringComparison.Ordinal));
        export.Sign();

        var comparison = (await export.VerifyAsync()).Value.Comparison;

        Assert.Equal(RepetitionVerdict.Different, comparison.Verdict);
        Assert.Contains(comparison.Differences, difference => difference is { Path: "results.binary.threshold", Before: "0.5", After: "0.4" });
        Assert.StartsWith("The archive holds other evidence than you asked for", (await export.VerifyAsync(row.Digest)).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"accuracy\":", "results.metrics.accuracy")]
    [InlineData("\"scoresSha256\":\"", "scoresSha256")]
    public async Task Verify_ResultChangedAndHidden_IsFoundByMeasuringAgain(string member, string path)
    {
        var (_, export) = await ExportAsync(ModelTask.BinaryClassification);
        var text = Encoding.UTF8.GetString(export["evidence.json"]);
        var at = text.IndexOf("\"metrics\":{\"accuracy\":", StringComparison.Ordinal) is var metrics && member.StartsWith("\"acc", StringComparison.Ordinal)
            ? metrics + "\"metrics\":{\"accuracy\":0.".Length
            : text.IndexOf(member, StringComparison.Ordinal) + member.Length;
        export["evidence.json"] = Encoding.UTF8.GetBytes(text[..at] + (text[at] == '1' ? '2' : '1') + text[(at + 1)..]);
        export.Sign();

        var comparison = (await export.VerifyAsync()).Value.Comparison;

        Assert.Equal((RepetitionVerdict.Different, path), (comparison.Verdict, Assert.Single(comparison.Differences).Path));
    }

    [Fact]
    public async Task Verify_OnAnotherMachine_SaysThatTheFiguresAreTheSame()
    {
        var (_, export) = await ExportAsync(ModelTask.Regression);
        var text = Encoding.UTF8.GetString(export["evidence.json"]);
        export["evidence.json"] = Encoding.UTF8.GetBytes(text.Replace("\"cores\":", "\"cores\":9", StringComparison.Ordinal));
        export.Sign();

        var comparison = (await export.VerifyAsync()).Value.Comparison;

        Assert.Equal((RepetitionVerdict.SameElsewhere, "machine.device.cores"), (comparison.Verdict, Assert.Single(comparison.Differences).Path));
    }

    [Fact]
    public async Task Export_ProtectedAttributes_NeedTheRightAndLeaveAnEntry()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var waiting = await world.StartAsync(version, "waits");
        var export = world.Portal.Get<ExportEvaluation>();

        Assert.Equal("evaluation.nothing-to-export", (await export.RunAsync(world.Scientist, waiting, Ct)).Refusal!.Code);
        await world.DrainAsync(waiting);
        var refused = (await export.RunAsync(world.Portal.As(Role.Reviewer), waiting, Ct)).Refusal!;
        Assert.Equal(RefusalKind.NotFound, (await export.RunAsync(world.Portal.Outsider, waiting, Ct)).Refusal!.Kind);
        Assert.True((await export.RunAsync(world.Portal.As(Role.Auditor), waiting, Ct)).IsOk);

        Assert.Equal(RefusalKind.Forbidden, refused.Kind);
        Assert.StartsWith("The archive holds the data with its protected attributes.", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal(["evaluation.export.refused", "evaluation.exported"], (await world.TrailAsync())[3..]);
    }

    private static async Task<((EvaluationRow Evaluation, string Digest) Row, ExportedFile File)> ExportAsync(ModelTask task)
    {
        await using var portal = await EvaluatedTask.StartAsync(task);
        var (row, evidence) = await EvaluatedTask.EvaluateAsync(portal);
        return ((row, Digest.Of(evidence).Hex), await ExportedFile.OfAsync(portal, portal.As(Role.DataScientist), row.Id));
    }
}
