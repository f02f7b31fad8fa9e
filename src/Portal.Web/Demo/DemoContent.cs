using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Demo;

/// <summary>
/// Datasets, models and versions of one demo tenant, made by its own data scientist through the acts of the pages. What is there
/// already is left alone, so that a start that was cut off goes on where it stopped.
/// </summary>
public sealed class DemoContent(PortalDatabase database, ReceiveUpload receive, DatasetSchema schema, ImportDataset import, CreateModel createModel, RegisterVersion register)
{
    public async Task RunAsync(Actor scientist, DemoTenant plan, CancellationToken ct)
    {
        foreach (var dataset in plan.Datasets)
        {
            await DatasetAsync(scientist, dataset, ct);
        }

        foreach (var model in plan.Models)
        {
            await ModelAsync(scientist, model, ct);
        }
    }

    private async Task DatasetAsync(Actor scientist, DemoDataset plan, CancellationToken ct)
    {
        var name = Names.Normalize(plan.Name);
        await using var db = database.Open(scientist.Tenant);
        if (await db.Datasets.AnyAsync(row => row.NormalizedName == name, ct))
        {
            return;
        }

        var upload = await UploadAsync(scientist, plan.File, ct);
        var inferred = Must(await schema.FindAsync(scientist, upload, null, ct));
        var columns = inferred.Columns.Select(column => Column(column.Name, column.Type, plan)).ToList();
        Must(await import.RunAsync(scientist, new ImportDatasetRequest(upload, plan.Name, new NewDataset(plan.Description, plan.Classification, plan.Region), columns), ct));
    }

    private async Task ModelAsync(Actor scientist, DemoModel plan, CancellationToken ct)
    {
        var name = Names.Normalize(plan.Name);
        await using var db = database.Open(scientist.Tenant);
        if (!await db.Models.AnyAsync(row => row.NormalizedName == name, ct))
        {
            Must(await createModel.RunAsync(
                scientist,
                new CreateModelRequest(
                    plan.Name, plan.Purpose, plan.Team, plan.Task, plan.RiskClass, plan.DataClassification, plan.AllowedRegions, new DatasetVersionName(plan.EvaluationDataset, 1),
                    Slices: plan.Slices),
                ct));
        }

        var id = await db.Models.Where(row => row.NormalizedName == name).Select(row => row.Id).SingleAsync(ct);
        var registered = await db.Versions.CountAsync(row => row.ModelId == id, ct);
        foreach (var version in plan.Versions.Skip(registered))
        {
            var upload = await UploadAsync(scientist, version.File, ct);
            Must(await register.RunAsync(
                scientist,
                new RegisterVersionRequest(plan.Name, upload, version.Description, version.Tags, TrainingData: new DatasetVersionName(plan.TrainingDataset, 1), ParentVersion: version.Parent),
                ct));
        }
    }

    private async Task<UploadId> UploadAsync(Actor scientist, string file, CancellationToken ct)
    {
        var content = File.OpenRead(Path.Combine(DemoPlan.Folder, file));
        await using (content)
        {
            return Must(await receive.RunAsync(scientist, new ReceiveUploadRequest(Path.GetFileName(file), content), ct)).Id;
        }
    }

    private static DatasetColumn Column(string name, ColumnType type, DemoDataset plan) =>
        name == plan.Label ? new(name, type, ColumnRole.Label)
        : plan.ProtectedAttributes.TryGetValue(name, out var privileged) ? new(name, type, ColumnRole.ProtectedAttribute, privileged)
        : plan.Identifiers.Contains(name) ? new(name, type, ColumnRole.Identifier)
        : plan.Ignored.Contains(name) ? new(name, type, ColumnRole.Ignored)
        : new(name, type, ColumnRole.Feature);

    /// <summary>A refusal of the plan is a defect of the plan.</summary>
    private static T Must<T>(Outcome<T> outcome) =>
        outcome.IsOk ? outcome.Value : throw new InvalidDataException($"seed/demo.json was refused: {outcome.Refusal.Sentence}");
}
