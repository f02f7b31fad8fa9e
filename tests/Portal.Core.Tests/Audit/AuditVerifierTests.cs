using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Audit;

/// <summary>Whatever is done to an exported trail is detected, and located.</summary>
public sealed class AuditVerifierTests
{
    private const int Entries = 12;
    private static readonly string[] s_lines = Trail();

    [Fact]
    public async Task Verify_UntouchedTrail_IsWhole()
    {
        var result = await VerifyAsync(s_lines, Head(Entries));

        Assert.True(result.IsWhole);
        Assert.Equal(Entries, result.Entries);
        Assert.Equal(Head(Entries), result.Head);
    }

    [Fact]
    public async Task Verify_AnyByteOfAnEntryChanged_IsFoundInThatLine()
    {
        const int line = 4;
        for (var i = 0; i < s_lines[line].Length; i++)
        {
            var changed = s_lines.ToArray();
            changed[line] = Flip(changed[line], i);

            var result = await VerifyAsync(changed, Head(Entries));

            // A changed hash of the line itself may leave the line consistent only if its body changed too, which one byte cannot do.
            Assert.Equal(line + 1, result.Break?.Line);
            Assert.Equal(line, result.Entries);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(Entries - 2)]
    public async Task Verify_EntryDeleted_IsFoundAtItsPlace(int deleted)
    {
        var result = await VerifyAsync([.. s_lines.Where((_, i) => i != deleted)], Head(Entries));

        Assert.Equal(deleted + 1, result.Break?.Line);
        Assert.Contains("missing", result.Break?.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_TwoEntriesSwapped_IsFoundAtTheFirst()
    {
        var swapped = s_lines.ToArray();
        (swapped[3], swapped[7]) = (swapped[7], swapped[3]);

        Assert.Equal(4, (await VerifyAsync(swapped, Head(Entries))).Break?.Line);
    }

    [Fact]
    public async Task Verify_EntryRepeated_IsFound()
    {
        Assert.Equal(4, (await VerifyAsync([.. s_lines[..3], s_lines[2], .. s_lines[3..]], Head(Entries))).Break?.Line);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Entries - 1)]
    public async Task Verify_TailCutAgainstKnownHead_IsFound(int kept)
    {
        var result = await VerifyAsync(s_lines[..kept], Head(Entries));

        Assert.Equal(kept + 1, result.Break?.Line);
        Assert.Contains("tail", result.Break?.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_TailCutWithoutKnownHead_CannotBeTold() =>
        Assert.True((await VerifyAsync(s_lines[..5], null)).IsWhole);

    [Fact]
    public async Task Verify_TrailGrewSinceHeadWasNoted_IsWhole() =>
        Assert.True((await VerifyAsync(s_lines, Head(6))).IsWhole);

    [Fact]
    public async Task Verify_WholeTrailWrittenAnew_IsFoundByKnownHead()
    {
        var result = await VerifyAsync(Trail("another reason"), Head(6));

        Assert.Equal(6, result.Break?.Line);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData(":")]
    [InlineData("-1:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("1:00")]
    public void KnownHead_Malformed_IsNotRead(string text) => Assert.Null(AuditKnownHead.Parse(text));

    private static AuditKnownHead Head(int line) => new(line, Digest.Parse(s_lines[line - 1][^66..^2]));

    private static string Flip(string text, int at)
    {
        var letters = text.ToCharArray();
        letters[at] = letters[at] == '0' ? '1' : '0';
        return new string(letters);
    }

    private static async Task<AuditVerification> VerifyAsync(IEnumerable<string> lines, AuditKnownHead? known) =>
        await AuditVerifier.VerifyAsync(lines.ToAsyncEnumerable(), known, TestContext.Current.CancellationToken);

    private static string[] Trail(string reason = "because {\"quoted\"} and ünïcode")
    {
        var actor = Actor.ForMember(new TenantId(Guid.Parse("00000000-0000-7000-8000-000000000001")), new MemberId(Guid.Parse("00000000-0000-7000-8000-000000000002")), "a@b.example", [Role.Auditor], ActorOrigin.Page);
        var lines = new List<string>();
        var previous = AuditChain.Genesis;
        for (var i = 1; i <= Entries; i++)
        {
            var entry = AuditChain.Link(actor, new AuditFact("team.added", new AuditSubject("team", $"{i}", $"Team {i}"), reason), DateTimeOffset.UnixEpoch.AddSeconds(i), i, previous);
            lines.Add($"{{\"entry\":{entry.Body},\"hash\":\"{entry.Hash}\"}}");
            previous = entry.Hash;
        }

        return [.. lines];
    }
}
