using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Evaluations;

/// <summary>One evaluation of a task, in a portal of its own, so that nothing but what is changed can differ: same names, same numbers.</summary>
internal static class EvaluatedTask
{
    /// <summary>Stands in every model of the repository, where no runtime looks: the name of the program that wrote it.</summary>
    private static readonly string[] s_producers = ["governance-samples", "make_tasks.py"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<TestPortal> StartAsync(ModelTask task, byte[]? model = null, byte[]? table = null, ScoringStatement? said = null, EvaluationOptions? options = null)
    {
        var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite, options is null ? null : services => services.AddSingleton(options));
        var (sourceTable, columns) = Data(task);
        using var files = new ChangedFiles();
        await portal.ImportAsync("data", files.Write(Path.GetFileName(sourceTable), table ?? await File.ReadAllBytesAsync(sourceTable, Ct)), Ct, columns);
        await portal.CreateModelAsync("model", new DatasetVersionName("data", 1), Ct, task, RiskClass.Limited);
        var registered = await portal.RegisterAsync("model", files.Write(Path.GetFileName(Model(task)), model ?? await File.ReadAllBytesAsync(Model(task), Ct)), Ct, said);
        Assert.Null(registered.Refusal);
        return portal;
    }

    public static async Task<(EvaluationRow Row, byte[] Evidence)> EvaluateAsync(TestPortal portal)
    {
        var row = await TaskJourney.EndedAsync(portal, "model");
        Assert.True(row.State == EvaluationState.Completed, row.FailureSentence);
        return (row, (await portal.Get<EvaluationDetail>().EvidenceBytesAsync(portal.As(Role.DataScientist), row.Id, Ct)).Value);
    }

    public static async Task<byte[]> EvidenceAsync(ModelTask task, byte[]? model = null, byte[]? table = null, ScoringStatement? said = null, EvaluationOptions? options = null)
    {
        await using var portal = await StartAsync(task, model, table, said, options);
        return (await EvaluateAsync(portal)).Evidence;
    }

    /// <summary>The model file with one byte that is another one; it still loads and says the same.</summary>
    public static byte[] OtherModel(ModelTask task)
    {
        var bytes = File.ReadAllBytes(Model(task));
        var at = s_producers.Select(name => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(name))).First(place => place >= 0);
        bytes[at] ^= 1;
        return bytes;
    }

    /// <summary>The table with one digit that is another one, in the last row behind its identifier.</summary>
    public static byte[] OtherTable(ModelTask task)
    {
        var bytes = File.ReadAllBytes(Data(task).Table);
        var row = bytes.AsSpan(0, bytes.Length - 1).LastIndexOf((byte)'\n') + 1;
        var comma = row + bytes.AsSpan(row).IndexOf((byte)',');
        var digit = comma + bytes.AsSpan(comma).IndexOfAnyInRange((byte)'1', (byte)'8');
        bytes[digit]++;
        return bytes;
    }

    private static string Model(ModelTask task) => task switch
    {
        ModelTask.BinaryClassification => SampleFiles.Model("mortgage", "mortgage-gbt-v2"),
        ModelTask.MulticlassClassification => SampleFiles.Model("digits", "digits-mlp-v2"),
        ModelTask.Regression => SampleFiles.Model("credit", "credit-amount-v1"),
        ModelTask.MultilabelClassification => SampleFiles.Task("multilabel"),
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, null),
    };

    private static (string Table, DatasetColumn[] Columns) Data(ModelTask task) => task switch
    {
        ModelTask.BinaryClassification => (SampleFiles.Table("mortgage", "evaluation"), RegistryIntents.Mortgage),
        ModelTask.MulticlassClassification => (SampleFiles.Table("digits", "evaluation"), [new("digit", ColumnType.Integer, ColumnRole.Label)]),
        ModelTask.Regression => (SampleFiles.Table("credit", "evaluation"), [new("class", ColumnType.Text, ColumnRole.Label), new("sex", ColumnType.Text, ColumnRole.ProtectedAttribute, "male")]),
        ModelTask.MultilabelClassification => (SampleFiles.TaskTable("messages"), [new("topics", ColumnType.Text, ColumnRole.Label)]),
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, null),
    };

    private sealed class ChangedFiles : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-changed-");

        public string Write(string name, byte[] bytes)
        {
            var path = Path.Combine(_folder.FullName, name);
            File.WriteAllBytes(path, bytes);
            return path;
        }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
