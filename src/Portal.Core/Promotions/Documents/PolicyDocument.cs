using System.Text.Json.Serialization;
using Portal.Core.Datasets;
using Portal.Core.Registry;

namespace Portal.Core.Promotions.Documents;

/// <summary>All policies of a tenant in one readable text: what is reviewed in git, exported and imported.</summary>
public sealed record PolicyDocument(string Format, IReadOnlyList<PolicyEntry> Policies)
{
    public const string CurrentFormat = "portal.policies.v1";

    /// <summary>Bytes of text: far more than fifty policies need.</summary>
    public const int LongestText = 512 * 1024;

    public const int MostPolicies = 200;
}

/// <summary>One policy of a document: for what it is, then what it asks.</summary>
public sealed record PolicyEntry
{
    public required RiskClass RiskClass { get; init; }

    public required EnvironmentPurpose Purpose { get; init; }

    /// <summary>Null for any.</summary>
    public ModelTask? Task { get; init; }

    /// <summary>Null for any.</summary>
    public DataClassification? DataClassification { get; init; }

    public required PolicyRules Rules { get; init; }

    [JsonIgnore]
    public PolicyScope Scope => new(RiskClass, Purpose, Task, DataClassification);

    public static PolicyEntry Of(PolicyScope scope, PolicyRules rules) => new()
    {
        RiskClass = scope.RiskClass,
        Purpose = scope.Purpose,
        Task = scope.Task,
        DataClassification = scope.Classification,
        Rules = rules,
    };
}
