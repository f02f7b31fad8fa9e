using System.Text.Json.Nodes;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Sums;

/// <summary>A <see cref="CostSubject"/> that has no row yet. Two with equal values are the same subject.</summary>
public sealed record CostFacts(
    CostBasis Basis,
    string Provider,
    string ServiceCategory,
    string Service,
    string Sku,
    string Region,
    string Currency,
    ChargeCategory Category = ChargeCategory.Usage,
    bool IsCorrection = false,
    bool IsUnused = false,
    TeamId? Team = null,
    ModelId? Model = null,
    EnvironmentId? Environment = null,
    AllocationMethod AllocatedBy = AllocationMethod.None)
{
    public Digest Key() => Digest.Of(CanonicalJson.Write(new JsonObject
    {
        ["basis"] = Basis.ToString(),
        ["provider"] = Provider,
        ["serviceCategory"] = ServiceCategory,
        ["service"] = Service,
        ["sku"] = Sku,
        ["region"] = Region,
        ["currency"] = Currency,
        ["category"] = Category.ToString(),
        ["isCorrection"] = IsCorrection,
        ["isUnused"] = IsUnused,
        ["team"] = Team?.ToString(),
        ["model"] = Model?.ToString(),
        ["environment"] = Environment?.ToString(),
        ["allocatedBy"] = AllocatedBy.ToString(),
    }));

    internal CostSubject ToRow(TenantId tenant, Digest key) => new()
    {
        TenantId = tenant,
        Id = CostSubjectId.New(),
        Key = key,
        Basis = Basis,
        Provider = Provider,
        ServiceCategory = ServiceCategory,
        Service = Service,
        Sku = Sku,
        Region = Region,
        Currency = Currency,
        Category = Category,
        IsCorrection = IsCorrection,
        IsUnused = IsUnused,
        TeamId = Team,
        ModelId = Model,
        EnvironmentId = Environment,
        AllocatedBy = AllocatedBy,
    };
}
