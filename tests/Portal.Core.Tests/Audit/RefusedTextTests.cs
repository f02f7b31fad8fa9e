using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Audit;

/// <summary>A refusal comes before the request was checked, and is recorded whatever the request says.</summary>
public sealed class RefusedTextTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Refusal_WithTextThatFitsNoColumn_IsRecordedShortened(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var endless = "na\0me " + new string('x', 5000);
        var auditor = portal.As(Role.Auditor);

        Refusal?[] refusals =
        [
            (await portal.Get<AddTeam>().RunAsync(auditor, new AddTeamRequest(endless), Ct)).Refusal,
            (await portal.Get<AddMember>().RunAsync(auditor, new AddMemberRequest(endless, endless, MemberKind.Person, [Role.Auditor]), Ct)).Refusal,
            (await portal.Get<RegisterVersion>().RunAsync(auditor, new RegisterVersionRequest(endless, default), Ct)).Refusal,
            (await portal.Get<CreateEnvironment>().RunAsync(auditor, new CreateEnvironmentRequest(endless, default, default, endless), Ct)).Refusal,
        ];

        Assert.All(refusals, refusal => Assert.Equal(RefusalKind.Forbidden, refusal?.Kind));
        var rows = (await portal.Get<AuditList>().SearchAsync(auditor, new AuditSearch(Who: "auditor"), new PageRequest(), Ct)).Value.Items;
        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.Equal((AuditSubject.LongestName, '…'), (row.SubjectName.Length, row.SubjectName[^1])));
        Assert.True((await portal.Get<VerifyTrail>().RunAsync(auditor, Ct)).Value.IsWhole);
    }

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("exactly 10", 10, "exactly 10")]
    [InlineData("eleven chars", 10, "eleven ch…")]
    [InlineData("a\0b", 10, "a\uFFFDb")]
    [InlineData("12345678\U0001F600x", 10, "12345678…")]
    public void Fit_CutsBetweenCharacters(string text, int longest, string fitted) => Assert.Equal(fitted, Texts.Fit(text, longest));
}
