using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Api;

namespace Portal.Web.Tests.Host;

/// <summary>JSON of .NET's own client is chunked: it says no length.</summary>
public sealed class IdempotencyTests
{
    [Fact]
    public async Task Key_WithTheSameChunkedBody_GetsTheFirstAnswerAgain()
    {
        await using var portal = await HostedPortal.StartAsync();
        var (tenant, program) = await AdministratorAsync(portal);
        using (program)
        {
            using var first = await AddTeamAsync(program, "Claims");
            using var again = await AddTeamAsync(program, "Claims");

            Assert.Equal(HttpStatusCode.Created, first.StatusCode);
            Assert.Equal(HttpStatusCode.Created, again.StatusCode);
            Assert.True(again.Headers.Contains(Idempotency.ReplayedHeader));
        }
    }

    [Fact]
    public async Task Key_WithAnotherChunkedBody_IsRefused()
    {
        await using var portal = await HostedPortal.StartAsync();
        var (_, program) = await AdministratorAsync(portal);
        using (program)
        {
            using var first = await AddTeamAsync(program, "Claims");
            using var other = await AddTeamAsync(program, "Pricing");

            Assert.Equal(HttpStatusCode.Created, first.StatusCode);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        }
    }

    [Fact]
    public async Task Record_OlderThanADay_IsForgotten()
    {
        await using var portal = await HostedPortal.StartAsync();
        var (tenant, program) = await AdministratorAsync(portal);
        using (program)
        {
            await using var db = portal.Get<PortalDatabase>().Open(tenant);
            db.IdempotencyRecords.Add(new IdempotencyRecord
            {
                TenantId = tenant, MemberId = Guid.CreateVersion7(), Key = "yesterday", RequestDigest = new string('0', 64), CreatedAt = TimeProvider.System.GetUtcNow().AddHours(-25), Status = 201,
            });
            await db.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);

            using var answer = await AddTeamAsync(program, "Claims");

            Assert.Equal(["today"], await db.IdempotencyRecords.Select(row => row.Key).ToListAsync(Xunit.TestContext.Current.CancellationToken));
        }
    }

    private static async Task<(TenantId Tenant, HttpClient Program)> AdministratorAsync(HostedPortal portal)
    {
        var tenant = await portal.CreateTenantAsync("First");
        return (tenant, await portal.ProgramAsync(tenant, await portal.AddMemberAsync(tenant, "bot@first.example", MemberKind.ServiceAccount, Role.TenantAdministrator)));
    }

    private static async Task<HttpResponseMessage> AddTeamAsync(HttpClient program, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/teams") { Content = JsonContent.Create(new { name }) };
        request.Headers.Add(Idempotency.Header, "today");
        request.Headers.TransferEncodingChunked = true;
        return await program.SendAsync(request, Xunit.TestContext.Current.CancellationToken);
    }
}
