using Portal.Core.Audit;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Audit;

/// <summary>The pages of the trail, and their place in the navigation.</summary>
public static class AuditPages
{
    public static IServiceCollection AddAuditPages(this IServiceCollection services) => services
        .AddPageSubject<AuditList, AuditDetail>(
            (trail, actor, route, ct) => trail.FindAsync(actor, route.Number<long>("Sequence"), ct), typeof(AuditEntryPage))
        .AddNavigation(new NavigationEntry("audit", "Audit", "/audit", "audit", Permission.ReadAudit));

    /// <summary>"member.signed-in" as people say it: "Member signed in".</summary>
    public static string InWords(string action) => Words.Sentence(action.Replace('.', ' ').Replace('-', ' '));

    public static bool IsRefusal(string action) => action.EndsWith(".refused", StringComparison.Ordinal);
}
