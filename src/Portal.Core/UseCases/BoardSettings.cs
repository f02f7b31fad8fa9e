using Portal.Core.Storage;

namespace Portal.Core.UseCases;

/// <summary>How a tenant's board decides. A tenant without the row has the default.</summary>
public sealed class BoardSettings : ITenantOwned, IRevised
{
    public const int DefaultQuorum = 2;
    public const int MostQuorum = 15;

    public required TenantId TenantId { get; init; }

    /// <summary>Votes for or against that it takes to decide.</summary>
    public required int Quorum { get; set; }

    public long Revision { get; private set; }
}
