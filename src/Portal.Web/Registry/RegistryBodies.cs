using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Scoring.Contract;

namespace Portal.Web.Registry;

/// <param name="Team">The name of a team.</param>
/// <param name="Owner">The e-mail address of a member; yours when left away.</param>
/// <param name="RequiredLabels">What a runner must have to evaluate its versions, such as gpu.</param>
/// <param name="Slices">Rows that every evaluation measures by themselves, such as <c>age &gt;= 60 and sex = female</c>.</param>
public sealed record CreateModelBody(
    string Name, string Purpose, string Team, ModelTask Task, RiskClass RiskClass, DataClassification DataClassification,
    IReadOnlyList<string> AllowedRegions, DatasetVersionName? EvaluationDataset = null, string? Owner = null,
    IReadOnlyList<string>? RequiredLabels = null, IReadOnlyList<NamedSlice>? Slices = null);

/// <param name="EvaluationDataset">Null when versions are not to be evaluated; that has to be said, too.</param>
/// <param name="Slices">All of them; left away, the model has none.</param>
public sealed record EditModelBody(
    string Purpose, string Owner, string Team, RiskClass RiskClass, DataClassification DataClassification, IReadOnlyList<string> AllowedRegions,
    DatasetVersionName? EvaluationDataset, IReadOnlyList<string>? RequiredLabels = null, IReadOnlyList<NamedSlice>? Slices = null);

public sealed record ModelItem(
    string Name, string Purpose, ModelTask Task, RiskClass RiskClass, DataClassification DataClassification, string Team, string Owner, DateTimeOffset CreatedAt,
    int Versions, int? NewestVersion)
{
    public static ModelItem Of(ModelRow row) => new(
        row.Name, row.Purpose, row.Task, row.RiskClass, row.DataClassification, row.Team, row.Owner, row.CreatedAt, row.Versions, row.NewestNumber);
}

public sealed record ModelResponse(
    Guid Id, string Name, string Purpose, ModelTask Task, RiskClass RiskClass, DataClassification DataClassification, string Team, string Owner,
    IReadOnlyList<string> AllowedRegions, IReadOnlyList<string> RequiredLabels, DatasetVersionName? EvaluationDataset, IReadOnlyList<NamedSlice> Slices, IReadOnlyList<AliasRow> Aliases, int Versions, DateTimeOffset CreatedAt, long Revision)
{
    public static ModelResponse Of(ModelView view) => new(
        view.Id.Value, view.Name, view.Purpose, view.Task, view.RiskClass, view.DataClassification, view.Team, view.Owner, view.AllowedRegions, view.RequiredLabels,
        view.EvaluationDataset, view.Slices, view.Aliases, view.Versions, view.CreatedAt, view.Revision);
}

/// <param name="Upload">A file that was sent to uploads.</param>
/// <param name="Scoring">What the file does not say of itself.</param>
/// <param name="TrainingData">Left away, it is the snapshot whose digest the file names, if there is one.</param>
/// <param name="ParentVersion">The number of the version that this one was made from.</param>
/// <param name="RetrainingRequest">The number of the open retraining request that this version answers: 3 for R-3.</param>
public sealed record RegisterVersionBody(
    Guid Upload, string Description = "", IReadOnlyDictionary<string, string>? Tags = null, ScoringStatement? Scoring = null,
    DatasetVersionName? TrainingData = null, int? ParentVersion = null, int? RetrainingRequest = null);

public sealed record EditVersionBody(string Description, IReadOnlyDictionary<string, string> Tags);

public sealed record RegisteredVersionResponse(Guid Id, string Model, int Number);

public sealed record VersionItem(
    Guid Id, string Model, int Number, string Digest, long Length, string FileName, string Description, string RegisteredBy, DateTimeOffset RegisteredAt, IReadOnlyList<string> Aliases)
{
    public static VersionItem Of(VersionRow row) => new(
        row.Id.Value, row.Model, row.Number, row.Digest.Hex, row.Length, row.FileName, row.Description, row.RegisteredBy, row.RegisteredAt, row.Aliases);
}

public sealed record VersionResponse(
    Guid Id, string Model, int Number, string Digest, long Length, string FileName, string Description, string RegisteredBy, DateTimeOffset RegisteredAt,
    IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> Aliases, ModelSignature Signature, ScoringRules Scoring,
    DatasetVersionName? TrainingData, int? ParentVersion, IReadOnlyList<int> ChildVersions, string ArtifactAddress, long Revision)
{
    public static VersionResponse Of(VersionView view) => new(
        view.Id.Value, view.Model, view.Number, view.Digest.Hex, view.Length, view.FileName, view.Description, view.RegisteredBy, view.RegisteredAt,
        view.Tags.ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal), view.Aliases, view.Signature, view.Scoring,
        view.TrainingData?.Name, view.Parent, view.Children, RegistryApi.ArtifactAddress(view.Model, view.Number), view.Revision);
}

/// <param name="Problems">By the names of the statement's parts: what whoever registers the version has to say.</param>
public sealed record VersionDraftResponse(
    Guid Upload, string FileName, string Digest, long Length, ModelSignature Signature, ScoringStatement Known, IReadOnlyDictionary<string, RuleSource> Sources,
    IReadOnlyDictionary<string, string> Problems, IReadOnlyList<string>? LabelValues, DatasetVersionName? TrainingData, int? DuplicateOf)
{
    public static VersionDraftResponse Of(VersionDraftView view) => new(
        view.Upload.Value, view.FileName, view.Digest.Hex, view.Length, view.Signature, view.Scoring.Known, view.Scoring.Sources, view.Scoring.Problems,
        view.Scoring.LabelValues, view.TrainingData, view.DuplicateOf);
}

public sealed record ComparisonResponse(string Model, int Left, int Right, IReadOnlyList<InputDifference> Inputs, IReadOnlyList<FactDifference> Facts)
{
    public static ComparisonResponse Of(VersionDifferences differences) =>
        new(differences.Left.Model, differences.Left.Number, differences.Right.Number, differences.Inputs, differences.Facts);
}

public sealed record MoveAliasBody(int Version);

public sealed record AliasResponse(string Alias, int Version);
