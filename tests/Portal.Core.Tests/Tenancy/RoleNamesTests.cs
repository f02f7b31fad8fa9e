using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Tenancy;

public sealed class RoleNamesTests
{
    [Theory]
    [InlineData(Role.Reviewer, "a reviewer")]
    [InlineData(Role.Executive, "an executive")]
    [InlineData(Role.Auditor, "an auditor")]
    [InlineData(Role.TenantAdministrator, "a tenant administrator")]
    public void One_OfARole_HasItsArticle(Role role, string expected) => Assert.Equal(expected, role.OneInWords());
}
