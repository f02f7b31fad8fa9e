using Portal.Core.Monitoring.Monitors;

namespace Portal.Core.Monitoring.Incidents;

/// <summary>What of a finding stays for whoever may not read protected attributes: that there is one, and how bad it is. Pure.</summary>
internal static class ProtectedFindings
{
    public static FindingRow Hide(FindingRow row, IReadOnlyCollection<string> columns) => ProtectedWords.IsAbout(row.Kind, row.Subject, columns)
        ? row with { Subject = ProtectedWords.Unnamed, Value = null, Limit = null, Sentence = ProtectedWords.Instead }
        : row with { Sentence = ProtectedWords.Sentence(row.Kind, row.Subject, row.Sentence, columns) };

    public static Finding Hide(MonitorKind kind, Finding finding, IReadOnlyCollection<string> columns)
    {
        var hides = ProtectedWords.IsAbout(kind, finding.Subject, columns);
        return new Finding
        {
            TenantId = finding.TenantId,
            Id = finding.Id,
            MonitorId = finding.MonitorId,
            MonitorRunId = finding.MonitorRunId,
            EnvironmentId = finding.EnvironmentId,
            ModelId = finding.ModelId,
            VersionId = finding.VersionId,
            Subject = hides ? ProtectedWords.Unnamed : finding.Subject,
            Measure = finding.Measure,
            Value = hides ? null : finding.Value,
            Limit = hides ? null : finding.Limit,
            Severity = finding.Severity,
            Sentence = ProtectedWords.Sentence(kind, finding.Subject, finding.Sentence, columns),
            WindowFrom = finding.WindowFrom,
            WindowTo = finding.WindowTo,
            FoundAt = finding.FoundAt,
            IncidentId = finding.IncidentId,
        };
    }
}
