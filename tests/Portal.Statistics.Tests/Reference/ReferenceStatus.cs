using Portal.Statistics.Drift;

namespace Portal.Statistics.Tests.Reference;

/// <summary>How the files write a status.</summary>
internal static class ReferenceStatus
{
    public static string Of(DriftStatus status) => status switch
    {
        DriftStatus.Ok => "ok",
        DriftStatus.Drifted => "drifted",
        DriftStatus.InsufficientData => "insufficient_data",
        DriftStatus.NoData => "no_data",
        DriftStatus.TypeMismatch => "type_mismatch",
        DriftStatus.ReferenceConstant => "reference_constant",
    };
}
