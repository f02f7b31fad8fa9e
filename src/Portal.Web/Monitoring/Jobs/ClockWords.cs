namespace Portal.Web.Monitoring.Jobs;

/// <summary>What the clock's jobs are for, in words.</summary>
public static class ClockWords
{
    public static string InWords(string job) => job switch
    {
        "dispatch-outbox" => "Tells rooms of what others did",
        "run-evaluations" => "Starts evaluations that wait",
        "run-monitors" => "Looks which windows are due, and measures them",
        "look-at-experiments" => "Looks at experiments that run",
        "compare-places" => "Compares places for workloads anew",
        "find-savings" => "Looks for money that could be saved",
        "deliver-webhooks" => "Sends events to webhooks",
        "delete-old-observations" => "Deletes production rows whose time is over",
        "delete-old-rows" => "Deletes messages, deliveries and notifications whose time is over",
        _ => "Looks after work that is due",
    };

    /// <summary>"every 5 seconds".</summary>
    public static string Pace(TimeSpan every) => every switch
    {
        { TotalHours: >= 1 } => every.TotalHours == 1 ? "every hour" : $"every {every.TotalHours:0.#} hours",
        { TotalMinutes: >= 1 } => every.TotalMinutes == 1 ? "every minute" : $"every {every.TotalMinutes:0.#} minutes",
        _ => $"every {every.TotalSeconds:0.#} seconds",
    };
}
