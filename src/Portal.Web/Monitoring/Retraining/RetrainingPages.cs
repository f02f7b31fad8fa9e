using Portal.Core.Monitoring.Retraining;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Monitoring.Retraining;

/// <summary>The pages of retraining requests and their words.</summary>
public static class RetrainingPages
{
    public static IServiceCollection AddRetrainingPages(this IServiceCollection services) => services
        .AddPageSubject<RetrainingList, RetrainingRow>(
            (requests, actor, route, ct) => requests.FindAsync(actor, RetrainingRules.Parse(route.Text("Number")) ?? -1, ct), typeof(RetrainingRequestPage));

    public static string Url(int number) => $"/retraining/{RetrainingRules.Name(number)}";

    public static string InWords(this RetrainingState state) => state switch
    {
        RetrainingState.Open => "Open",
        RetrainingState.Answered => "Answered",
        RetrainingState.Closed => "Closed",
        RetrainingState.Withdrawn => "Withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static Tone ToneOf(RetrainingState state) => state switch { RetrainingState.Open => Tone.Queued, RetrainingState.Answered => Tone.Passed, _ => Tone.Plain };
}
