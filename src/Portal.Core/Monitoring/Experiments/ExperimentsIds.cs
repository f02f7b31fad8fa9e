using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Experiments;

public readonly record struct ExperimentId(Guid Value) : IRowId<ExperimentId>
{
    public static ExperimentId From(Guid value) => new(value);

    public static ExperimentId New() => new(Guid.CreateVersion7());

    public int CompareTo(ExperimentId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct ExperimentLookId(Guid Value) : IRowId<ExperimentLookId>
{
    public static ExperimentLookId From(Guid value) => new(value);

    public static ExperimentLookId New() => new(Guid.CreateVersion7());

    public int CompareTo(ExperimentLookId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
