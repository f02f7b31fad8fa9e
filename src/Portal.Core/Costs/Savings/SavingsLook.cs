using Portal.Core.Storage;

namespace Portal.Core.Costs.Savings;

/// <summary>On which day (UTC) a tenant's savings were looked for last, whatever was found: they are looked for once a day.</summary>
public sealed class SavingsLook : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required DateOnly Day { get; set; }
}
