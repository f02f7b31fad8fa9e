using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases.AiAct;

namespace Portal.Core.UseCases;

public enum UseCaseState
{
    Draft,

    /// <summary>Before the board, which votes. Nothing of it can be changed meanwhile.</summary>
    Submitted,

    /// <summary>Sent back by the board: it is changed and submitted again.</summary>
    ChangesRequested,
    Approved,
    Rejected,

    /// <summary>Not pursued any more.</summary>
    Retired,
}

/// <summary>What an organisation wants to use AI for, judged before anybody builds it.</summary>
public sealed class UseCase : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required UseCaseId Id { get; init; }

    /// <summary>What people call it: U-3.</summary>
    public required int Number { get; init; }

    public required string Title { get; set; }

    /// <summary>What it is for, in plain words.</summary>
    public required string Purpose { get; set; }

    public required TeamId TeamId { get; set; }

    public required long RequestsAMonth { get; set; }

    /// <summary>What it is expected to be worth each month, in <see cref="Currency"/>.</summary>
    public required decimal ValueAMonth { get; set; }

    /// <summary>What it is estimated to cost each month, in the same currency.</summary>
    public required decimal CostAMonth { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; set; }

    /// <summary>Of the most sensitive data that it uses.</summary>
    public required DataClassification DataClassification { get; set; }

    public List<UseCaseDataset> Datasets { get; init; } = [];

    /// <summary>Data that the portal does not hold; may be empty.</summary>
    public required string OtherData { get; set; }

    /// <summary>Whom it affects, and how.</summary>
    public required string AffectedPeople { get; set; }

    public required AiActAnswers Answers { get; set; }

    /// <summary>What follows from the answers; null as long as they leave it open.</summary>
    public AiActClass? Class { get; set; }

    public required UseCaseState State { get; set; }

    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the board decided on it last.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    public MemberId? RetiredBy { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }

    public string? RetiredBecause { get; set; }

    public long Revision { get; private set; }
}

/// <summary>A dataset that a use case uses.</summary>
public sealed class UseCaseDataset : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required UseCaseId UseCaseId { get; init; }

    public required DatasetId DatasetId { get; init; }
}
