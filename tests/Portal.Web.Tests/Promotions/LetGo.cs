using Portal.Core.Audit;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Tenancy;

namespace Portal.Web.Tests.Promotions;

/// <summary>Something that a compliance officer let go, as granting an exception or breaking the glass would leave it.</summary>
internal static class LetGo
{
    public static async Task LetGoAsync(this TestPortal portal, TimeSpan until, FollowUpKind kind = FollowUpKind.ExceptionEnds)
    {
        var ct = Xunit.TestContext.Current.CancellationToken;
        var (environment, model, version) = await portal.AddWatchedModelAsync();
        await using var unit = await portal.Get<AuditTrail>().BeginAsync(portal.As(Role.ComplianceOfficer), ct);
        var gate = kind == FollowUpKind.ExceptionEnds ? "disparate-impact:afam" : null;
        await FollowUpStaging.StageAsync(
            unit,
            new FollowUpOrder(kind, environment, model, version, "Train again without the column.", portal.Clock.GetUtcNow() + until, Role.ComplianceOfficer, GateId: gate, GateTitle: gate is null ? null : "Disparate impact, afam"),
            ct);
        Assert.True((await unit.CommitAsync(default(Portal.Core.Done), ct)).IsOk);
    }
}
