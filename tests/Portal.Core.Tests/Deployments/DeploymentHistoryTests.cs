using Portal.Core.Deployments;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Deployments;

public sealed class DeploymentHistoryTests
{
    [Theory, EveryDatabase]
    public async Task Timeline_NewestFirst_PagedAndFiltered(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        await data.RollBackAsync();
        var history = data.Portal.Get<DeploymentHistory>();

        var first = (await history.ReadAsync(data.Reviewer, new(new PageRequest(2), "PRODUCTION", "Mortgage"), TestContext.Current.CancellationToken)).Value;
        var second = (await history.ReadAsync(data.Reviewer, new(new PageRequest(2, first.Next)), TestContext.Current.CancellationToken)).Value;

        Assert.Equal([(1, DeploymentCause.Rollback, 1), (2, DeploymentCause.Promotion, 2)], first.Items.Select(row => (row.VersionNumber, row.Cause, row.Promotion)));
        Assert.Equal([(1, DeploymentCause.Promotion, 1)], second.Items.Select(row => (row.VersionNumber, row.Cause, row.Promotion)));
        Assert.Equal(("Complaints since the switch.", "Reviewer", (DateTimeOffset?)null), (first.Items[0].Reason, first.Items[0].StartedBy, first.Items[0].EndedAt));
        Assert.Equal(second.Items[0].EndedAt, first.Items[1].StartedAt);
        Assert.Empty((await history.ReadAsync(data.Reviewer, new(new PageRequest(), "overseas"), TestContext.Current.CancellationToken)).Value.Items);
        Assert.Empty((await history.ReadAsync(data.Portal.Outsider, new(new PageRequest()), TestContext.Current.CancellationToken)).Value.Items);
        Assert.Equal(RefusalKind.Invalid, (await history.ReadAsync(data.Reviewer, new(new PageRequest(0)), TestContext.Current.CancellationToken)).Refusal?.Kind);
    }

    [Theory, EveryDatabase]
    public async Task Live_SaysVersionDigestAndSince(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var at = data.Portal.Clock.GetUtcNow();
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        var query = data.Portal.Get<LiveVersion>();

        var first = (await query.FindAsync(data.Scientist, "production", "MORTGAGE", TestContext.Current.CancellationToken)).Value;
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        var second = (await query.FindAsync(data.Scientist, "production", "mortgage", TestContext.Current.CancellationToken)).Value;

        Assert.Equal((1, 1, at, null), (first.Live.VersionNumber, first.Live.Promotion, first.Live.Since, first.Previous));
        Assert.Equal((2, 1), (second.Live.VersionNumber, second.Previous));
        Assert.NotEqual(first.Live.Digest, second.Live.Digest);
        Assert.True(second.Revision > first.Revision);
        var list = data.Portal.Get<LiveList>();
        Assert.Equal(2, Assert.Single((await list.ReadAsync(data.Scientist, new(new PageRequest(), "production", "mortgage"), TestContext.Current.CancellationToken)).Value.Items).VersionNumber);
        Assert.Empty((await list.ReadAsync(data.Portal.Outsider, new(new PageRequest()), TestContext.Current.CancellationToken)).Value.Items);
        Assert.Equal(RefusalKind.NotFound, (await query.FindAsync(data.Portal.Outsider, "production", "mortgage", TestContext.Current.CancellationToken)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await query.FindAsync(data.Scientist, "overseas", "mortgage", TestContext.Current.CancellationToken)).Refusal?.Kind);
    }
}
