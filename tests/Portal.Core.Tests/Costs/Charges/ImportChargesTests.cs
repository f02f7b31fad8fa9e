using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Costs;
using Portal.Core.Costs.Charges;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using static Portal.Core.Tests.Costs.Charges.ChargesWorld;

namespace Portal.Core.Tests.Costs.Charges;

public sealed class ImportChargesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Run_SameFileTwice_ChangesNothingAndSaysSo(DatabaseProviderName provider)
    {
        await using var world = await StartAsync(provider);
        var file = Header + Row(10) + Row(2.5m, day: 2);

        var first = await world.ImportAsync(file);
        var second = await world.ImportAsync(file);

        Assert.Equal((false, true, first.Id), (first.IsSame, second.IsSame, second.Id));
        Assert.Equal(12.5m, (await world.CellsAsync()).Sum(cell => cell.Amounts.Effective));
        await using var db = world.Portal.Open();
        Assert.Equal(1, await db.ChargeImports.CountAsync(Ct));
    }

    [Theory, EveryDatabase]
    public async Task Run_ReissuedPeriod_ReplacesTheOlderOneAndKeepsItReadable(DatabaseProviderName provider)
    {
        await using var world = await StartAsync(provider);
        var september = Row(7, month: "09");

        var first = await world.ImportAsync(Header + september + Row(10));
        var second = await world.ImportAsync(Header + Row(11) + Row(1, day: 2));

        Assert.Equal(19m, (await world.CellsAsync()).Sum(cell => cell.Amounts.Effective));
        var view = (await world.Portal.Get<ImportDetail>().FindAsync(world.Executive, first.Number, Ct)).Value;
        Assert.Equal([null, (int?)second.Number], view.Periods.Select(period => period.Period.SupersededBy));
        Assert.Equal([first.Number, second.Number], view.Periods[1].History.Select(period => period.ImportNumber));
        var history = await world.Portal.Get<ChargeList>().ReadAsync(world.Executive, new ChargeListRequest(new ChargeFilter(Import: first.Number)), Ct);
        Assert.Equal([7m, 10m], history.Value.Items.Select(row => row.Effective));
        var current = await world.Portal.Get<ChargeList>().ReadAsync(world.Executive, new ChargeListRequest(new ChargeFilter()), Ct);
        Assert.Equal([11m, 1m, 7m], current.Value.Items.Select(row => row.Effective));
    }

    [Fact]
    public async Task Run_TheOlderFileAgainAfterAReissue_CountsAgain()
    {
        await using var world = await StartAsync();
        await world.ImportAsync(Header + Row(10));
        await world.ImportAsync(Header + Row(11));

        var again = await world.ImportAsync(Header + Row(10));

        Assert.False(again.IsSame);
        Assert.Equal(10m, (await world.CellsAsync()).Sum(cell => cell.Amounts.Effective));
    }

    [Fact]
    public async Task Run_OtherSourceWithTheSamePeriod_IsAdded()
    {
        await using var world = await StartAsync();
        await world.AddSourceAsync("other", ChargeProfile.Strict);
        await world.ImportAsync(Header + Row(10));

        await world.ImportAsync(Header + Row(10), "other");

        Assert.Equal(20m, (await world.CellsAsync()).Sum(cell => cell.Amounts.Effective));
    }

    [Fact]
    public async Task Run_Corrections_StandApart()
    {
        await using var world = await StartAsync();

        await world.ImportAsync(Header + Row(10) + Row(-3, @class: "Correction") + Row(-5, category: "Credit"));

        Assert.Equal(-3m, (await world.CellsAsync()).Where(cell => cell.Subject.IsCorrection).Sum(cell => cell.Amounts.Effective));
        var found = await world.Portal.Get<ChargeList>().ReadAsync(world.Executive, new ChargeListRequest(new ChargeFilter(Corrections: true)), Ct);
        Assert.Equal(-3m, Assert.Single(found.Value.Items).Effective);
        var period = (await world.Portal.Get<ImportDetail>().FindAsync(world.Executive, 1, Ct)).Value.Periods[0].Period;
        Assert.Equal((1L, -3m, 2m), (period.Corrections, period.Totals[0].CorrectionsEffective, period.Totals[0].Effective));
    }

    /// <summary>Each bad row with the line at which it begins in the file, also behind a quoted line break; the good rows count.</summary>
    [Theory, EveryDatabase]
    public async Task Run_BadRows_AreListedByLineAndTheGoodOnesCount(DatabaseProviderName provider)
    {
        await using var world = await StartAsync(provider);
        var file = Header
            + Row(1, tags: "{\"note\":\n \"two lines\"}").Replace("\n", "\r\n", StringComparison.Ordinal)
            + "too,few,fields\n"
            + Row(2).Replace(",USD,", ",XYZ,", StringComparison.Ordinal)
            + "\"never closed,1\n"
            + Row(3, category: "Fun")
            + Row(4).Replace("2026-10-01T00:00:00Z,2026-10-01T01", "2026-10-02T00:00:00Z,2026-10-01T01", StringComparison.Ordinal)
            + Row(5, tags: "{\"a\": {\"b\": 1}}")
            + Row(6).Replace("ApiCo", "Api\0Co", StringComparison.Ordinal)
            + Row(7)
            + Row(8.1234567890123456m);

        var imported = await world.ImportAsync(file);

        Assert.Equal((ImportState.Imported, 2L, 8L), (imported.State, imported.Accepted, imported.Rejected));
        var listed = (await world.Portal.Get<RejectionList>().ReadAsync(world.Executive, new RejectionListRequest(imported.Number, true), Ct)).Value.Items;
        Assert.Equal([4, 5, 6, 7, 8, 9, 10, 12], listed.Select(row => row.Line));
        Assert.Equal(["", "BillingCurrency", "", "ChargeCategory", "ChargePeriodEnd", "Tags", "", "BilledCost"], listed.Select(row => row.Column));
        Assert.Equal(8m, (await world.CellsAsync()).Sum(cell => cell.Amounts.Effective));
    }

    public static TheoryData<string, byte[]> Unreadable => new()
    {
        { "The file is empty", [] },
        { "is not the header of a FOCUS file", "1,2,3\n4,5,6\n"u8.ToArray() },
        { "not UTF-8", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Header + Row(1))).ToArray() },
        { "more than 1,000 fields", Encoding.UTF8.GetBytes(new string(',', 2_000_000)) },
        { "have no end", new byte[4 * 1024 * 1024] },
        { "is there twice", Encoding.UTF8.GetBytes("BilledCost," + Header + Row(1)) },
        { "is missing", Encoding.UTF8.GetBytes(Header.Replace("EffectiveCost", "Other", StringComparison.Ordinal) + Row(1)) },
        { "has a header and no rows", Encoding.UTF8.GetBytes(Header) },
        { "unpacks to more than", Packed(100_000_000) },
        { "", [0x1F, 0x8B, 1, 2, 3] },
        { "", Packed(1_000_000)[..600] },
    };

    [Theory, MemberData(nameof(Unreadable))]
    public async Task Run_WhatIsNoFileOfCharges_IsRefusedWhole(string why, byte[] bytes)
    {
        await using var world = await StartAsync();

        var imported = await world.ImportAsync(bytes);

        Assert.Equal(ImportState.Failed, imported.State);
        Assert.Contains(why, imported.Failure, StringComparison.Ordinal);
        await using var db = world.Portal.Open();
        Assert.False(await db.Charges.AnyAsync(Ct) || await db.ChargePeriods.AnyAsync(Ct) || await db.CostSums.AnyAsync(Ct));
    }

    [Fact]
    public async Task Run_AHugeCell_IsRejectedAlone()
    {
        await using var world = await StartAsync();

        var imported = await world.ImportAsync(Header + Row(1, resource: new string('x', 70_000)) + Row(2));

        Assert.Equal((ImportState.Imported, 1L, 1L), (imported.State, imported.Accepted, imported.Rejected));
        Assert.Equal(2m, (await world.CellsAsync()).Sum(cell => cell.Amounts.Effective));
    }

    [Fact]
    public async Task Run_PackedFileWithAByteOrderMark_IsReadLikeThePlainOne()
    {
        await using var world = await StartAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Header + Row(10, tokens: "500"))).ToArray(), Ct);
        }

        var imported = await world.ImportAsync(packed.ToArray());

        Assert.Equal(1, imported.Accepted);
        Assert.Equal(500m, (await world.CellsAsync()).Sum(cell => cell.Amounts.Tokens));
    }

    /// <summary>A node dies between the last row and the end: nothing is seen, and the next attempt begins anew.</summary>
    [Theory, EveryDatabase]
    public async Task Run_NodeThatDied_LeavesNothingSeenAndIsReadAgain(DatabaseProviderName provider)
    {
        await using var world = await StartAsync(provider);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Header + Row(10) + Row(5) + "bad\n"));
        await world.Portal.Get<ReceiveCharges>().RunAsync(world.Executive, new ReceiveChargesRequest(Source, "a.csv", content), Ct);
        var claim = (await world.Portal.Get<ClaimImport>().RunAsync(world.Portal.Tenant, "dead", Ct))!;
        Assert.True((await world.Portal.Get<StageCharges>().RunAsync(claim, _ => { }, Ct)).IsOk);
        Assert.Empty(await world.CellsAsync());
        Assert.Empty((await world.Portal.Get<ChargeList>().ReadAsync(world.Executive, new ChargeListRequest(new ChargeFilter()), Ct)).Value.Items);

        world.Portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.DrainAsync();

        Assert.Equal(15m, (await world.CellsAsync()).Sum(cell => cell.Amounts.Effective));
        await using var db = world.Portal.Open();
        Assert.Equal((2, 1), (await db.Charges.CountAsync(Ct), await db.ChargeRejections.CountAsync(Ct)));
    }

    [Fact]
    public async Task Cancel_QueuedImport_IsNeverRead()
    {
        await using var world = await StartAsync();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Header + Row(10)));
        var received = (await world.Portal.Get<ReceiveCharges>().RunAsync(world.Executive, new ReceiveChargesRequest(Source, "a.csv", content), Ct)).Value;

        Assert.Equal(ImportState.Cancelled, (await world.Portal.Get<CancelImport>().RunAsync(world.Executive, new CancelImportRequest(received.Id), Ct)).Value);
        await world.DrainAsync();

        Assert.Empty(await world.CellsAsync());
        Assert.Equal("charges.import-ended", (await world.Portal.Get<CancelImport>().RunAsync(world.Executive, new CancelImportRequest(received.Id), Ct)).Refusal!.Code);
    }

    /// <summary>Asked of another node in the moment before the import came to count: what was promised to end does not count.</summary>
    [Fact]
    public async Task Cancel_InTheLastMoment_NothingCounts()
    {
        await using var world = await StartAsync();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Header + Row(10)));
        var received = (await world.Portal.Get<ReceiveCharges>().RunAsync(world.Executive, new ReceiveChargesRequest(Source, "a.csv", content), Ct)).Value;
        await using var db = world.Portal.Open();
        await db.ChargeImports.ExecuteUpdateAsync(row => row.SetProperty(import => import.CancelRequested, true), Ct);

        await world.DrainAsync();

        Assert.Equal(ImportState.Cancelled, (await db.ChargeImports.AsNoTracking().SingleAsync(row => row.Id == received.Id, Ct)).State);
        Assert.Empty(await world.CellsAsync());
        Assert.Equal((0, 0), (await db.Charges.CountAsync(Ct), await db.ChargePeriods.CountAsync(Ct)));
    }

    [Fact]
    public async Task Receive_WithoutTheRoleOrTheSource_IsRefused()
    {
        await using var world = await StartAsync();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Header));
        var act = world.Portal.Get<ReceiveCharges>();

        Assert.Equal(RefusalKind.Forbidden, (await act.RunAsync(world.Portal.As(Role.DataScientist), new ReceiveChargesRequest(Source, "a.csv", content), Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await act.RunAsync(world.Executive, new ReceiveChargesRequest("nothing", "a.csv", content), Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await act.RunAsync(world.Portal.Outsider, new ReceiveChargesRequest(Source, "a.csv", content), Ct)).Refusal?.Kind);
    }

    /// <summary>Repeated columns stand once, columns that differ in each row stand with the row, and a charge shows all of them.</summary>
    [Fact]
    public async Task Run_CustomColumns_AreKeptAndShown()
    {
        await using var world = await StartAsync();
        var rows = Enumerable.Range(0, 40).Select(i => $"{i},blue,{Row(1)}");

        await world.ImportAsync("x_Line,x_Colour," + Header + string.Concat(rows));

        await using var db = world.Portal.Open();
        Assert.Equal(1, await db.ChargeItems.CountAsync(Ct));
        var charge = (await world.Portal.Get<ChargeDetail>().FindAsync(world.Executive, 1, 12, Ct)).Value;
        Assert.Equal(("10", "blue"), (charge.Columns["x_Line"], charge.Columns["x_Colour"]));
    }

    private static byte[] Packed(int zeros)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var head = Encoding.UTF8.GetBytes(Header);
            gzip.Write(head);
            var line = Encoding.UTF8.GetBytes(new string('a', 60_000) + "\n");
            for (var written = 0; written < zeros; written += line.Length)
            {
                gzip.Write(line);
            }
        }

        return packed.ToArray();
    }
}
