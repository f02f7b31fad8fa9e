using System.Text.Json;
using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Registry;

/// <summary>An immutable, numbered candidate of a model. Only description, tags and aliases may change.</summary>
public sealed class Version : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required VersionId Id { get; init; }

    public required ModelId ModelId { get; init; }

    /// <summary>1, 2, 3 within the model.</summary>
    public required int Number { get; init; }

    public required Digest Digest { get; init; }

    public required long Length { get; init; }

    public required string FileName { get; init; }

    /// <summary>What the isolated process read from the file, as JSON of the scoring contract.</summary>
    public required string Signature { get; init; }

    /// <summary>How it is fed and how its answer is read.</summary>
    public required ScoringRules Scoring { get; init; }

    public DatasetVersionId? TrainingDatasetVersionId { get; init; }

    public VersionId? ParentVersionId { get; init; }

    public required MemberId RegisteredBy { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public required string Description { get; set; }

    public List<VersionTag> Tags { get; init; } = [];

    public List<VersionAlias> Aliases { get; init; } = [];

    public long Revision { get; private set; }

    public ModelSignature ReadSignature() => JsonSerializer.Deserialize(Signature, ContractJson.Default.ModelSignature)!;

    /// <summary>What the file itself calls its inputs.</summary>
    public IReadOnlyList<string> InputNames() => [.. ReadSignature().Inputs.Select(input => input.Name)];
}

public sealed class VersionTag : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required VersionId VersionId { get; init; }

    public required string Key { get; init; }

    public required string Value { get; set; }
}

/// <summary>A name that points at one version of a model and may be moved to another.</summary>
public sealed class VersionAlias : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required ModelId ModelId { get; init; }

    /// <summary>Lower case.</summary>
    public required string Alias { get; init; }

    public required VersionId VersionId { get; set; }
}
