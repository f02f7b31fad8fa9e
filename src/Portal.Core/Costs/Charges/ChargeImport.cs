using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

public enum ImportState
{
    /// <summary>The file is kept and waits for a node to read it.</summary>
    Queued,

    /// <summary>Rows are written and not yet seen by anybody.</summary>
    Reading,

    /// <summary>Its rows and sums count, but for periods that a newer file replaced.</summary>
    Imported,

    /// <summary>Nothing of it was kept but its rejections.</summary>
    Failed,

    Cancelled,
}

/// <summary>What was found wrong or read differently, once for each kind.</summary>
/// <param name="Column">Empty when it is about the whole row or file.</param>
/// <param name="FirstLine">The first line of the file on which it was found.</param>
public sealed record ImportFinding(string Column, string Reason, bool IsRejection, long Rows, int FirstLine);

/// <summary>One file of charges, from its arrival to its sums. Kept for good: what a period was billed at before is read here.</summary>
public sealed class ChargeImport : ITenantOwned
{
    public const int LongestFileName = 200;
    public const int LongestFailure = 1000;

    public required TenantId TenantId { get; init; }

    public required ChargeImportId Id { get; init; }

    /// <summary>From 1 on in the tenant; the charges name it.</summary>
    public required int Number { get; init; }

    public required ChargeSourceId SourceId { get; init; }

    public required string FileName { get; init; }

    /// <summary>Of the bytes as they came, packed or not.</summary>
    public required Digest Digest { get; init; }

    public required long Length { get; init; }

    /// <summary>Of the source at that moment.</summary>
    public required ChargeProfile Profile { get; init; }

    /// <summary>What the provider is called where the file does not say it: of the source at that moment.</summary>
    public required string Provider { get; init; }

    public required MemberId? SentBy { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public ImportState State { get; set; }

    /// <summary>Of FOCUS, by the columns that are there. Empty until the header was read.</summary>
    public string Version { get; set; } = "";

    public long RowsAccepted { get; set; }

    public long RowsRejected { get; set; }

    /// <summary>Of the accepted ones: read differently from how they stand there.</summary>
    public long RowsCoerced { get; set; }

    public IReadOnlyList<ImportFinding> Findings { get; set; } = [];

    /// <summary>Nothing of it can be replaced by an older file.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public string? Failure { get; set; }

    /// <summary>0 to 1, of the file's bytes.</summary>
    public double Progress { get; set; }

    public int Attempt { get; set; }

    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public bool CancelRequested { get; set; }

    /// <summary>Accepted and rejected rows together are all rows of the file.</summary>
    public long RowsRead => RowsAccepted + RowsRejected;
}
