using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Runners;

namespace Portal.Web.Evaluations.Runners;

/// <param name="Region">Where the machine stands; models that are not allowed there never reach it.</param>
/// <param name="Days">How long its token lives, 1 to 366.</param>
public sealed record RegisterRunnerBody(string Name, string Region, int Days);

/// <param name="Days">How long the new token lives, 1 to 366.</param>
public sealed record RenewRunnerTokenBody(int Days);

public sealed record RetireRunnerBody(string? Reason = null);

/// <param name="Token">In this answer only.</param>
public sealed record RegisteredRunnerResponse(Guid Id, string Name, string Region, string Token, DateTimeOffset ExpiresAt)
{
    internal static RegisteredRunnerResponse Of(RegisteredRunner made) => new(made.Id.Value, made.Name, made.Region, made.Secret, made.ExpiresAt);
}

/// <param name="Evaluation">Its id.</param>
/// <param name="Number">Number of the version.</param>
public sealed record RunnerWork(Guid Evaluation, string Model, int Number, string? Phase, long RowsDone, long? RowsTotal)
{
    internal static RunnerWork Of(EvaluationRow row) => new(row.Id.Value, row.Model, row.VersionNumber, row.Phase, row.RowsDone, row.RowsTotal);
}

/// <param name="Id">Absent for the portal itself.</param>
/// <param name="MemoryBytes">What one evaluation may use there.</param>
/// <param name="Doing">What it runs at the moment.</param>
public sealed record RunnerItem(
    Guid? Id, string Name, RunnerState State, string? Region, IReadOnlyList<string> Labels, string? Device, long? MemoryBytes, int? Slots, string? CodeVersion,
    DateTimeOffset? LastSeenAt, DateTimeOffset? RetiredAt, DateTimeOffset? TokenEndsAt, IReadOnlyList<RunnerWork> Doing)
{
    /// <summary>Evaluations that may use its graphics processors at the same time; absent where it has none.</summary>
    public int? GpuSlots { get; init; }

    internal static RunnerItem Of(RunnerRow row) => new(
        row.Id?.Value, row.Name, row.State, row.Region, row.Labels, row.Device, row.MemoryBytes, row.Slots, row.CodeVersion, row.LastSeenAt, row.RetiredAt, row.TokenEndsAt,
        [.. row.Doing.Select(RunnerWork.Of)]) { GpuSlots = row.GpuSlots };
}
