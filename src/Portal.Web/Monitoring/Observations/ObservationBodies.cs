using Portal.Core.Monitoring.Observations;
using Portal.Core.Monitoring.Observations.Browsing;
using Portal.Core.Monitoring.Observations.Receiving;

namespace Portal.Web.Monitoring.Observations;

/// <param name="Share">0 (keep no rows) to 1 (keep all).</param>
public sealed record SampleBody(string Environment, double Share);

public sealed record RetentionBody(int Days);

/// <param name="Batch">Its number within the model in the environment.</param>
/// <param name="Rows">Rows that were counted.</param>
/// <param name="KeptRows">Rows that can be read and labelled later: all, or the sample.</param>
/// <param name="Labelled">Rows whose truth had come before them.</param>
/// <param name="LeftOut">Bad rows that were left out; the first of them are told.</param>
public sealed record InputsReceipt(
    Guid Id, int Batch, string Environment, string Model, int Version, long Rows, long KeptRows, long Labelled, long LeftOut, IReadOnlyList<BatchDefect> Defects, DateTimeOffset From,
    DateTimeOffset To)
{
    public static InputsReceipt Of(ReceivedInputs received) => new(
        received.Id.Value, received.Number, received.Environment, received.Model, received.Version, received.Rows, received.KeptRows, received.Labelled, received.LeftOut, received.Defects,
        received.From, received.To);
}

/// <param name="Joined">Labels whose rows are known and now count as labelled.</param>
/// <param name="Waiting">Labels whose rows have not come yet.</param>
/// <param name="Repeated">Labels that were known already, with the same truth.</param>
/// <param name="Contradicted">Labels that were known already, with another truth: the first one stays.</param>
/// <param name="OutsideSample">Labels of rows that were counted and not kept.</param>
/// <param name="Contradictions">The first contradicted ids.</param>
public sealed record LabelsReceipt(
    Guid Id, int Batch, string Environment, string Model, long Rows, long Joined, long Waiting, long Repeated, long Contradicted, long OutsideSample, IReadOnlyList<string> Contradictions,
    long LeftOut, IReadOnlyList<BatchDefect> Defects)
{
    public static LabelsReceipt Of(ReceivedLabels received) => new(
        received.Id.Value, received.Number, received.Environment, received.Model, received.Rows, received.Joined, received.Waiting, received.Repeated, received.Contradicted,
        received.OutsideSample, received.Contradictions, received.LeftOut, received.Defects);
}

/// <param name="DeletedAt">When its rows were deleted because their time was over.</param>
public sealed record BatchItem(
    Guid Id, int Batch, ObservationKind Kind, string Key, int? Version, long Rows, long KeptRows, long Waiting, DateTimeOffset From, DateTimeOffset To, DateTimeOffset? DeletedAt,
    string? ReceivedBy, DateTimeOffset ReceivedAt)
{
    public static BatchItem Of(BatchRow row) => new(
        row.Id.Value, row.Number, row.Kind, row.Key, row.Version, row.Rows, row.KeptRows, row.Waiting, row.FirstAt, row.LastAt, row.DeletedAt, row.ReceivedBy, row.ReceivedAt);
}

/// <param name="Hour">Its beginning.</param>
public sealed record HourItem(DateTimeOffset Hour, int Version, long Rows, long LabelledRows)
{
    public static HourItem Of(HourRow row) => new(row.Hour, row.Version, row.Rows, row.LabelledRows);
}
