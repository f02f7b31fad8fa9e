using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Monitoring.Retraining;
using Portal.Core.Notifications;
using Portal.Core.Notifications.Mail;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Promotions;
using Portal.Core.Webhooks;

namespace Portal.Core.Tests.Monitoring.Incidents;

/// <summary>
/// Whichever way somebody hears of a breach: which protected column or group it was, and how much, is read by right, by the roles that
/// may; what is written once for everybody, inside or outside, never says it.
/// </summary>
public sealed class ProtectedDoorsTests
{
    private const string Column = "afam";
    private const string Value = "0.47";
    private static readonly Role[] s_may = [Role.DataScientist, Role.ComplianceOfficer, Role.Auditor];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Breach_ThroughEachDoor_TellsOfProtectedColumnsOnlyWhoMay(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider, more: services => services.AddSingleton(new WebhookOptions { AllowLoopback = true }));
        await HappenAsync(data);

        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (var (door, told) in await ByRightAsync(data.Portal, data.Portal.As(role)))
            {
                Assert.Equal((role, door, s_may.Contains(role)), (role, door, Tells(told)));
            }

            foreach (var (door, told) in await ForEverybodyAsync(data.Portal, data.Portal.As(role)))
            {
                Assert.Equal((role, door, "", false), (role, door, told.FirstOrDefault(Tells) ?? "", told.Count == 0));
            }
        }
    }

    [Fact]
    public async Task HiddenFinding_StaysAFinding_WithItsSeverity()
    {
        await using var data = await GovernanceData.StartAsync(DatabaseProviderName.Sqlite);
        await HappenAsync(data);

        var rows = (await data.Portal.Get<FindingList>().ReadAsync(data.Reviewer, new FindingListRequest(new PageRequest(), 1), Ct)).Value.Items;

        Assert.Equal(
            [(ProtectedWords.Unnamed, null, Severity.Critical, ProtectedWords.Instead), ("lvrat", 0.31, Severity.Warning, "lvrat has moved by 0.31; at most 0.10 is allowed.")],
            rows.OrderBy(row => row.Subject, StringComparer.Ordinal).Select(row => (row.Subject, row.Value, row.Severity, row.Sentence)));
        var incident = (await data.Portal.Get<IncidentDetail>().FindAsync(data.Reviewer, 1, Ct)).Value;
        Assert.Equal("Drift of mortgage in production: a protected attribute, lvrat", incident.Row.Title);
        Assert.Equal([(ProtectedWords.Unnamed, (double?)null), ("lvrat", 0.31)], incident.Worst.Select(finding => (finding.Subject, finding.Value)));
        var outside = await OutsideAsync(data.Portal, "retraining.requested");
        Assert.Equal(["a protected attribute", "lvrat"], outside["moved"]!.AsArray().Select(moved => (string)moved!["subject"]!));
        Assert.Equal(("mortgage", 1), ((string)outside["model"]!, (int)outside["number"]!));
    }

    private static bool Tells(string text) => text.Contains(Column, StringComparison.Ordinal) || text.Contains(Value, StringComparison.Ordinal);

    /// <summary>Drift of a protected and of another column, bias against a group, quiet after it, and a waived gate of fairness: all told to members, the trail and a webhook.</summary>
    private static async Task HappenAsync(GovernanceData data)
    {
        var portal = data.Portal;
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        var kinds = WebhookKinds.All.Select(kind => kind.Kind).ToList();
        Assert.True((await portal.Get<AddWebhook>().RunAsync(portal.As(Role.TenantAdministrator), new AddWebhookRequest("https://hooks.example.com/portal", kinds), Ct)).IsOk);
        await using var db = portal.Open();
        var live = await db.LiveDeployments.SingleAsync(Ct);
        var drift = await portal.AddMonitorAsync(live.EnvironmentId, live.ModelId, MonitorActions.Notify | MonitorActions.OpenIncident | MonitorActions.RequestRetraining, "drift");
        var bias = await portal.AddMonitorAsync(live.EnvironmentId, live.ModelId, name: "bias", kind: MonitorKind.Bias);
        await portal.BreachAsync(drift, live.VersionId, -3, new Breach(Column, 0.47, Severity: Severity.Critical), new Breach("lvrat"));
        await portal.BreachAsync(bias, live.VersionId, -3, new Breach($"{Column}: yes", 0.47));
        await portal.BreachAsync(bias, live.VersionId, -2, new Breach($"{Column}: no", 0.47, Severity: Severity.Critical));
        await portal.TellAsync("monitor.quiet", bias.Id, await portal.AddRunAsync(bias, live.VersionId, -1));
        await using (var unit = await portal.Get<AuditTrail>().BeginAsync(Actor.ForJob(portal.Tenant, "test"), Ct))
        {
            var promotion = await unit.Db.Promotions.SingleAsync(Ct);
            unit.Record("test.told", new AuditSubject("test", "test", "test"));
            unit.Tell("exception.granted", new JsonObject { ["promotionId"] = promotion.Id.ToString(), ["number"] = promotion.Number, ["gate"] = $"disparate-impact:{Column}" });
            Assert.True((await unit.CommitAsync(default(Done), Ct)).IsOk);
        }

        await portal.DeliverAsync();
    }

    private static async Task<IReadOnlyList<(string Door, string Told)>> ByRightAsync(TestPortal portal, Actor actor)
    {
        var findings = (await portal.Get<FindingList>().ReadAsync(actor, new FindingListRequest(new PageRequest()), Ct)).Value.Items;
        var (drift, bias) = ((await portal.Get<IncidentDetail>().FindAsync(actor, 1, Ct)).Value, (await portal.Get<IncidentDetail>().FindAsync(actor, 2, Ct)).Value);
        var retraining = portal.Get<RetrainingList>();
        return
        [
            ("findings", Text(findings.Select(row => $"{row.Subject} {row.Value} {row.Sentence}"))),
            ("incident of drift", Text(drift.Worst.Select(row => $"{row.Subject} {row.Value} {row.Sentence}"))),
            ("incident of bias", Text(bias.Worst.Select(row => $"{row.Subject} {row.Value} {row.Sentence}"))),
            ("windows of an incident", Text(drift.Windows.SelectMany(window => window.Readings).Select(reading => $"{reading.Subject} {reading.Sentence}"))),
            ("retraining requests", Text((await retraining.ReadAsync(actor, new RetrainingListRequest(new PageRequest()), Ct)).Value.Items.SelectMany(row => row.Moved).Select(moved => $"{moved.Subject} {moved.Sentence}"))),
            ("retraining request", Text((await retraining.FindAsync(actor, 1, Ct)).Value.Moved.Select(moved => $"{moved.Subject} {moved.Sentence}"))),
        ];
    }

    private static async Task<IReadOnlyList<(string Door, IReadOnlyList<string> Told)>> ForEverybodyAsync(TestPortal portal, Actor actor)
    {
        await using var db = portal.Open();
        var incidents = (await portal.Get<IncidentList>().ReadAsync(actor, new IncidentListRequest(new PageRequest()), Ct)).Value.Items;
        var events = new List<string>();
        foreach (var number in incidents.Select(row => row.Number))
        {
            events.AddRange((await portal.Get<IncidentDetail>().FindAsync(actor, number, Ct)).Value.Events.Select(line => line.Text));
        }

        var notifications = await db.Notifications.AsNoTracking().ToListAsync(Ct);
        var mails = notifications.Select(one => MailText.Of(one, "First", "https://portal.example.com")).Append(MailText.OfDay(notifications, "First", "https://portal.example.com"));
        return
        [
            ("titles of incidents", [.. incidents.Select(row => row.Title)]),
            ("timelines", events),
            ("reason of retraining", [(await portal.Get<RetrainingList>().FindAsync(actor, 1, Ct)).Value.Reason]),
            ("trail", await db.AuditEntries.Where(row => row.Action.StartsWith("incident.") || row.Action.StartsWith("retraining.") || row.Action.StartsWith("notification.")).Select(row => row.Body).ToListAsync(Ct)),
            ("notifications", [.. notifications.Select(one => $"{one.Title} {one.Text} {one.Href}")]),
            ("mails", [.. mails.SelectMany(mail => (string[])[mail.Subject, mail.Plain, mail.Html])]),
            ("webhooks", await db.WebhookDeliveries.Where(row => row.Kind.StartsWith("incident.") || row.Kind.StartsWith("retraining.") || row.Kind.StartsWith("exception.")).Select(row => row.Body).ToListAsync(Ct)),
        ];
    }

    private static async Task<JsonNode> OutsideAsync(TestPortal portal, string kind)
    {
        await using var db = portal.Open();
        return JsonNode.Parse(await db.WebhookDeliveries.Where(row => row.Kind == kind).Select(row => row.Body).SingleAsync(Ct))!["data"]!;
    }

    private static string Text(IEnumerable<string> told) => string.Join('\n', told);
}
