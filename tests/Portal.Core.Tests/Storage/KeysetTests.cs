using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Storage;

public sealed class KeysetTests
{
    [Theory, EveryDatabase]
    public async Task NewestFirst_PageByPage_VisitsEveryRowOnce(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ct = TestContext.Current.CancellationToken;
        for (var i = 0; i < 7; i++)
        {
            // Three rows share each instant, so that the tie-break is needed.
            portal.Clock.Advance(i % 3 == 0 ? TimeSpan.FromMilliseconds(1) : TimeSpan.Zero);
            await portal.AddMemberAsync($"extra{i}", Role.Auditor);
        }

        await using var db = portal.Open();
        var seen = new List<MemberId>();
        var page = new PageRequest(Size: 2);
        do
        {
            Assert.Null(page.Refuses());
            var found = await db.Members.NewestFirstAsync(row => row.CreatedAt, row => row.Id, row => row.Id, page, ct);
            seen.AddRange(found.Items);
            page = page with { After = found.Next };
        }
        while (page.After is not null);

        Assert.Equal(13, seen.Count);
        Assert.Equal(13, seen.Distinct().Count());
        var instants = await db.Members.ToDictionaryAsync(row => row.Id, row => row.CreatedAt, ct);
        Assert.Equal(seen.Select(id => instants[id]).OrderDescending(), seen.Select(id => instants[id]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!")]
    [InlineData("__________________________________")]
    [InlineData("________________________________")]
    public void PageRequest_StrangeCursor_IsRefused(string cursor) =>
        Assert.Equal(RefusalKind.Invalid, new PageRequest(10, cursor).Refuses()?.Kind);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void PageRequest_Size_HasBounds(int size, bool fits) => Assert.Equal(fits, new PageRequest(size).Refuses() is null);
}
