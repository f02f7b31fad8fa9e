using System.Text;
using Portal.Core;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.TestSupport;

/// <summary>What tests of all later rooms need first: data, a model, versions. All by the scientist unless said otherwise.</summary>
public static class RegistryIntents
{
    public static async Task<UploadId> UploadAsync(this TestPortal portal, string path, CancellationToken ct)
    {
        var content = File.OpenRead(path);
        await using (content)
        {
            return (await portal.Get<ReceiveUpload>().RunAsync(portal.As(Role.DataScientist), new ReceiveUploadRequest(Path.GetFileName(path), content), ct)).Value.Id;
        }
    }

    public static async Task<UploadId> UploadTextAsync(this TestPortal portal, string name, string text, CancellationToken ct)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return (await portal.Get<ReceiveUpload>().RunAsync(portal.As(Role.DataScientist), new ReceiveUploadRequest(name, content), ct)).Value.Id;
    }

    /// <summary>Types as they are inferred; roles as given, all else features and identifiers as suggested.</summary>
    public static async Task<IReadOnlyList<DatasetColumn>> ColumnsAsync(this TestPortal portal, UploadId upload, CancellationToken ct, params DatasetColumn[] said)
    {
        var schema = (await portal.Get<DatasetSchema>().FindAsync(portal.As(Role.DataScientist), upload, null, ct)).Value;
        return [.. schema.Columns.Select(column => Array.Find(said, one => one.Name == column.Name) ?? new DatasetColumn(column.Name, column.Type, column.Role))];
    }

    public static async Task<ImportedDataset> ImportAsync(this TestPortal portal, string name, string path, CancellationToken ct, params DatasetColumn[] said)
    {
        var upload = await portal.UploadAsync(path, ct);
        var columns = await portal.ColumnsAsync(upload, ct, said);
        return (await portal.Get<ImportDataset>().RunAsync(
            portal.As(Role.DataScientist), new ImportDatasetRequest(upload, name, new NewDataset("For a test.", DataClassification.Confidential, "eu-central"), columns), ct)).Value;
    }

    /// <summary>The mortgage applications with the roles that their README gives.</summary>
    /// <param name="table"><c>evaluation</c> or <c>reference</c>.</param>
    public static Task<ImportedDataset> ImportMortgageAsync(this TestPortal portal, string table, CancellationToken ct) =>
        portal.ImportAsync($"mortgage-{table}", SampleFiles.Table("mortgage", table), ct, Mortgage);

    public static DatasetColumn[] Mortgage { get; } =
    [
        new("deny", ColumnType.Boolean, ColumnRole.Label),
        new("afam", ColumnType.Boolean, ColumnRole.ProtectedAttribute, "no"),
        new("single", ColumnType.Boolean, ColumnRole.ProtectedAttribute, "no"),
        new("insurance", ColumnType.Boolean, ColumnRole.Ignored),
    ];

    public static async Task<ModelId> CreateModelAsync(
        this TestPortal portal, string name, DatasetVersionName? evaluationDataset, CancellationToken ct, ModelTask task = ModelTask.BinaryClassification, RiskClass risk = RiskClass.High) =>
        (await portal.Get<CreateModel>().RunAsync(
            portal.As(Role.DataScientist),
            new CreateModelRequest(name, "Proposes to deny or approve.", "Lending", task, risk, DataClassification.Confidential, ["eu-central"], evaluationDataset),
            ct)).Value;

    public static async Task<Outcome<RegisteredVersion>> RegisterAsync(
        this TestPortal portal, string model, string path, CancellationToken ct, ScoringStatement? scoring = null, Actor? actor = null) =>
        await portal.Get<RegisterVersion>().RunAsync(actor ?? portal.As(Role.DataScientist), new RegisterVersionRequest(model, await portal.UploadAsync(path, ct), Scoring: scoring), ct);
}
