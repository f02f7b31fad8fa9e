using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Registry;

/// <summary>What kind of answer a model gives.</summary>
public enum ModelTask
{
    BinaryClassification,
    MulticlassClassification,
    Regression,

    /// <summary>Puts the rows of a query in order.</summary>
    Ranking,

    /// <summary>Predicts quantiles of what will be.</summary>
    Forecasting,

    /// <summary>Any number of labels can be true at once.</summary>
    MultilabelClassification,

    /// <summary>Gives rows vectors, among which those nearest to a query are found.</summary>
    Retrieval,

    /// <summary>Writes texts. They are made elsewhere: a version is the table of what was written.</summary>
    TextGeneration,
}

public enum RiskClass
{
    Minimal,
    Limited,
    High,
}

/// <summary>A named line of versions.</summary>
public sealed class Model : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required ModelId Id { get; init; }

    public required string Name { get; init; }

    public required string NormalizedName { get; init; }

    /// <summary>What it decides, for whom, in one or two sentences.</summary>
    public required string Purpose { get; set; }

    public required MemberId OwnerId { get; set; }

    public required TeamId TeamId { get; set; }

    public required ModelTask Task { get; init; }

    public required RiskClass RiskClass { get; set; }

    public required DataClassification DataClassification { get; set; }

    /// <summary>Regions in which it may be live. Empty means nowhere: a region is allowed by name only.</summary>
    public required IReadOnlyList<string> AllowedRegions { get; set; }

    /// <summary>Labels that a runner must have to evaluate its versions, such as <c>gpu</c>. The region is not among them: it follows from <see cref="AllowedRegions"/>.</summary>
    public IReadOnlyList<string> RequiredLabels { get; set; } = [];

    /// <summary>What each new version is evaluated on. Without one, versions are registered but not evaluated.</summary>
    public DatasetVersionId? EvaluationDatasetVersionId { get; set; }

    /// <summary>What every evaluation measures by itself, beside the protected groups.</summary>
    public IReadOnlyList<NamedSlice> Slices { get; set; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public long Revision { get; private set; }
}
