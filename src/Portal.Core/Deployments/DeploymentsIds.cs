using Portal.Core.Storage;

namespace Portal.Core.Deployments;

public readonly record struct DeploymentId(Guid Value) : IRowId<DeploymentId>
{
    public static DeploymentId From(Guid value) => new(value);

    public static DeploymentId New() => new(Guid.CreateVersion7());

    public int CompareTo(DeploymentId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
