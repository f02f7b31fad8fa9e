using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Monitoring.Incidents;

/// <summary>The words of incidents as they stand on pages.</summary>
public static class IncidentWords
{
    public static string InWords(this IncidentState state) => state switch
    {
        IncidentState.Open => "Open",
        IncidentState.Acknowledged => "Acknowledged",
        IncidentState.Resolved => "Resolved",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>What it came of: "Drift monitor", "Overdue follow-up".</summary>
    public static string SourceOf(IncidentRow row) => row.Source switch
    {
        IncidentSource.Monitor => $"{Words.Sentence(row.Kind!.Value.InWords())} monitor",
        IncidentSource.FollowUp => "Overdue follow-up",
        IncidentSource.Fleet => "Failed wave of a fleet",
        _ => throw new ArgumentOutOfRangeException(nameof(row), row.Source, null),
    };

    /// <summary>Red only while nobody has it.</summary>
    public static Tone ToneOf(IncidentState state) => state switch { IncidentState.Open => Tone.Failed, IncidentState.Acknowledged => Tone.Running, _ => Tone.Passed };

    public static Tone ToneOf(Severity severity) => severity switch { Severity.Critical => Tone.Failed, Severity.Warning => Tone.Missing, _ => Tone.Plain };

    /// <summary>Of a severity and of a verdict: the picture beside the word.</summary>
    public static string IconOf(Severity severity) => severity == Severity.Info ? "info" : "warning";

    public static string InWords(this IncidentCause cause) => cause switch
    {
        IncidentCause.PopulationChanged => "the population has changed",
        IncidentCause.ConceptChanged => "what leads to the outcome has changed",
        IncidentCause.DataDefect => "a defect in the data",
        IncidentCause.ModelDefect => "a defect in the model",
        IncidentCause.Deployment => "a deployment",
        IncidentCause.Expected => "expected, and accepted",
        IncidentCause.FalseAlarm => "a false alarm",
        IncidentCause.Other => "something else",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, null),
    };

    /// <summary>"0.31, at most 0.10 allowed": the number of a breach is on the wrong side of its limit, which says where the right one is.</summary>
    public static string Against(double? value, double? limit) => limit is { } bound && value is { } number
        ? $"{(number > bound ? "at most" : "at least")} {Figures.Measure(bound)} allowed"
        : "no limit";

    public static TimelineEntry ToEntry(IncidentEventRow row) => new(
        row.Kind switch
        {
            IncidentEventKind.Opened or IncidentEventKind.FindingsJoined or IncidentEventKind.SeverityRose or IncidentEventKind.Reopened or IncidentEventKind.NotRolledBack => TimelineState.Failed,
            IncidentEventKind.RolledBack or IncidentEventKind.RetrainingAnswered or IncidentEventKind.FollowUpDone => TimelineState.Live,
            _ => TimelineState.Done,
        },
        What(row),
        Said(row),
        row.At,
        row.Number is { } number ? Retraining.RetrainingPages.Url(number) : null);

    private static string What(IncidentEventRow row)
    {
        var by = row.By ?? "The portal";
        return row.Kind switch
        {
            IncidentEventKind.Opened => "The incident was opened",
            IncidentEventKind.FindingsJoined => "Further findings joined it",
            IncidentEventKind.SeverityRose => "It became more severe",
            IncidentEventKind.Quiet => "The monitor is quiet again",
            IncidentEventKind.Acknowledged => $"{by} acknowledged it",
            IncidentEventKind.Assigned => $"{by} gave it to {row.Text}",
            IncidentEventKind.Unassigned => $"{by} took it from whoever had it",
            IncidentEventKind.Silenced => $"{by} silenced it",
            IncidentEventKind.Unsilenced => $"{by} ended the silence",
            IncidentEventKind.Commented => $"{by} wrote",
            IncidentEventKind.Resolved => $"{by} resolved it",
            IncidentEventKind.Reopened => $"{by} reopened it",
            IncidentEventKind.RolledBack => "The model was rolled back automatically",
            IncidentEventKind.NotRolledBack => "The automatic rollback was not possible",
            IncidentEventKind.RetrainingRequested => $"{by} asked for retraining{(row.Number is { } asked ? $", {Portal.Core.Monitoring.Retraining.RetrainingRules.Name(asked)}" : "")}",
            IncidentEventKind.RetrainingNotRequested => "No retraining was asked for",
            IncidentEventKind.FollowUpDone => "What was overdue is put right",
            IncidentEventKind.RetrainingAnswered => $"Retraining request {Portal.Core.Monitoring.Retraining.RetrainingRules.Name(row.Number ?? 0)} was answered",
            _ => throw new ArgumentOutOfRangeException(nameof(row), row.Kind, null),
        };
    }

    private static string? Said(IncidentEventRow row) => row.Text.Length == 0 || row.Kind == IncidentEventKind.Assigned ? null
        : row.By is null ? row.Text : $"“{row.Text}”";
}
