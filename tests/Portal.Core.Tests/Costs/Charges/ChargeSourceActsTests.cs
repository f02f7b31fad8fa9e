using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Costs.Charges;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using static Portal.Core.Tests.Costs.Charges.ChargesWorld;

namespace Portal.Core.Tests.Costs.Charges;

/// <summary>A source of charges from its name to its end.</summary>
public sealed class ChargeSourceActsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Edited_FilesAreSentByTheNewName_AndReadTheNewWay(DatabaseProviderName provider)
    {
        await using var world = await StartAsync(provider);
        await world.AddSourceAsync("other", ChargeProfile.Strict);
        var spoken = Header + Row(10).Replace("10,10,10,10,USD", "$10.00,10,10,10,USD", StringComparison.Ordinal);
        Assert.Equal((0, 1), await CountsAsync(world, spoken, Source));

        var seen = await FindAsync(world, Source);
        Assert.Equal("charge-source.taken", (await EditAsync(world, seen, "OTHER", ChargeProfile.Lenient)).Refusal?.Code);
        Assert.Equal("name", Assert.Single((await EditAsync(world, seen, "no slug", ChargeProfile.Lenient)).Refusal!.Fields).Key);
        Assert.True((await EditAsync(world, seen, "Renamed", ChargeProfile.Lenient)).IsOk);
        Assert.Equal(RefusalKind.Stale, (await EditAsync(world, seen, "again", ChargeProfile.Lenient)).Refusal?.Kind);

        Assert.Equal((1, 0), await CountsAsync(world, spoken, "renamed"));
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(spoken));
        Assert.Equal(RefusalKind.NotFound, (await world.Portal.Get<ReceiveCharges>().RunAsync(world.Executive, new ReceiveChargesRequest(Source, "a.csv", content), Ct)).Refusal?.Kind);
        await using var db = world.Portal.Open();
        Assert.Equal(1, await db.AuditEntries.CountAsync(entry => entry.Action == "charge-source.edited", Ct));
    }

    /// <summary>A file that names no provider is another bill once its source names another one.</summary>
    [Fact]
    public async Task Edited_OfAnotherProvider_TheSameFileIsReadAnew()
    {
        await using var world = await StartAsync();
        var file = (Header + Row(10)).Replace(",ApiCo,", ",,", StringComparison.Ordinal);
        await world.ImportAsync(file);
        Assert.True((await world.Portal.Get<EditChargeSource>().RunAsync(world.Executive, Edit(await FindAsync(world, Source)) with { Provider = "CloudCo" }, Ct)).IsOk);

        var again = await world.ImportAsync(file);

        Assert.Equal((false, ImportState.Imported), (again.IsSame, again.State));
        Assert.Equal(10m, Assert.Single(await world.EffectiveAsync(subject => subject.Provider)).Value);
    }

    [Theory, EveryDatabase]
    public async Task Retired_TakesNoFile_KeepsItsCharges_AndCanBeTakenUpAgain(DatabaseProviderName provider)
    {
        await using var world = await StartAsync(provider);
        await world.ImportAsync(Header + Row(10));
        var seen = await FindAsync(world, Source);
        var retire = world.Portal.Get<RetireChargeSource>();
        Assert.Equal("reason", Assert.Single((await retire.RunAsync(world.Executive, new RetireChargeSourceRequest(seen.Id, "", seen.Revision), Ct)).Refusal!.Fields).Key);
        Assert.True((await retire.RunAsync(world.Executive, new RetireChargeSourceRequest(seen.Id, "The contract ended.", seen.Revision), Ct)).IsOk);

        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Header + Row(11)));
        Assert.Equal("charge-source.retired", (await world.Portal.Get<ReceiveCharges>().RunAsync(world.Executive, new ReceiveChargesRequest(Source, "a.csv", content), Ct)).Refusal?.Code);
        await world.RuleAsync(new("Team", AllocationKind.Tag, TagKey: "team"));
        Assert.Equal(10m, (await world.CellsAsync()).Sum(cell => cell.Amounts.Effective));

        var retired = await FindAsync(world, Source);
        Assert.Equal("charge-source.retired", (await retire.RunAsync(world.Executive, new RetireChargeSourceRequest(seen.Id, "Again.", retired.Revision), Ct)).Refusal?.Code);
        Assert.True((await world.Portal.Get<ResumeChargeSource>().RunAsync(world.Executive, new ResumeChargeSourceRequest(seen.Id, "It did not.", retired.Revision), Ct)).IsOk);
        Assert.Equal((1, 0), await CountsAsync(world, Header + Row(11), Source));
        Assert.Equal(11m, (await world.CellsAsync()).Sum(cell => cell.Amounts.Effective));
    }

    [Fact]
    public async Task Retire_WhileAFileWaits_IsRefused()
    {
        await using var world = await StartAsync();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Header + Row(10)));
        Assert.True((await world.Portal.Get<ReceiveCharges>().RunAsync(world.Executive, new ReceiveChargesRequest(Source, "a.csv", content), Ct)).IsOk);
        var seen = await FindAsync(world, Source);

        Assert.Equal("charge-source.busy", (await world.Portal.Get<RetireChargeSource>().RunAsync(world.Executive, new RetireChargeSourceRequest(seen.Id, "Over.", seen.Revision), Ct)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Delete_OnlyWhatNeverBroughtAFile(DatabaseProviderName provider)
    {
        await using var world = await StartAsync(provider);
        await world.AddSourceAsync("empty", ChargeProfile.Strict);
        await world.ImportAsync("nothing of FOCUS");
        var delete = world.Portal.Get<DeleteChargeSource>();

        Assert.Equal("charge-source.has-imports", (await delete.RunAsync(world.Executive, new DeleteChargeSourceRequest((await FindAsync(world, Source)).Id, "Unused."), Ct)).Refusal?.Code);
        Assert.True((await delete.RunAsync(world.Executive, new DeleteChargeSourceRequest((await FindAsync(world, "empty")).Id, "Unused."), Ct)).IsOk);
        Assert.Equal([Source], (await world.Portal.Get<ChargeSourceList>().ReadAsync(world.Executive, Ct)).Select(source => source.Name));
    }

    [Fact]
    public async Task Acts_OfOthersOrWithoutTheRole_AreRefused()
    {
        await using var world = await StartAsync();
        var seen = await FindAsync(world, Source);
        foreach (var (actor, kind) in new[] { (world.Portal.Outsider, RefusalKind.NotFound), (world.Portal.As(Role.Auditor), RefusalKind.Forbidden) })
        {
            Assert.Equal(kind, (await world.Portal.Get<EditChargeSource>().RunAsync(actor, Edit(seen), Ct)).Refusal?.Kind);
            Assert.Equal(kind, (await world.Portal.Get<RetireChargeSource>().RunAsync(actor, new RetireChargeSourceRequest(seen.Id, "Over.", seen.Revision), Ct)).Refusal?.Kind);
            Assert.Equal(kind, (await world.Portal.Get<ResumeChargeSource>().RunAsync(actor, new ResumeChargeSourceRequest(seen.Id, "Over.", seen.Revision), Ct)).Refusal?.Kind);
            Assert.Equal(kind, (await world.Portal.Get<DeleteChargeSource>().RunAsync(actor, new DeleteChargeSourceRequest(seen.Id, "Over."), Ct)).Refusal?.Kind);
        }
    }

    private static EditChargeSourceRequest Edit(ChargeSourceRow seen) => new(seen.Id, seen.Name, seen.Provider, seen.Profile, seen.Description, seen.Revision);

    private static Task<Outcome<Done>> EditAsync(ChargesWorld world, ChargeSourceRow seen, string name, ChargeProfile profile) =>
        world.Portal.Get<EditChargeSource>().RunAsync(world.Executive, Edit(seen) with { Name = name, Profile = profile }, Ct);

    private static async Task<ChargeSourceRow> FindAsync(ChargesWorld world, string name) => (await world.Portal.Get<ChargeSourceList>().ReadAsync(world.Executive, Ct)).Single(source => source.Name == name);

    private static async Task<(long Accepted, long Rejected)> CountsAsync(ChargesWorld world, string file, string source)
    {
        var import = await world.ImportAsync(file, source);
        return (import.Accepted, import.Rejected);
    }
}
