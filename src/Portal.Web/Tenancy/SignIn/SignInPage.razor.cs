using Microsoft.AspNetCore.Components;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Host;

namespace Portal.Web.Tenancy.SignIn;

public sealed partial class SignInPage
{
    private IReadOnlyList<IGrouping<TenantId, SignInRow>> _tenants = [];

    [Inject]
    private TenantDirectory Directory { get; set; } = null!;

    [Inject]
    private ISignInMethod Method { get; set; } = null!;

    [Inject]
    private PortalOptions Options { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "refused")]
    private string? Refused { get; set; }

    [SupplyParameterFromQuery(Name = "signed-out")]
    private bool SignedOut { get; set; }

    protected override async Task OnInitializedAsync()
    {
        // Who is a member is nobody's business in any other mode.
        if (Method.Mode == AuthenticationMode.Demo)
        {
            _tenants = [.. (await Directory.EverybodyAsync(CancellationToken.None)).OrderBy(Rank).GroupBy(member => member.Tenant).OrderBy(tenant => tenant.First().TenantName, StringComparer.OrdinalIgnoreCase)];
        }
    }

    private static int Rank(SignInRow member) => member.Roles.Select(role => (int)role).DefaultIfEmpty(int.MaxValue).Min();
}
