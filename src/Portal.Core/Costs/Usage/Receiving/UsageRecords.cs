using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Usage.Receiving;

/// <summary>Makes rows of what was reported.</summary>
internal static class UsageRecords
{
    public static UsageRecord Of(ReportedUsage report, UsageSource source, UsageOwners owners, TenantId tenant, DateTimeOffset at, DateTimeOffset now)
    {
        var owner = owners.Of(report, source);
        return new UsageRecord
        {
            TenantId = tenant,
            Id = UsageRecordId.New(),
            Key = report.Key,
            SourceId = source.Id,
            Unit = report.Unit,
            Provider = report.Provider,
            Operation = report.Operation,
            AskedModel = report.AskedModel ?? "",
            AnsweredModel = report.AnsweredModel ?? "",
            At = KeptInstant.Of(at),
            ReceivedAt = now,
            Input = report.Tokens.Input,
            Output = report.Tokens.Output,
            CacheRead = report.Tokens.CacheRead,
            CacheWrite = report.Tokens.CacheWrite,
            Reasoning = report.Tokens.Reasoning,
            IsNormalised = report.Tokens.IsNormalised,
            Quantity = report.Quantity,
            Requests = report.Requests,
            Milliseconds = report.Milliseconds,
            Error = report.Error,
            ResponseId = report.ResponseId,
            Conversation = report.Conversation,
            Region = report.Region,
            Term = report.Term,
            Fingerprint = report.Fingerprint,
            TeamId = owner.Team,
            ModelId = owner.Model,
            VersionNumber = owner.Version,
            EnvironmentId = owner.Environment,
        };
    }
}
